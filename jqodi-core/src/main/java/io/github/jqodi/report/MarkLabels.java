package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Marked points with their labels, each inside where it covers no other label or mark, and no line, if there is such a place.
 */
final class MarkLabels {
    private static final double AWAY = 11;
    private static final double HALF_HEIGHT = 7;

    private final Canvas canvas;
    private final Frame frame;
    private final List<Box> taken = new ArrayList<>();
    private final List<double[]> lines;

    MarkLabels(Canvas canvas, Frame frame, List<double[]> lines) {
        this.lines = lines;
        this.canvas = canvas;
        this.frame = frame;
    }

    private record Box(double left, double top, double right, double bottom) {
        boolean holds(double[] point) {
            return point[0] > left && point[0] < right && point[1] > top && point[1] < bottom;
        }

        boolean meets(Box other) {
            return left < other.right && right > other.left && top < other.bottom && bottom > other.top;
        }
    }

    /** Marks have the look of the series after the last; the chosen one of the next. */
    void draw(List<Mark> marks, int series) {
        marks.forEach(mark -> taken.add(around(mark)));
        for (Mark mark : marks) {
            double x = frame.x(mark.x());
            double y = frame.y(mark.y());
            canvas.titled(mark.tip(), c -> {
                c.point(x, y, mark.isChosen() ? series + 1 : series);
                if (mark.isChosen()) {
                    c.ring(x, y);
                }
            });
        }
        marks.stream().filter(Mark::isChosen).forEach(this::label);
        marks.stream().filter(mark -> !mark.isChosen()).forEach(this::label);
    }

    private Box around(Mark mark) {
        double x = frame.x(mark.x());
        double y = frame.y(mark.y());
        double r = mark.isChosen() ? 8 : 5;
        return new Box(x - r, y - r, x + r, y + r);
    }

    private void label(Mark mark) {
        double x = frame.x(mark.x());
        double y = frame.y(mark.y());
        double width = TextWidth.of(mark.label());
        double half = width / 2;
        double[][] middles = {
            {x + AWAY + half, y},
            {x, y - AWAY - HALF_HEIGHT},
            {x - AWAY - half, y},
            {x, y + AWAY + HALF_HEIGHT},
            {x + AWAY + half, y - AWAY},
            {x - AWAY - half, y - AWAY},
            {x + AWAY + half, y + AWAY},
            {x - AWAY - half, y + AWAY}
        };
        List<Box> free = Arrays.stream(middles)
                .map(middle ->
                        new Box(middle[0] - half, middle[1] - HALF_HEIGHT, middle[0] + half, middle[1] + HALF_HEIGHT))
                .filter(this::isFree)
                .toList();
        free.stream()
                .filter(box -> lines.stream().noneMatch(box::holds))
                .findFirst()
                .or(() -> free.stream().findFirst())
                .ifPresent(box -> write(mark, box));
    }

    private void write(Mark mark, Box box) {
        taken.add(box);
        canvas.text(
                (box.left + box.right) / 2,
                (box.top + box.bottom) / 2 + 4,
                Canvas.Anchor.MIDDLE,
                mark.isChosen() ? Canvas.Tone.STRONG : Canvas.Tone.TEXT,
                mark.label());
    }

    private boolean isFree(Box box) {
        boolean inside = box.left >= frame.left()
                && box.right <= Canvas.WIDTH
                && box.top >= frame.top() - 4
                && box.bottom <= frame.bottom();
        return inside && taken.stream().noneMatch(box::meets);
    }
}
