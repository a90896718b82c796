package io.github.jqodi.bench.reproduce;

import io.github.jqodi.report.Axis;
import io.github.jqodi.report.BarChart;
import io.github.jqodi.report.Drawing;
import io.github.jqodi.report.Limit;
import io.github.jqodi.report.LineChart;
import io.github.jqodi.report.Quantity;
import io.github.jqodi.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Panels as charts of the page. */
final class PanelDrawing {
    /** Points of a curve that are marked at most; files hold all. */
    private static final int MOST_MARKED = 12;

    private PanelDrawing() {}

    static Drawing of(Panel panel) {
        return panel instanceof Panel.Lines lines ? lines(lines) : bars((Panel.Bars) panel);
    }

    private static Drawing lines(Panel.Lines panel) {
        Axis upward = Axis.of(panel.upward().name(), panel.upward().unit());
        LineChart chart = LineChart.of(panel.title(), described(panel))
                .withX(Axis.of(panel.across().name(), panel.across().unit()))
                .withY(panel.upward().equals(Panel.Scale.LOSS) ? upward : upward.startingAtZero());
        for (Panel.Curve curve : panel.curves()) {
            List<Panel.Point> points = marked(curve);
            chart = chart.withSeries(Series.of(
                    curve.name(),
                    points.stream().mapToDouble(Panel.Point::x).toArray(),
                    points.stream().mapToDouble(Panel.Point::y).toArray()));
        }
        OptionalDouble deadline = panel.deadline();
        return (deadline.isPresent() ? chart.withLimit(new Limit("deadline", deadline.getAsDouble())) : chart).draw();
    }

    /** Of a smooth curve its ends and some between; of one in pieces all. */
    private static List<Panel.Point> marked(Panel.Curve curve) {
        List<Panel.Point> points = curve.points();
        int last = points.size() - 1;
        if (last <= MOST_MARKED || points.contains(Panel.Point.GAP)) {
            return points;
        }
        return IntStream.rangeClosed(0, MOST_MARKED)
                .mapToObj(i -> points.get((int) Math.round((double) i * last / MOST_MARKED)))
                .toList();
    }

    private static Drawing bars(Panel.Bars panel) {
        BarChart chart = BarChart.grouped(panel.title(), described(panel))
                .withCategories("", panel.groups())
                .withValues(Axis.of(panel.upward().name(), panel.upward().unit()));
        for (Panel.Bar bar : panel.bars()) {
            chart = chart.withBars(
                    bar.name(),
                    bar.heights().stream().mapToDouble(Double::doubleValue).toArray());
        }
        return chart.horizontal().draw();
    }

    /** Where each curve ends. */
    private static String described(Panel.Lines panel) {
        return panel.curves().stream()
                .map(curve -> {
                    Panel.Point last = curve.last();
                    return curve.name() + " ends at " + quantity(panel.across(), last.x()) + " and "
                            + quantity(panel.upward(), last.y());
                })
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String described(Panel.Bars panel) {
        return panel.bars().stream()
                .map(bar -> bar.name() + ": " + heights(panel, bar))
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String heights(Panel.Bars panel, Panel.Bar bar) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < panel.groups().size(); i++) {
            texts.add(panel.groups().get(i) + " "
                    + quantity(panel.upward(), bar.heights().get(i)));
        }
        return String.join(", ", texts);
    }

    private static String quantity(Panel.Scale scale, double value) {
        return Quantity.of(value, scale.unit()).shown();
    }
}
