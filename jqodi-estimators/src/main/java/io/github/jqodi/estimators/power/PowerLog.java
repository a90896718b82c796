package io.github.jqodi.estimators.power;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Power over time, linear between samples. Steps may be irregular.
 *
 * @param samples at least one, in time order, no moment twice
 * @param notes what was noticed in reading, one sentence each
 */
public record PowerLog(List<PowerSample> samples, List<String> notes) {
    private static final double LONG_GAP = 10;
    private static final double IDLE_QUANTILE = 0.05;
    private static final int LEAST_IDLE_SAMPLES = 10;

    /**
     * Copies the lists and checks the order.
     *
     * @param samples in time order
     * @param notes one sentence each
     */
    public PowerLog {
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
        Check.that(!samples.isEmpty(), "samples", "[]", "must hold at least one");
        for (int i = 1; i < samples.size(); i++) {
            Check.that(
                    samples.get(i).seconds() > samples.get(i - 1).seconds(),
                    "samples/" + i,
                    samples.get(i).seconds(),
                    "must be later than the one before, " + samples.get(i - 1).seconds());
        }
    }

    /**
     * A log of samples in any order: of those of one moment the mean is taken, which notes tell, as they tell long gaps.
     *
     * @param measured at least one
     * @param notes what was noticed before
     * @return the log
     */
    public static PowerLog of(List<PowerSample> measured, List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        long back = 0;
        for (int i = 1; i < measured.size(); i++) {
            back += measured.get(i).seconds() < measured.get(i - 1).seconds() ? 1 : 0;
        }
        if (back > 0) {
            all.add(back + " time stamps go back; the samples were put in order.");
        }
        List<PowerSample> merged = merged(measured);
        if (merged.size() < measured.size()) {
            all.add(measured.size() - merged.size()
                    + " samples repeat a time stamp; of those of one moment the mean is taken.");
        }
        PowerLog log = new PowerLog(merged, all);
        return log.samples().size() < 3 ? log : log.withGapsNoted();
    }

    private static List<PowerSample> merged(List<PowerSample> measured) {
        List<PowerSample> sorted = new ArrayList<>(measured);
        sorted.sort(Comparator.comparingDouble(PowerSample::seconds));
        List<PowerSample> merged = new ArrayList<>();
        for (int i = 0; i < sorted.size(); ) {
            double moment = sorted.get(i).seconds();
            double sum = 0;
            int count = 0;
            for (; i < sorted.size() && sorted.get(i).seconds() == moment; i++) {
                sum += sorted.get(i).watts();
                count++;
            }
            merged.add(new PowerSample(moment, sum / count));
        }
        return merged;
    }

    private PowerLog withGapsNoted() {
        double[] steps = steps();
        double median = steps[steps.length / 2];
        long gaps =
                Arrays.stream(steps).filter(step -> step > LONG_GAP * median).count();
        if (gaps == 0) {
            return this;
        }
        List<String> all = new ArrayList<>(notes);
        all.add(Text.count(gaps, "gap") + " of more than " + (int) LONG_GAP
                + " usual steps, the longest of " + Text.number(steps[steps.length - 1])
                + " s: power is taken to run straight across.");
        return new PowerLog(samples, all);
    }

    private double[] steps() {
        double[] steps = new double[samples.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = samples.get(i + 1).seconds() - samples.get(i).seconds();
        }
        Arrays.sort(steps);
        return steps;
    }

    /**
     * {@return the longest time between two samples in seconds, 0 of a single one}
     */
    public double longestGap() {
        return samples.size() < 2 ? 0 : steps()[samples.size() - 2];
    }

    /**
     * {@return the moment of the first sample}
     */
    public double start() {
        return samples.get(0).seconds();
    }

    /**
     * {@return the moment of the last sample}
     */
    public double end() {
        return samples.get(samples.size() - 1).seconds();
    }

    /**
     * {@return the energy from the first sample to the last}
     */
    public double joules() {
        return joules(start(), end());
    }

    /**
     * The energy between two moments, by trapezoids.
     *
     * @param from not before {@link #start()}
     * @param to not after {@link #end()}, not before {@code from}
     * @return joules
     */
    public double joules(double from, double to) {
        Check.that(
                from >= start() && from <= end(), "from", from, "must be in the log, from " + start() + " to " + end());
        Check.that(to >= from && to <= end(), "to", to, "must be in the log, from " + from + " to " + end());
        double joules = 0;
        for (int i = Math.max(0, firstFrom(from) - 1);
                i + 1 < samples.size() && samples.get(i).seconds() < to;
                i++) {
            PowerSample left = samples.get(i);
            PowerSample right = samples.get(i + 1);
            double a = Math.max(from, left.seconds());
            double b = Math.min(to, right.seconds());
            if (b > a) {
                joules += (watts(left, right, a) + watts(left, right, b)) / 2 * (b - a);
            }
        }
        return joules;
    }

    /** The first sample at a moment or later; their number if there is none. */
    private int firstFrom(double moment) {
        int low = 0;
        int high = samples.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples.get(middle).seconds() < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double watts(PowerSample left, PowerSample right, double at) {
        double share = (at - left.seconds()) / (right.seconds() - left.seconds());
        return left.watts() + share * (right.watts() - left.watts());
    }

    /**
     * The power without work: the mean outside all spans where the log holds enough of that, or else the lowest twentieth.
     *
     * @param spans in which work is done
     * @return watts
     */
    public double idleWatts(List<RunSpan> spans) {
        double[] outside = outside(spans);
        if (!spans.isEmpty() && outside.length >= LEAST_IDLE_SAMPLES) {
            return Arrays.stream(outside).average().orElse(0);
        }
        double[] all = samples.stream().mapToDouble(PowerSample::watts).sorted().toArray();
        return all[(int) (IDLE_QUANTILE * (all.length - 1))];
    }

    private double[] outside(List<RunSpan> spans) {
        // How many more spans hold a sample than the one before it.
        int[] steps = new int[samples.size() + 1];
        for (RunSpan span : spans) {
            steps[firstFrom(span.from())]++;
            steps[firstFrom(Math.nextUp(span.to()))]--;
        }
        double[] outside = new double[samples.size()];
        int count = 0;
        int holding = 0;
        for (int i = 0; i < samples.size(); i++) {
            holding += steps[i];
            if (holding == 0) {
                outside[count++] = samples.get(i).watts();
            }
        }
        return Arrays.copyOf(outside, count);
    }

    /**
     * The energy of the parts of a run.
     *
     * @param spans those that lie in the log as a whole are taken
     * @param idleWatts what the node draws without work
     * @return one for each span the log covers, in order
     */
    public List<SpanEnergy> energies(List<RunSpan> spans, double idleWatts) {
        Check.nonNegative("idleWatts", idleWatts);
        return spans.stream()
                .filter(span -> span.from() >= start() && span.to() <= end())
                .map(span ->
                        new SpanEnergy(span, joules(span.from(), span.to()), idleWatts * (span.to() - span.from())))
                .toList();
    }

    /**
     * {@return the mean power from the first sample to the last}
     */
    public double meanWatts() {
        return end() > start() ? joules() / (end() - start()) : samples.get(0).watts();
    }
}
