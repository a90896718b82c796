package io.github.jqodi.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * Chart of what happens when, in lanes: a Gantt chart. Lanes and kinds stand in the order in which they first come. Immutable.
 *
 * <pre>{@code
 * Drawing drawing = Timeline.of("An epoch", "The device computes for 2 s, then the server for 1 s.", Axis.of("time", "s"))
 *         .withBar("device", "compute", 0, 2, "")
 *         .withBar("server", "compute", 2, 3, "")
 *         .withLimit(new Limit("deadline", 4))
 *         .draw();
 * }</pre>
 */
public final class Timeline {
    private static final double THICKNESS = 20;
    private static final double RIGHT = 14;
    private static final double TOP = 4;

    private final String title;
    private final String description;
    private final Axis time;
    private final List<Bar> bars;
    private final List<Limit> limits;
    private final List<String> known;

    private Timeline(
            String title, String description, Axis time, List<Bar> bars, List<Limit> limits, List<String> known) {
        this.known = known;
        this.title = title;
        this.description = description;
        this.time = time;
        this.bars = bars;
        this.limits = limits;
    }

    private record Bar(String lane, String kind, double from, double to, String label) {}

    /**
     * A timeline that holds nothing yet.
     *
     * @param title what it shows, in a few words
     * @param description what is to be seen, in a sentence or two with the main numbers
     * @param time the axis across
     * @return the timeline
     */
    public static Timeline of(String title, String description, Axis time) {
        return new Timeline(title, description, time, List.of(), List.of(), List.of());
    }

    /**
     * The same with one more bar.
     *
     * @param lane where
     * @param kind what is done, in the legend
     * @param from when it begins
     * @param to when it ends, {@code >= from}
     * @param label in the bar where there is room; empty for none
     * @return a copy
     */
    public Timeline withBar(String lane, String kind, double from, double to, String label) {
        return new Timeline(
                title, description, time, Lists.with(bars, new Bar(lane, kind, from, to, label)), limits, known);
    }

    /**
     * The same with a fixed order of kinds, so that each has the same look in several timelines.
     *
     * @param kinds in order; others follow
     * @return a copy
     */
    public Timeline withKinds(List<String> kinds) {
        return new Timeline(title, description, time, bars, limits, List.copyOf(kinds));
    }

    /**
     * The same with one more limit.
     *
     * @param more a time with a name
     * @return a copy
     */
    public Timeline withLimit(Limit more) {
        return new Timeline(title, description, time, bars, Lists.with(limits, more), known);
    }

    /**
     * {@return the timeline as a figure}
     */
    public Drawing draw() {
        List<String> lanes = bars.stream().map(Bar::lane).distinct().toList();
        List<String> kinds = Stream.concat(known.stream(), bars.stream().map(Bar::kind))
                .distinct()
                .toList();
        double left = new Rows(lanes, 0, THICKNESS).left() + 4;
        double width = Canvas.WIDTH - left - RIGHT;
        Scale scale = Frame.fitting(time, extent(), width);
        LimitLines lines = new LimitLines(limits, time, at -> left + width * scale.at(at), left, left + width);
        double top = TOP + (lines.height() > 0 ? lines.height() + 4 : 0);
        Rows rows = new Rows(lanes, top, THICKNESS);
        HorizontalAxis axis = new HorizontalAxis(time, scale, left, width);
        double end = axis.end(rows.bottom());
        Canvas canvas =
                new Canvas(Canvas.WIDTH, end + legend(kinds, new Canvas(1, 1)).height());
        axis.draw(canvas, top, rows.bottom());
        rows.draw(canvas, -1);
        for (Bar bar : bars) {
            double from = left + width * scale.at(bar.from);
            double to = left + width * scale.at(bar.to);
            draw(canvas, bar, from, to, rows.barTop(lanes.indexOf(bar.lane)), kinds.indexOf(bar.kind));
        }
        lines.draw(canvas, top, rows.bottom());
        legend(kinds, canvas).draw(canvas, 0, end);
        return canvas.drawing(title, description);
    }

    private void draw(Canvas canvas, Bar bar, double from, double to, double top, int kind) {
        canvas.titled(tip(bar), c -> c.area(from, top, Math.max(0.5, to - from), THICKNESS, kind));
        double wide = TextWidth.of(bar.label);
        if (!bar.label.isEmpty() && wide + 10 <= to - from) {
            canvas.plate((from + to) / 2, top + THICKNESS / 2, wide, bar.label);
        }
    }

    private String tip(Bar bar) {
        String label = bar.label.isEmpty() ? "" : ", " + bar.label;
        return bar.lane + ", " + bar.kind + label + ": " + Numbers.shown(bar.from) + " to "
                + Quantity.of(bar.to, time.unit()).shown();
    }

    private Extent extent() {
        Extent extent = Extent.NONE;
        for (Bar bar : bars) {
            extent = extent.with(bar.from).with(bar.to);
        }
        return Limit.with(extent, limits);
    }

    private Legend legend(List<String> kinds, Canvas canvas) {
        Legend legend = new Legend(Canvas.WIDTH);
        for (int kind = 0; kind < kinds.size(); kind++) {
            String name = kinds.get(kind);
            if (bars.stream().anyMatch(bar -> bar.kind.equals(name))) {
                legend.add(name, Legend.area(canvas, kind));
            }
        }
        return legend;
    }

    @Override
    public String toString() {
        return title + ": " + bars.size() + " bars";
    }
}
