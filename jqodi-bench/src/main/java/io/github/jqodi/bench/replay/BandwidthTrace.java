package io.github.jqodi.bench.replay;

import java.util.Arrays;

/**
 * The rate of a link over time, constant from one sample to the next, over and over. Transfers integrate it: they take until
 * so many bits have passed since they began, and wait where the rate is 0.
 */
public final class BandwidthTrace {
    /** Of a link over which nothing is sent. */
    static final BandwidthTrace UNUSED = new BandwidthTrace(new double[] {0, 1}, new double[] {1});

    /** Begins of the pieces in seconds, the first 0, and the end. */
    private final double[] starts;

    private final double[] bitsPerSecond;
    /** What has been sent before each piece, and in all. */
    private final double[] sent;

    /**
     * A trace.
     *
     * @param starts begins of the pieces in seconds, rising from 0, and the end of the last
     * @param bitsPerSecond rate of each piece, at least 0, one of them above
     */
    public BandwidthTrace(double[] starts, double[] bitsPerSecond) {
        this.starts = starts.clone();
        this.bitsPerSecond = bitsPerSecond.clone();
        this.sent = new double[starts.length];
        for (int i = 0; i < bitsPerSecond.length; i++) {
            sent[i + 1] = sent[i] + bitsPerSecond[i] * (starts[i + 1] - starts[i]);
        }
        if (!(sent[bitsPerSecond.length] > 0)) {
            throw new IllegalArgumentException("a rate must be above 0 at some time; nothing is ever sent");
        }
    }

    /**
     * {@return its length in seconds, after which it begins anew}
     */
    public double lengthSeconds() {
        return starts[bitsPerSecond.length];
    }

    /**
     * {@return the mean rate in bits per second}
     */
    public double meanBitsPerSecond() {
        return sent[bitsPerSecond.length] / lengthSeconds();
    }

    double mostBitsPerSecond() {
        return Arrays.stream(bitsPerSecond).max().orElse(0);
    }

    /** What can be sent from time 0 on, in bits. */
    double bitsUntil(double seconds) {
        double rounds = Math.floor(seconds / lengthSeconds());
        double rest = seconds - rounds * lengthSeconds();
        int piece = piece(starts, rest);
        return rounds * sent[bitsPerSecond.length] + sent[piece] + bitsPerSecond[piece] * (rest - starts[piece]);
    }

    /**
     * The mean rate of a stretch of time.
     *
     * @param fromSeconds its begin
     * @param toSeconds its end, above the begin
     * @return bits per second
     */
    public double meanBitsPerSecond(double fromSeconds, double toSeconds) {
        return (bitsUntil(toSeconds) - bitsUntil(fromSeconds)) / (toSeconds - fromSeconds);
    }

    /**
     * How long a transfer takes.
     *
     * @param startSeconds when it begins
     * @param bits how much is sent
     * @return seconds, waiting where the rate is 0 included
     */
    public double secondsToSend(double startSeconds, double bits) {
        if (bits <= 0) {
            return 0;
        }
        double round = sent[bitsPerSecond.length];
        double goal = bitsUntil(startSeconds) + bits;
        double rounds = Math.ceil(goal / round) - 1;
        double rest = Math.min(round, goal - rounds * round);
        if (rest <= 0) {
            return Math.max(0, rounds * lengthSeconds() - startSeconds);
        }
        int piece = Arrays.binarySearch(sent, rest);
        piece = piece < 0 ? -piece - 2 : firstOf(piece) - 1;
        double end = rounds * lengthSeconds() + starts[piece] + (rest - sent[piece]) / bitsPerSecond[piece];
        return Math.max(0, end - startSeconds);
    }

    /** The first of equal sums, behind which nothing was sent. */
    private int firstOf(int place) {
        int first = place;
        while (first > 1 && sent[first - 1] == sent[place]) {
            first--;
        }
        return Math.max(1, first);
    }

    private int piece(double[] begins, double at) {
        int place = Arrays.binarySearch(begins, at);
        int piece = place < 0 ? -place - 2 : place;
        return Math.min(Math.max(piece, 0), bitsPerSecond.length - 1);
    }

    @Override
    public String toString() {
        return bitsPerSecond.length + " rates in " + lengthSeconds() + " s";
    }
}
