package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.control.RateHistory;
import java.util.Arrays;

/**
 * The rate of a link over time, constant from one sample to the next, over and over. Transfers integrate it: they take until
 * so many bits have passed since they began, and wait where the rate is 0. Immutable.
 */
public final class BandwidthTrace implements RateOutlook {
    /** The longest history that is put together. */
    public static final double MAX_HISTORY_SECONDS = 1e6;

    /** Stands for a link over which nothing is sent: 1 bit/s for ever. */
    public static final BandwidthTrace UNUSED = new BandwidthTrace(new double[] {0, 1}, new double[] {1});

    /** Begins of the pieces in seconds, the first 0, and the end. */
    private final double[] starts;

    private final double[] bitsPerSecond;
    /** What has been sent before each piece, and in all. */
    private final double[] sent;

    /**
     * A trace.
     *
     * @param starts begins of the pieces in seconds, rising from 0, and the end of the last
     * @param bitsPerSecond rate of each piece, finite and at least 0, one of them above; what all send together is finite
     * @throws io.github.jqodi.error.InvalidValueException if a rule is broken
     */
    public BandwidthTrace(double[] starts, double[] bitsPerSecond) {
        this.starts = starts.clone();
        this.bitsPerSecond = bitsPerSecond.clone();
        check();
        this.sent = new double[starts.length];
        for (int i = 0; i < bitsPerSecond.length; i++) {
            sent[i + 1] = sent[i] + bitsPerSecond[i] * (starts[i + 1] - starts[i]);
        }
        Check.that(
                sent[bitsPerSecond.length] > 0,
                "bitsPerSecond",
                "all 0",
                "must be above 0 at some time; nothing is ever sent");
        Check.that(
                sent[bitsPerSecond.length] < Double.POSITIVE_INFINITY,
                "bitsPerSecond",
                sent[bitsPerSecond.length] + " bits",
                "must send a finite number of bits in all",
                "Maybe another unit is meant.");
    }

    private void check() {
        Check.that(
                starts.length == bitsPerSecond.length + 1,
                "starts",
                starts.length + " entries",
                "must be one more than the " + bitsPerSecond.length + " rates");
        Check.that(starts[0] == 0, "starts/0", starts[0], "must be 0");
        for (int i = 0; i < bitsPerSecond.length; i++) {
            Check.nonNegative("bitsPerSecond/" + i, bitsPerSecond[i]);
            Check.finite("starts/" + (i + 1), starts[i + 1]);
            Check.that(starts[i + 1] > starts[i], "starts/" + (i + 1), starts[i + 1], "must be above the one before");
        }
    }

    /**
     * A link that never changes.
     *
     * @param bitsPerSecond above 0
     * @return the trace
     */
    public static BandwidthTrace constant(double bitsPerSecond) {
        return new BandwidthTrace(new double[] {0, 1}, new double[] {bitsPerSecond});
    }

    /**
     * {@return how many pieces of constant rate there are}
     */
    public int size() {
        return bitsPerSecond.length;
    }

    /**
     * The begin of a piece.
     *
     * @param piece from 0; {@link #size()} is the end of the last
     * @return seconds
     */
    public double startSeconds(int piece) {
        return starts[piece];
    }

    /**
     * The rate of a piece.
     *
     * @param piece from 0
     * @return bits per second, 0 where the link is down
     */
    public double bitsPerSecond(int piece) {
        return bitsPerSecond[piece];
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

    /**
     * {@return the highest rate in bits per second}
     */
    public double mostBitsPerSecond() {
        return Arrays.stream(bitsPerSecond).max().orElse(0);
    }

    /**
     * {@return the lowest rate in bits per second}
     */
    public double leastBitsPerSecond() {
        return Arrays.stream(bitsPerSecond).min().orElse(0);
    }

    /**
     * What forecasts know once the trace has been seen from its begin.
     *
     * @param seconds for how long, at least 0 and at most {@value #MAX_HISTORY_SECONDS}
     * @return the history, its nominal rate the mean of the trace
     * @throws io.github.jqodi.error.InvalidValueException if the seconds are out of range
     */
    public RateHistory history(double seconds) {
        Check.that(
                seconds >= 0 && seconds <= MAX_HISTORY_SECONDS,
                "seconds",
                seconds,
                "must be from 0 to " + MAX_HISTORY_SECONDS,
                "Forecasts rest on the last minutes.");
        RateHistory history = RateHistory.of(meanBitsPerSecond());
        double at = 0;
        for (int piece = 0; at < seconds; piece = (piece + 1) % size()) {
            double span = Math.min(starts[piece + 1] - starts[piece], seconds - at);
            history = history.seen(bitsPerSecond[piece], span);
            at += span;
        }
        return history;
    }

    /**
     * What can be sent from the begin of the trace on.
     *
     * @param seconds for how long, at least 0
     * @return bits
     */
    public double bitsUntil(double seconds) {
        double rounds = rounds(seconds);
        double rest = seconds - rounds * lengthSeconds();
        int piece = piece(starts, rest);
        return rounds * sent[bitsPerSecond.length] + sent[piece] + bitsPerSecond[piece] * (rest - starts[piece]);
    }

    /** Exactly 0 where the link is down all the time. */
    @Override
    public double meanBitsPerSecond(double fromSeconds, double toSeconds) {
        double length = lengthSeconds();
        double first = rounds(fromSeconds);
        double last = rounds(toSeconds);
        double from = Math.min(length, Math.max(0, fromSeconds - first * length));
        double to = Math.min(length, Math.max(0, toSeconds - last * length));
        // A difference of sums since 0 s would lose what is sent in a short time, and turn nothing into less than
        // nothing.
        double bits = first == last
                ? bitsWithin(from, to)
                : bitsWithin(from, length) + (last - first - 1) * sent[bitsPerSecond.length] + bitsWithin(0, to);
        return bits / (toSeconds - fromSeconds);
    }

    /** Bits between two times of one round, by pieces. */
    private double bitsWithin(double from, double to) {
        int first = piece(starts, from);
        int last = piece(starts, to);
        return first == last
                ? bitsPerSecond[first] * (to - from)
                : bitsPerSecond[first] * (starts[first + 1] - from)
                        + (sent[last] - sent[first + 1])
                        + bitsPerSecond[last] * (to - starts[last]);
    }

    private double rounds(double seconds) {
        return Math.floor(seconds / lengthSeconds());
    }

    /**
     * How long a transfer takes.
     *
     * @param startSeconds when it begins, finite
     * @param bits how much is sent, finite
     * @return seconds, waiting where the rate is 0 included
     */
    public double secondsToSend(double startSeconds, double bits) {
        if (bits <= 0) {
            return 0;
        }
        Check.finite("startSeconds", startSeconds);
        Check.finite("bits", bits);
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

    /** The first of equal sums, after which nothing was sent. */
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
        return bitsPerSecond.length + " rates in " + Text.number(lengthSeconds()) + " s, "
                + Text.number(meanBitsPerSecond()) + " bit/s in the mean";
    }
}
