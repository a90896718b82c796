package io.github.jqodi.estimators.trace;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Collects the points of runs from lines in any order, at most {@link TextLimits#MAX_ROWS} of at most
 * {@link CurveReader#MAX_RUNS} runs, and makes curves of them. Not thread-safe.
 */
final class RunPoints {
    private final Map<String, Points> runs = new LinkedHashMap<>();
    private final boolean repeats;
    private int count;

    /** Points of which several may have one count, as those of the steps in an epoch; the last in the file counts then. */
    RunPoints(boolean repeats) {
        this.repeats = repeats;
    }

    /** A run that may have no point at all, which is told once curves are made. */
    void begin(long line, String run, RunFeatures features) {
        Points points = runs.computeIfAbsent(run, name -> new Points(line, features));
        if (runs.size() > CurveReader.MAX_RUNS) {
            throw TextFormatException.tooMuch(line, CurveReader.MAX_RUNS, "runs");
        }
        if (!points.features.equals(features)) {
            throw new TextFormatException(
                    line, "run " + TextFormatException.shown(run) + " has other features than in line " + points.line);
        }
    }

    /** A loss at some count of epochs, steps or samples. */
    void add(long line, String run, double at, double loss, RunFeatures features) {
        begin(line, run, features);
        if (++count > TextLimits.MAX_ROWS) {
            throw TextFormatException.tooMuch(line, TextLimits.MAX_ROWS, "losses");
        }
        Points points = runs.get(run);
        if (points != null) {
            if (!repeats && points.isLast(at)) {
                throw twice(line, run, at);
            }
            points.add(line, at, loss);
        }
    }

    /** Whether all counts are whole numbers. */
    boolean isWhole() {
        return runs.values().stream()
                .allMatch(points -> Arrays.stream(points.at, 0, points.size).allMatch(at -> at == Math.rint(at)));
    }

    /** Whether anything was measured at a count. */
    boolean has(double count) {
        return runs.values().stream()
                .anyMatch(points -> Arrays.stream(points.at, 0, points.size).anyMatch(at -> at == count));
    }

    /** How many runs end with a part of an epoch. */
    int endingWithin(EpochCount count) {
        return (int) runs.values().stream()
                .filter(points -> count.isWithin(
                        Arrays.stream(points.at, 0, points.size).max().orElse(0)))
                .count();
    }

    List<Curve> curves(EpochCount epochs, int patience) {
        List<Curve> curves = new ArrayList<>();
        runs.forEach((name, points) ->
                curves.add(checked(points.line, () -> points.curve(name, epochs, patience, repeats))));
        return List.copyOf(curves);
    }

    static <T> T checked(long line, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValueException e) {
            throw new TextFormatException(line, e.field() + " " + e.problem());
        }
    }

    private static TextFormatException twice(long line, String run, double at) {
        boolean whole = at == Math.rint(at) && at < 1e15;
        return new TextFormatException(
                line,
                "run " + TextFormatException.shown(run) + " has epoch "
                        + (whole ? Long.toString((long) at) : Double.toString(at))
                        + " twice; two runs in one file are told apart by a column of runs");
    }

    private static final class Points {
        private final long line;
        private final RunFeatures features;
        private long[] lines = new long[4];
        private double[] at = new double[4];
        private double[] losses = new double[4];
        private int size;

        Points(long line, RunFeatures features) {
            this.line = line;
            this.features = features;
        }

        void add(long lineOf, double count, double loss) {
            if (size == at.length) {
                lines = Arrays.copyOf(lines, 2 * size);
                at = Arrays.copyOf(at, 2 * size);
                losses = Arrays.copyOf(losses, 2 * size);
            }
            lines[size] = lineOf;
            at[size] = count;
            losses[size++] = loss;
        }

        boolean isLast(double count) {
            return size > 0 && at[size - 1] == count;
        }

        Curve curve(String name, EpochCount count, int patience, boolean repeats) {
            int[] epochs = new int[size];
            double[] values = new double[size];
            int kept = 0;
            double before = Double.NaN;
            for (int i : inOrder()) {
                if (at[i] == before && !repeats) {
                    throw twice(lines[i], name, at[i]);
                }
                before = at[i];
                int epoch = count.epoch(lines[i], at[i]);
                if (epoch >= 1) {
                    kept = kept > 0 && epochs[kept - 1] == epoch ? kept : kept + 1;
                    epochs[kept - 1] = epoch;
                    values[kept - 1] = losses[i];
                }
            }
            if (Arrays.stream(values, 0, kept).noneMatch(Double::isFinite)) {
                throw new TextFormatException(line, noneFinite(name));
            }
            if (kept < patience) {
                throw new TextFormatException(
                        line,
                        "run " + TextFormatException.shown(name) + " has " + kept
                                + " epochs with losses, fewer than the patience, " + patience);
            }
            int held = Patience.hold(values, kept, patience);
            return Curve.of(name, Arrays.copyOf(epochs, held), Arrays.copyOf(values, held))
                    .withFeatures(features);
        }

        /** Nearly always the order of the file. */
        private int[] inOrder() {
            for (int i = 1; i < size; i++) {
                if (at[i] < at[i - 1]) {
                    return sorted();
                }
            }
            return IntStream.range(0, size).toArray();
        }

        private int[] sorted() {
            return IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> at[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private String noneFinite(String name) {
            return "losses of run " + TextFormatException.shown(name)
                    + " must hold a finite one after training began; it diverged, or nothing but nan was logged";
        }
    }
}
