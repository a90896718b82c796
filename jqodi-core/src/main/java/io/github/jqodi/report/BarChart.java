package io.github.jqodi.report;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chart of numbers by category, one bar for each, or several beside or upon one another. Numbers that are not finite are left
 * out. Immutable.
 *
 * <pre>{@code
 * Drawing drawing = BarChart.stacked("Energy by node", "The server takes 6 of 10 J.")
 *         .withCategories("node", List.of("device", "server"))
 *         .withValues(Axis.of("energy", "J"))
 *         .withBars("compute", 3, 6)
 *         .withBars("upload", 1, 0)
 *         .horizontal()
 *         .draw();
 * }</pre>
 */
public final class BarChart {
    private static final int NONE = -1;

    private final Form form;
    private final String categoryName;
    private final List<String> categories;
    private final Axis values;
    private final List<Bars> bars;
    private final int chosen;

    private BarChart(
            Form form, String categoryName, List<String> categories, Axis values, List<Bars> bars, int chosen) {
        this.form = form;
        this.categoryName = categoryName;
        this.categories = categories;
        this.values = values;
        this.bars = bars;
        this.chosen = chosen;
    }

    /** What does not depend on numbers. */
    record Form(String title, String description, boolean isStacked, boolean isHorizontal) {}

    /**
     * A chart whose bars stand upon one another; numbers below 0 are left out.
     *
     * @param title what it shows, in a few words
     * @param description what is to be seen, in a sentence or two with the main numbers
     * @return a chart that holds nothing yet
     */
    public static BarChart stacked(String title, String description) {
        return empty(new Form(title, description, true, false));
    }

    /**
     * A chart whose bars stand side by side.
     *
     * @param title what it shows, in a few words
     * @param description what is to be seen, in a sentence or two with the main numbers
     * @return a chart that holds nothing yet
     */
    public static BarChart grouped(String title, String description) {
        return empty(new Form(title, description, false, false));
    }

    private static BarChart empty(Form form) {
        return new BarChart(form, "", List.of(), Axis.of("", ""), List.of(), NONE);
    }

    /**
     * The same with categories, which are to be set before bars.
     *
     * @param name of what they are; empty where they need none
     * @param newCategories in order
     * @return a copy
     */
    public BarChart withCategories(String name, List<String> newCategories) {
        return new BarChart(form, name, List.copyOf(newCategories), values, List.of(), chosen);
    }

    /**
     * The same with another axis for the numbers.
     *
     * @param axis always from 0 on
     * @return a copy
     */
    public BarChart withValues(Axis axis) {
        return new BarChart(form, categoryName, categories, axis.startingAtZero(), bars, chosen);
    }

    /**
     * The same with one more bar for each category.
     *
     * @param name in the legend
     * @param numbers one for each category
     * @return a copy
     */
    public BarChart withBars(String name, double... numbers) {
        checkCount(numbers.length);
        return with(new Bars(name, numbers, new double[0], new double[0]));
    }

    /**
     * The same with one more bar for each category, and an interval around its end; not for stacked bars.
     *
     * @param name in the legend
     * @param numbers one for each category
     * @param low lower ends
     * @param high upper ends
     * @return a copy
     */
    public BarChart withBars(String name, double[] numbers, double[] low, double[] high) {
        Check.that(!form.isStacked, "low", name, "must not be there in stacked bars", "Use grouped bars.");
        checkCount(numbers.length);
        checkCount(low.length);
        checkCount(high.length);
        return with(new Bars(name, numbers, low, high));
    }

    private BarChart with(Bars more) {
        return new BarChart(form, categoryName, categories, values, Lists.with(bars, more), chosen);
    }

    private void checkCount(int numbers) {
        Check.that(
                numbers == categories.size(),
                "bars",
                numbers + " numbers",
                "must be as many as there are categories, " + categories.size(),
                "Set the categories first.");
    }

    /**
     * The same with one category to be seen first.
     *
     * @param category from 0
     * @return a copy
     */
    public BarChart withChosen(int category) {
        return new BarChart(form, categoryName, categories, values, bars, category);
    }

    /**
     * {@return the same with bars from left to right, for categories with long names}
     */
    public BarChart horizontal() {
        Form turned = new Form(form.title, form.description, form.isStacked, true);
        return new BarChart(turned, categoryName, categories, values, bars, chosen);
    }

    /**
     * {@return the chart as a figure}
     */
    public Drawing draw() {
        Canvas canvas = form.isHorizontal ? new HorizontalBars(this).draw() : new VerticalBars(this).draw();
        return canvas.drawing(form.title, form.description);
    }

    boolean isStacked() {
        return form.isStacked;
    }

    String categoryName() {
        return categoryName;
    }

    List<String> categories() {
        return categories;
    }

    Axis values() {
        return values;
    }

    List<Bars> bars() {
        return bars;
    }

    int chosen() {
        return chosen;
    }

    /** A number that is drawn; 0 for one that is not. */
    double value(int series, int category) {
        double value = bars.get(series).value(category);
        return Extent.isShown(value) && !(form.isStacked && value < 0) ? value : 0;
    }

    /** All of a stack. */
    double total(int category) {
        double total = 0;
        for (int series = 0; series < bars.size(); series++) {
            total += value(series, category);
        }
        return total;
    }

    Extent extent() {
        Extent extent = Extent.NONE.with(0);
        for (int category = 0; category < categories.size(); category++) {
            extent = form.isStacked ? extent.with(total(category)) : withEach(extent, category);
        }
        return extent;
    }

    private Extent withEach(Extent before, int category) {
        Extent extent = before;
        for (int series = 0; series < bars.size(); series++) {
            extent = extent.with(value(series, category));
            if (bars.get(series).hasInterval(category)) {
                extent = extent.with(bars.get(series).low(category))
                        .with(bars.get(series).high(category));
            }
        }
        return extent;
    }

    String tip(int series, int category) {
        String bar = bars.size() == 1 && bars.get(0).name().isEmpty()
                ? ""
                : ", " + bars.get(series).name();
        String where =
                categoryName.isEmpty() ? categories.get(category) : categoryName + " " + categories.get(category);
        String interval = bars.get(series).hasInterval(category)
                ? " (" + Numbers.shown(bars.get(series).low(category)) + " to "
                        + Numbers.shown(bars.get(series).high(category)) + ")"
                : "";
        return where + bar + ": "
                + Quantity.of(bars.get(series).value(category), values.unit()).shown() + interval;
    }

    private boolean isSeen(int series) {
        return IntStream.range(0, categories.size()).anyMatch(category -> value(series, category) != 0);
    }

    /** Series that are 0 everywhere keep their look and are not named. */
    Legend legend(Canvas canvas) {
        Legend legend = new Legend(Canvas.WIDTH);
        if (bars.size() > 1) {
            for (int series = 0; series < bars.size(); series++) {
                if (isSeen(series)) {
                    legend.add(bars.get(series).name(), Legend.area(canvas, series));
                }
            }
        }
        return legend;
    }

    @Override
    public String toString() {
        return form.title + ": " + bars.stream().map(Bars::name).toList() + " of " + categories;
    }
}
