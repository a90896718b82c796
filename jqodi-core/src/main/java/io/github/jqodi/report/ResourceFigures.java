package io.github.jqodi.report;

import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.ResourceUse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Resources that a fleet shares, as bars and as a table, the dearest first. */
final class ResourceFigures {
    private static final int MAX_BARS = 16;
    private static final int MAX_ROWS = 400;
    private static final double FULL = 0.99;

    private final List<ResourceUse> dearest;

    ResourceFigures(FleetResult result) {
        this.dearest = result.resourceUses().stream()
                .sorted(Comparator.comparingDouble((ResourceUse use) -> -use.price() * use.capacitySeconds())
                        .thenComparing(use -> -use.filled()))
                .toList();
    }

    /** How many resources are full. */
    static long full(FleetResult result) {
        return result.resourceUses().stream()
                .filter(use -> use.filled() >= FULL)
                .count();
    }

    /** Load beside capacity. */
    Optional<Drawing> loads() {
        return drawing(
                dearest,
                shown -> BarChart.grouped("Load and capacity" + some(dearest), fullest(shown))
                        .withCategories("", names(shown))
                        .withValues(Axis.of("busy time", "s"))
                        .withBars("load", numbers(shown, ResourceUse::load))
                        .withBars("capacity", numbers(shown, ResourceUse::capacitySeconds)));
    }

    private static String fullest(List<ResourceUse> shown) {
        ResourceUse fullest = shown.stream()
                .max(Comparator.comparingDouble(ResourceUse::filled))
                .orElseThrow();
        return name(fullest) + " is fullest with "
                + Quantity.percent(fullest.filled()).shown() + ".";
    }

    /** Prices of those that have one. */
    Optional<Drawing> prices() {
        List<ResourceUse> priced =
                dearest.stream().filter(use -> use.price() > 0).toList();
        return drawing(
                priced,
                shown -> BarChart.grouped(
                                "Price of a busy second" + some(priced), most(shown, ResourceUse::price, "J/s"))
                        .withCategories("", names(shown))
                        .withValues(Axis.of("price", "J/s"))
                        .withBars("", numbers(shown, ResourceUse::price)));
    }

    /** What one more executor of each would save. */
    Optional<Drawing> savings() {
        List<ResourceUse> saving = dearest.stream()
                .filter(use -> use.joulesSavedByExecutor() > 0)
                .sorted(Comparator.comparingDouble(use -> -use.joulesSavedByExecutor()))
                .toList();
        return drawing(
                saving,
                shown -> BarChart.grouped(
                                "Saved by one more executor" + some(saving),
                                most(shown, ResourceUse::joulesSavedByExecutor, "J"))
                        .withCategories("", names(shown))
                        .withValues(Axis.of("saved at most", "J"))
                        .withBars("", numbers(shown, ResourceUse::joulesSavedByExecutor)));
    }

    private interface Chart {
        BarChart of(List<ResourceUse> shown);
    }

    private static Optional<Drawing> drawing(List<ResourceUse> all, Chart chart) {
        List<ResourceUse> shown = all.subList(0, Math.min(MAX_BARS, all.size()));
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(chart.of(shown).horizontal().draw());
    }

    private static String some(List<ResourceUse> all) {
        return all.size() > MAX_BARS ? ", the first " + MAX_BARS + " of " + all.size() : "";
    }

    private static String most(List<ResourceUse> shown, ToDoubleFunction<ResourceUse> figure, String unit) {
        ResourceUse most =
                shown.stream().max(Comparator.comparingDouble(figure)).orElseThrow();
        return "The most is " + Quantity.of(figure.applyAsDouble(most), unit).shown() + " for " + name(most) + ".";
    }

    private static List<String> names(List<ResourceUse> shown) {
        return shown.stream().map(ResourceFigures::name).toList();
    }

    private static String name(ResourceUse use) {
        return use.capacity().resource().name();
    }

    private static double[] numbers(List<ResourceUse> shown, ToDoubleFunction<ResourceUse> figure) {
        return shown.stream().mapToDouble(figure).toArray();
    }

    Table table() {
        Table.Builder table = Table.of(
                        dearest.size() <= MAX_ROWS
                                ? "All that is shared, the dearest first"
                                : "What is shared, the dearest " + MAX_ROWS + " of " + dearest.size())
                .words("resource")
                .numbers("executors", "")
                .numbers("load", "s")
                .numbers("capacity", "s")
                .numbers("filled", "%")
                .numbers("price", "J/s")
                .numbers("one more saves", "J");
        dearest.stream()
                .limit(MAX_ROWS)
                .forEach(use -> table.row(
                        Content.text(name(use)),
                        Quantity.number(use.capacity().executors()),
                        Quantity.seconds(use.load()),
                        Quantity.seconds(use.capacitySeconds()),
                        Quantity.percent(use.filled()),
                        Quantity.of(use.price(), "J/s"),
                        Quantity.joules(use.joulesSavedByExecutor())));
        return table.build();
    }
}
