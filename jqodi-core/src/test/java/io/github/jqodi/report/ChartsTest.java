package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.testing.ReadPage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Where charts put things, worked by hand. */
class ChartsTest {
    /**
     * The longest tick label, "100", is 3·0.59·12 = 21.24 wide; the plot is 29.24 to 426 across, 24 to 234 down. (5, 50) is its
     * middle.
     */
    @Test
    void aLineGoesThroughItsPoints() {
        String svg = LineChart.of("A line", "It rises.")
                .withX(Axis.of("x", "s").within(0, 10))
                .withY(Axis.of("y", "J").within(0, 100))
                .withSeries(Series.of("rising", new double[] {0, 5, 10}, new double[] {0, 50, 100}))
                .draw()
                .svg();
        assertTrue(svg.contains("<path class=\"jq-line jq-l0\" d=\"M29.24 234L227.62 129L426 24\"/>"), svg);
        assertTrue(svg.contains("rising: x 5\u00a0s, y 50\u00a0J"), svg);
    }

    @Test
    void aStaircaseHoldsUntilTheNextStepAndAGapPartsIt() {
        double[] x = {0, 5, Double.NaN, 5, 10};
        double[] y = {0, 100, Double.NaN, 0, 100};
        String svg = LineChart.of("Stairs", "Two.")
                .withX(Axis.of("x", "").within(0, 10))
                .withY(Axis.of("y", "").within(0, 100))
                .withSeries(Series.of("steps", x, y).stepped().withoutPoints())
                .draw()
                .svg();
        assertTrue(svg.contains("d=\"M29.24 234L227.62 234L227.62 24M227.62 234L426 234L426 24\""), svg);
        assertFalse(svg.contains("jq-point jq-f0"), svg);
    }

    @Test
    void aBandGoesAlongItsUpperEndsAndBack() {
        String svg = LineChart.of("Band", "One.")
                .withX(Axis.of("x", "").within(0, 10))
                .withY(Axis.of("y", "").within(0, 100))
                .withSeries(Series.of("band", new double[] {0, 10}, new double[] {50, 50})
                        .withBand(new double[] {0, 50}, new double[] {100, 50}))
                .draw()
                .svg();
        assertTrue(svg.contains("<path class=\"jq-band jq-f0\" d=\"M29.24 24L426 129L426 129L29.24 234Z\"/>"), svg);
    }

    /** Names "ab" are 14.16·1.08 wide and the number 12 beside a bar 14.16: bars begin at 27.29 and are 386.55 long for 15. */
    @Test
    void horizontalBarsStandUponOneAnother() {
        Drawing drawing = BarChart.stacked("Bars", "Two.")
                .withCategories("", List.of("ab", "ba"))
                .withValues(Axis.of("energy", "J"))
                .withBars("one", 4, 2)
                .withBars("two", 8, 0)
                .horizontal()
                .draw();
        List<double[]> areas = areas(drawing);
        assertEquals(3 + 2, areas.size(), "two samples of the legend");
        double unit = areas.get(0)[2] / 4;
        assertEquals(27.29, areas.get(0)[0], 0.01);
        assertEquals(areas.get(0)[0] + 4 * unit, areas.get(1)[0], 0.011);
        assertEquals(8 * unit, areas.get(1)[2], 0.011);
        assertEquals(2 * unit, areas.get(2)[2], 0.011);
        assertEquals(areas.get(0)[1] + 25, areas.get(2)[1], 1e-9);
        String svg = drawing.svg();
        assertTrue(svg.contains(">12</text>") && svg.contains(">2</text>"), "totals beside the bars");
        assertTrue(svg.contains("ba, one: 2\u00a0J"), svg);
    }

    @Test
    void verticalBarsBesideOneAnotherReachDownToZero() {
        Drawing drawing = BarChart.grouped("Bars", "Two.")
                .withCategories("cut", List.of("1", "2"))
                .withValues(Axis.of("", ""))
                .withBars("one", 10, -5)
                .withBars("two", Double.NaN, 5)
                .draw();
        List<double[]> areas = areas(drawing);
        double unit = areas.get(0)[3] / 10;
        assertEquals(0, areas.get(1)[3], 1e-9, "what is missing has no height");
        assertEquals(5 * unit, areas.get(2)[3], 0.011);
        assertEquals(areas.get(0)[1] + areas.get(0)[3], areas.get(2)[1], 0.011, "both begin at zero");
        assertEquals(areas.get(2)[0] + areas.get(2)[2], areas.get(3)[0], 0.011);
    }

    @Test
    void intervalsAreDrawnAndSaid() {
        String svg = BarChart.grouped("Bars", "One.")
                .withCategories("policy", List.of("a"))
                .withValues(Axis.of("missed", "%"))
                .withBars("missed", new double[] {10}, new double[] {8}, new double[] {13})
                .horizontal()
                .draw()
                .svg();
        assertEquals(3, svg.split("jq-whisker\" x1", -1).length - 1);
        assertTrue(svg.contains("policy a, missed: 10\u00a0% (8 to 13)"), svg);
        assertThrows(
                IllegalArgumentException.class,
                () -> BarChart.stacked("", "")
                        .withCategories("", List.of("a"))
                        .withBars("b", new double[1], new double[1], new double[1]));
        assertThrows(
                IllegalArgumentException.class,
                () -> BarChart.stacked("", "").withCategories("", List.of("a")).withBars("b", 1, 2));
    }

    /** The lane's name "node" is 4·0.59·12·1.08 + 8 + 4 from the left; 10 s take what is left up to 426. */
    @Test
    void aTimelineHasItsBarsInLanesAndItsLimits() {
        Drawing drawing = Timeline.of("Time", "Two.", Axis.of("time", "s").within(0, 10))
                .withBar("node", "work", 0, 5, "cut 1")
                .withBar("link", "send", 5, 10, "")
                .withLimit(new Limit("deadline", 10))
                .draw();
        List<double[]> areas = areas(drawing);
        double left = 4 * 0.59 * 12 * 1.08 + 12;
        double length = 426 - left;
        assertEquals(left, areas.get(0)[0], 0.011);
        assertEquals(length / 2, areas.get(0)[2], 0.011);
        assertEquals(left + length / 2, areas.get(1)[0], 0.011);
        assertEquals(areas.get(0)[1] + 29, areas.get(1)[1], 1e-9);
        assertTrue(drawing.svg().contains("<line class=\"jq-limit\" x1=\"426\""), drawing.svg());
        assertTrue(drawing.svg().contains(">cut 1</text>"));
    }

    @Test
    void aLimitFarAwayIsAnArrowAndLeavesTheScaleAlone() {
        Drawing drawing = Timeline.of("Time", "One.", Axis.of("time", "s"))
                .withBar("node", "work", 0, 5, "")
                .withLimit(new Limit("deadline", 7200))
                .draw();
        assertTrue(drawing.svg().contains(">deadline at 7200\u00a0s →</text>"), drawing.svg());
        assertFalse(drawing.svg().contains("<line class=\"jq-limit\""));
        assertTrue(areas(drawing).get(0)[2] > 300, "the bar takes the width");
    }

    @Test
    void ofManyMarksTheChosenOneIsRingedAndNoTwoLabelsMeet() {
        LineChart chart = LineChart.of("Marks", "Many.");
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60; i++) {
            chart = chart.withMark(new Mark("m" + i, random.nextDouble(100), random.nextDouble(100), "tip", i == 7));
        }
        ReadPage page = ReadPage.of(chart.draw().svg());
        assertEquals(1, page.all("circle").size());
        List<double[]> labels = page.all("text").stream()
                .filter(text -> text.getTextContent().matches("m\\d+"))
                .map(text -> new double[] {number(text, "x"), number(text, "y"), TextWidth.of(text.getTextContent())})
                .toList();
        assertTrue(labels.size() > 30
                && labels.stream().noneMatch(a -> a[0] - a[2] / 2 < 0 || a[0] + a[2] / 2 > 440.1));
        for (double[] a : labels) {
            for (double[] b : labels) {
                boolean apart = Math.abs(a[1] - b[1]) > 13.9 || Math.abs(a[0] - b[0]) > (a[2] + b[2]) / 2 - 0.1;
                assertTrue(a == b || apart);
            }
        }
    }

    /** Points of lines keep labels off them; all of a line far beyond its axis would be a hundred million. */
    @Test
    void pointsOfALineAreThoseInThePlot() {
        Axis axis = Axis.of("x", "").within(0, 1);
        Frame frame = new Frame(axis, Extent.NONE, axis, Extent.NONE, 0, 100);
        List<double[]> points = new ArrayList<>();
        SeriesPath.between(new double[] {-2e8, 50}, new double[] {2e8, 50}, frame, points);
        assertEquals((frame.right() - frame.left()) / 4, points.size(), 1.01);
        assertTrue(points.stream().allMatch(point -> point[0] >= frame.left() && point[0] <= frame.right()));
        points.clear();
        SeriesPath.between(new double[] {-2e8, 500}, new double[] {2e8, 500}, frame, points);
        SeriesPath.between(new double[] {frame.left() - 9, 0}, new double[] {frame.left() - 1, 100}, frame, points);
        assertEquals(List.of(), points);
    }

    @Test
    void anAxisHasFiniteEnds() {
        Axis axis = Axis.of("x", "");
        InvalidValueException thrown = assertThrows(InvalidValueException.class, () -> axis.within(Double.NaN, 1));
        assertEquals("least (NaN) must be finite.", thrown.getMessage());
    }

    @Test
    void anyNumbersAreDrawnInside() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 300; i++) {
            int size = random.nextInt(60);
            double[] x = numbers(random, size);
            double[] y = numbers(random, size);
            List<String> names =
                    IntStream.range(0, size).mapToObj(k -> "name " + k).toList();
            Axis axis =
                    random.nextBoolean() ? Axis.of("x", "") : Axis.of("x", "").logarithmic();
            inside(LineChart.of("t", "d")
                    .withX(axis)
                    .withY(axis)
                    .withSeries(Series.of("s", x, y))
                    .withSeries(Series.of("r", y, x).stepped())
                    .withLimit(new Limit("l", size == 0 ? 0 : x[0]))
                    .draw());
            BarChart bars = (random.nextBoolean() ? BarChart.stacked("t", "d") : BarChart.grouped("t", "d"))
                    .withCategories("c", names)
                    .withBars("a", x)
                    .withBars("b", y);
            inside(bars.draw());
            inside(bars.horizontal().draw());
        }
    }

    private static double[] numbers(SplittableRandom random, int size) {
        double[] odd = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300, 1e-300, Double.MAX_VALUE};
        double scale = Math.pow(10, random.nextInt(-20, 20));
        boolean isOdd = random.nextInt(4) == 0;
        return random.doubles(size, 0, 10)
                .map(value -> isOdd && value < 2 ? odd[(int) (value * 4)] : value * scale)
                .toArray();
    }

    private static void inside(Drawing drawing) {
        ReadPage page = ReadPage.of(drawing.svg()).figuresAreNamed().standsAlone();
        String[] box = page.all("svg").get(0).getAttribute("viewBox").split(" ", -1);
        double bottom = Double.parseDouble(box[1]) + Double.parseDouble(box[3]);
        for (Element text : page.all("text")) {
            assertTrue(
                    number(text, "y") <= bottom && number(text, "x") >= -0.1 && number(text, "x") <= 440.1,
                    page::toString);
        }
        for (double[] area : areas(drawing)) {
            assertTrue(
                    area[0] >= -0.1 && area[0] + area[2] <= 440.1 && area[3] >= 0 && area[1] + area[3] <= bottom,
                    page::toString);
        }
    }

    private static List<double[]> areas(Drawing drawing) {
        List<double[]> areas = new ArrayList<>();
        for (Element rect : ReadPage.of(drawing.svg()).all("rect")) {
            if (rect.getAttribute("class").startsWith("jq-area")) {
                areas.add(new double[] {
                    number(rect, "x"), number(rect, "y"), number(rect, "width"), number(rect, "height")
                });
            }
        }
        return areas;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void aTextThatIsTooLongKeepsItsEnd() {
        String name = "edge-gpu-rack-1.district-north.city-of-example.example.org";
        String server = TextWidth.fitted(name, 150);
        String link = TextWidth.fitted(name + "-camera", 150);
        assertTrue(server.startsWith("edge-gpu") && server.endsWith("le.org"), server);
        assertTrue(link.startsWith("edge-gpu") && link.endsWith("-camera"), link);
        assertTrue(TextWidth.of(server) <= 150 && TextWidth.of(server) > 130, server);
        assertEquals(name, TextWidth.fitted(name, 1000));
        assertEquals("…", TextWidth.fitted(name, 0));
        for (int width = 0; width < 120; width++) {
            assertTrue(Text.isWellFormed(TextWidth.fitted("😀😀😀😀😀😀😀😀", width)));
        }
    }

    @Test
    void equalChartsGiveEqualBytesAndWithLeavesTheOldOneAlone() {
        LineChart chart = LineChart.of("t", "d").withSeries(Series.of("s", new double[] {1}, new double[] {2}));
        String before = chart.draw().svg();
        chart.withSeries(Series.of("more", new double[] {5}, new double[] {9})).withLimit(new Limit("l", 7));
        assertEquals(before, chart.draw().svg());
        assertThrows(IllegalArgumentException.class, () -> Series.of("s", new double[1], new double[2]));
    }
}
