package io.github.jqodi.estimators.trace;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Collects the points of runs from lines in any order, at most {@link CurveReader#MAX_ROWS} of at most
 * {@link CurveReader#MAX_RUNS} runs. Not thread-safe.
 */
final class RunPoints {
    private final Map<String, Points> runs = new LinkedHashMap<>();
    private int count;

    void add(long line, String run, int epoch, double loss, RunFeatures features) {
        Points points = runs.computeIfAbsent(run, name -> new Points(line, features));
        if (++count > TextLimits.MAX_ROWS) {
            throw TextFormatException.tooMuch(line, TextLimits.MAX_ROWS, "losses");
        }
        if (runs.size() > CurveReader.MAX_RUNS) {
            throw TextFormatException.tooMuch(line, CurveReader.MAX_RUNS, "runs");
        }
        if (points.losses.put(epoch, loss) != null) {
            throw new TextFormatException(
                    line, "run " + TextFormatException.shown(run) + " has epoch " + epoch + " twice");
        }
        if (!points.features.equals(features)) {
            throw new TextFormatException(
                    line, "run " + TextFormatException.shown(run) + " has other features than in line " + points.line);
        }
    }

    List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        runs.forEach((name, points) -> curves.add(checked(points.line, () -> points.curve(name))));
        return List.copyOf(curves);
    }

    static <T> T checked(long line, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValueException e) {
            throw new TextFormatException(line, e.field() + " " + e.problem());
        }
    }

    private static final class Points {
        private final long line;
        private final RunFeatures features;
        private final TreeMap<Integer, Double> losses = new TreeMap<>();

        Points(long line, RunFeatures features) {
            this.line = line;
            this.features = features;
        }

        Curve curve(String name) {
            int[] epochs = losses.keySet().stream().mapToInt(Integer::intValue).toArray();
            double[] values =
                    losses.values().stream().mapToDouble(Double::doubleValue).toArray();
            return Curve.of(name, epochs, values).withFeatures(features);
        }
    }
}
