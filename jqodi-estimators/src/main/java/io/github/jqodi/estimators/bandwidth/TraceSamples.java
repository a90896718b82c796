package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Collects rates and the times from which they hold, and makes a trace of them. Not thread-safe. */
final class TraceSamples {
    /** A step so many times the usual one is a gap. */
    private static final double GAP = 5;

    private static final double SUSPICIOUS = 1e11;

    private final List<String> notes = new ArrayList<>();
    private double[] times = new double[64];
    private double[] rates = new double[64];
    private int size;
    private int leading;
    private int missing;
    private int together;
    private int merged;
    private double firstTime;

    /** A rate in bits per second from a time in seconds on; NaN is not known. */
    void add(long line, double seconds, double rate) {
        if (size == TextLimits.MAX_ROWS) {
            throw TextFormatException.tooMuch(line, TextLimits.MAX_ROWS, "rates");
        }
        if (size == 0 && Double.isNaN(rate)) {
            leading++;
            return;
        }
        if (size == 0) {
            firstTime = seconds;
        }
        if (size > 0 && seconds - firstTime == times[size - 1]) {
            merge(rate);
            return;
        }
        if (size > 0 && !(seconds - firstTime > times[size - 1])) {
            throw new TextFormatException(
                    line,
                    "times must rise, but " + Text.number(seconds) + " s is below "
                            + Text.number(firstTime + times[size - 1])
                            + " s; two recordings in one file are two traces");
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            rates = Arrays.copyOf(rates, 2 * size);
        }
        together = Double.isNaN(rate) ? 0 : 1;
        missing += Double.isNaN(rate) ? 1 : 0;
        times[size] = seconds - firstTime;
        rates[size] = Double.isNaN(rate) ? rates[size - 1] : rate;
        size++;
    }

    /** Rates of the same time count by their mean. */
    private void merge(double rate) {
        if (!Double.isNaN(rate)) {
            missing -= together == 0 ? 1 : 0;
            merged += together == 0 ? 0 : 1;
            rates[size - 1] += (rate - rates[size - 1]) / ++together;
        }
    }

    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    /** The last rate holds as long as the one before it. */
    BandwidthTrace trace(OptionalDouble mostHeldSeconds) {
        double last = size > 1 ? times[size - 1] - times[size - 2] : 1;
        return trace(size == 0 ? 0 : times[size - 1] + last, mostHeldSeconds);
    }

    /** The last rate holds until the end. */
    BandwidthTrace trace(double endSeconds, OptionalDouble mostHeldSeconds) {
        if (size == 0) {
            throw new TextFormatException(1, "must hold at least one rate");
        }
        double usual = median(endSeconds);
        noteWhatIsOdd(endSeconds, usual);
        List<Double> starts = new ArrayList<>();
        List<Double> held = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double end = i + 1 < size ? times[i + 1] : endSeconds;
            starts.add(times[i]);
            held.add(rates[i]);
            double most = mostHeldSeconds.orElse(Double.POSITIVE_INFINITY);
            if (end - times[i] > most) {
                starts.add(times[i] + most);
                held.add(0.0);
            }
        }
        starts.add(endSeconds);
        try {
            return new BandwidthTrace(array(starts), array(held));
        } catch (InvalidValueException e) {
            throw new TextFormatException(1, e.field() + " " + e.problem());
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double median(double endSeconds) {
        double[] steps = new double[size];
        for (int i = 0; i < size; i++) {
            steps[i] = (i + 1 < size ? times[i + 1] : endSeconds) - times[i];
        }
        Arrays.sort(steps);
        return steps[size / 2];
    }

    private void noteWhatIsOdd(double endSeconds, double usual) {
        if (firstTime != 0) {
            notes.add("begins at " + Text.number(firstTime) + " s, which is taken for 0");
        }
        noteZeros();
        noteGaps(endSeconds, usual);
        if (leading > 0) {
            notes.add(leading + " rates are missing before the first one and left out");
        }
        if (missing > 0) {
            notes.add(missing + " rates are missing and repeat the one before");
        }
        if (merged > 0) {
            notes.add(merged + " rates have the time of the one before and count together with it, by their mean");
        }
        if (Arrays.stream(rates, 0, size).average().orElse(0) > SUSPICIOUS) {
            notes.add("the mean rate is above 100 Gbit/s; --unit says in what unit rates are written");
        }
    }

    private void noteZeros() {
        long zeros = Arrays.stream(rates, 0, size).filter(rate -> rate == 0).count();
        if (zeros > 0) {
            notes.add(zeros + " of " + size + " rates are exactly 0; the link is down there");
        }
    }

    private void noteGaps(double endSeconds, double usual) {
        int gaps = 0;
        double longest = 0;
        double at = 0;
        for (int i = 0; i + 1 < size; i++) {
            double step = times[i + 1] - times[i];
            gaps += step > GAP * usual ? 1 : 0;
            if (step > longest) {
                longest = step;
                at = times[i];
            }
        }
        if (gaps > 0) {
            notes.add(gaps + (gaps == 1 ? " gap" : " gaps") + ", the longest of " + Text.number(longest) + " s at "
                    + Text.number(at) + " s where rates usually come every " + Text.number(usual)
                    + " s; the rate before it is held");
        }
        if (endSeconds <= 0) {
            notes.add("has no length");
        }
    }
}
