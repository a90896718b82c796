package io.github.jqodi.report;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The bill of a plan as bars by node and phase, and as a table. */
final class BillFigures {
    private final Plan plan;
    private final boolean isPriced;

    BillFigures(Plan plan) {
        this.plan = plan;
        this.isPriced = plan.bill().stream().anyMatch(item -> item.price().isPresent());
    }

    List<Drawing> drawings() {
        List<Drawing> drawings = new ArrayList<>();
        if (isPriced) {
            drawings.add(bars("Price by node and phase", Axis.of("price", ""), BillFigures::price));
        }
        drawings.add(bars("Energy by node and phase", Axis.of("energy", "J"), CostItem::joules));
        drawings.add(bars("Time by node and phase", Axis.of("time", "s"), CostItem::seconds));
        return drawings;
    }

    private static double price(CostItem item) {
        return item.price().orElse(0);
    }

    private Drawing bars(String title, Axis axis, ToDoubleFunction<CostItem> amount) {
        List<CostItem> items = plan.bill().stream()
                .filter(item -> amount.applyAsDouble(item) > 0)
                .toList();
        List<String> nodes = items.stream().map(CostItem::node).distinct().toList();

        BarChart chart = BarChart.stacked(title, most(items, axis, amount))
                .withCategories("", nodes)
                .withValues(axis)
                .horizontal();
        for (Phase phase : Phases.ORDER) {
            double[] amounts = nodes.stream()
                    .mapToDouble(node -> items.stream()
                            .filter(item -> item.phase() == phase && item.node().equals(node))
                            .mapToDouble(amount)
                            .sum())
                    .toArray();
            chart = chart.withBars(phase.label(), amounts);
        }
        return chart.draw();
    }

    private static String most(List<CostItem> items, Axis axis, ToDoubleFunction<CostItem> amount) {
        double total = items.stream().mapToDouble(amount).sum();
        return items.stream()
                .max(Comparator.comparingDouble(amount))
                .map(item -> "The largest part is " + item.phase().label() + " of " + item.node() + " with "
                        + Quantity.of(amount.applyAsDouble(item), axis.unit()).shown() + ", "
                        + Quantity.percent(amount.applyAsDouble(item) / total).shown() + " of all.")
                .orElse("There is none.");
    }

    /** The rows of the bill with their shares of what is minimised: prices where there are any, else joules. */
    Table table(String caption) {
        Table.Builder table = Table.of(caption)
                .words("node")
                .words("phase")
                .numbers("time", "s")
                .numbers("energy", "J");
        if (isPriced) {
            table.numbers("price", "");
        }
        table.numbers("share", "%");
        double total = isPriced ? priceOfAll() : plan.robust().joules();
        plan.bill().forEach(item -> table.row(cells(item, total)));
        return table.total(totals()).build();
    }

    private double priceOfAll() {
        return plan.bill().stream().mapToDouble(BillFigures::price).sum();
    }

    private double counted(CostItem item) {
        return isPriced ? price(item) : item.joules();
    }

    private Content[] cells(CostItem item, double total) {
        List<Content> cells = new ArrayList<>();
        cells.add(Content.text(item.node()));
        cells.add(Content.text(item.phase().label()));
        cells.add(Quantity.seconds(item.seconds()));
        cells.add(Quantity.joules(item.joules()));
        if (isPriced) {
            cells.add(Quantity.of(item.price(), Quantity::number));
        }
        cells.add(Quantity.percent(counted(item) / total));
        return cells.toArray(Content[]::new);
    }

    private Content[] totals() {
        List<Content> cells = new ArrayList<>();
        cells.add(Content.text("total"));
        cells.add(Content.text(""));
        cells.add(Quantity.seconds(plan.robust().seconds()));
        cells.add(Quantity.joules(plan.robust().joules()));
        if (isPriced) {
            cells.add(Quantity.number(priceOfAll()));
        }
        cells.add(Quantity.percent(1));
        return cells.toArray(Content[]::new);
    }
}
