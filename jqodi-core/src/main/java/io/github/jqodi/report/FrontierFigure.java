package io.github.jqodi.report;

import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The staircase of least objectives by limit, each pair's steps with a look of their own. */
final class FrontierFigure {
    private static final int MAX_PAIRS = 7;
    private static final String OTHERS = "other pairs";
    /** From this ratio of largest to least on equal distances are ratios. */
    private static final double WIDE = 50;
    /** From this one on, the least is as good as nothing. */
    private static final double TOO_WIDE = 1e9;

    private static final double BEHIND_THE_LAST = 0.05;
    private static final double BEHIND_THE_ONLY = 0.3;

    private final List<Step> steps;
    private final Objectives objectives;
    private final List<Mark> marks = new ArrayList<>();
    private OptionalDouble limit = OptionalDouble.empty();
    private String limitName = "";

    FrontierFigure(List<Step> steps, Objectives objectives) {
        this.steps = steps;
        this.objectives = objectives;
    }

    FrontierFigure withMark(Mark mark) {
        marks.add(mark);
        return this;
    }

    FrontierFigure withLimit(String name, double at) {
        limitName = name;
        limit = OptionalDouble.of(at);
        return this;
    }

    /** With a sentence after the description, which may be empty. */
    Drawing draw(String title, String note) {
        LineChart chart = LineChart.of(title, (description() + " " + note).strip())
                .withX(axis(objectives.limitAxis(), steps.get(0).limit(), end()))
                .withY(axis(objectives.axis(), lowest(), highest()));
        for (Map.Entry<String, List<double[]>> pair : corners().entrySet()) {
            chart = chart.withSeries(series(pair.getKey(), pair.getValue()));
        }
        for (Mark mark : marks) {
            chart = chart.withMark(mark);
        }
        return limit.isPresent()
                ? chart.withLimit(new Limit(limitName, limit.getAsDouble())).draw()
                : chart.draw();
    }

    private static Axis axis(Axis axis, double least, double most) {
        return most / least > WIDE && most / least < TOO_WIDE ? axis.logarithmic() : axis;
    }

    private double end() {
        double last = steps.get(steps.size() - 1).limit();
        double end = marks.stream().mapToDouble(Mark::x).reduce(last, Math::max);
        Extent drawn = new Extent(steps.get(0).limit(), end);
        boolean isNear = limit.isPresent() && !new Limit(limitName, limit.getAsDouble()).isFar(drawn);
        double until = isNear ? Math.max(end, limit.getAsDouble()) : end;
        double length = until - steps.get(0).limit();
        return until + (length > 0 ? BEHIND_THE_LAST * length : BEHIND_THE_ONLY * until);
    }

    private double lowest() {
        return marks.stream()
                .mapToDouble(Mark::y)
                .reduce(steps.get(steps.size() - 1).objective(), Math::min);
    }

    private double highest() {
        return marks.stream().mapToDouble(Mark::y).reduce(steps.get(0).objective(), Math::max);
    }

    private String description() {
        Step first = steps.get(0);
        Step last = steps.get(steps.size() - 1);
        Axis axis = objectives.limitAxis();
        return "From " + objectives.of(first.objective()).shown() + " at a " + axis.name() + " of "
                + Quantity.of(first.limit(), axis.unit()).shown() + " with "
                + first.pair().label() + " down to "
                + objectives.of(last.objective()).shown() + " at "
                + Quantity.of(last.limit(), axis.unit()).shown() + " with "
                + last.pair().label() + ".";
    }

    /** Corners of each pair's stairs, a gap after each of its runs. */
    private Map<String, List<double[]>> corners() {
        List<QuantizedModel> named = mostCommon();
        Map<String, List<double[]>> corners = new LinkedHashMap<>();
        named.forEach(pair -> corners.put(pair.label(), new ArrayList<>()));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String name = named.contains(step.pair()) ? step.pair().label() : OTHERS;
            List<double[]> own = corners.computeIfAbsent(name, other -> new ArrayList<>());
            if (i > 0 && !steps.get(i - 1).pair().equals(step.pair())) {
                own.add(new double[] {step.limit(), steps.get(i - 1).objective()});
            }
            own.add(new double[] {step.limit(), step.objective()});
            boolean isLast = i == steps.size() - 1;
            if (isLast || !steps.get(i + 1).pair().equals(step.pair())) {
                double until = isLast ? end() : steps.get(i + 1).limit();
                own.add(new double[] {until, step.objective()});
                own.add(new double[] {Double.NaN, Double.NaN});
            }
        }
        return corners;
    }

    /** Pairs by their first step, those with most steps where there are too many. */
    private List<QuantizedModel> mostCommon() {
        Map<QuantizedModel, Integer> counts = new LinkedHashMap<>();
        steps.forEach(step -> counts.merge(step.pair(), 1, Integer::sum));
        List<QuantizedModel> kept = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_PAIRS)
                .map(Map.Entry::getKey)
                .toList();
        return counts.keySet().stream().filter(kept::contains).toList();
    }

    private static Series series(String name, List<double[]> corners) {
        double[] x = corners.stream().mapToDouble(corner -> corner[0]).toArray();
        double[] y = corners.stream().mapToDouble(corner -> corner[1]).toArray();
        return Series.of(name, x, y).stepped().withoutPoints();
    }
}
