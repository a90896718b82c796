package io.github.jqodi.report;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where energy and time go when the cut moves: for the chosen pair, an epoch by cut, split by node and phase. */
final class CutFigures {
    private static final int MAX_CUTS = 48;
    private static final int MAX_SERVERS = 8;
    /** Parts that are less than this of the largest cut are drawn as one. */
    private static final double MIN_PART_DRAWN = 0.01;

    private static final String OTHER = "other";
    private static final String CUT = "cut after layer";

    private final PlanCosts costs;
    private final List<Segment> schedule;
    private final Segment segment;
    private final List<Integer> cuts;
    private final List<EdgeServer> servers;

    CutFigures(PlanCosts costs, Plan plan) {
        this.costs = costs;
        this.schedule = plan.schedule();
        this.segment = schedule.get(0);
        this.cuts = shownCuts();
        this.servers = shownServers();
    }

    /** All cuts, or some of them evenly, with the chosen one and those that take least on its server. */
    private List<Integer> shownCuts() {
        List<Integer> all = costs.cuts();
        int every = (all.size() + MAX_CUTS - 1) / MAX_CUTS;
        EdgeServer server = chosen().server();
        List<Integer> named = List.of(segment.cut(), leastCut(server, Cost::joules), leastCut(server, Cost::seconds));
        return IntStream.range(0, all.size())
                .filter(i -> i % every == 0 || i == all.size() - 1 || named.contains(all.get(i)))
                .mapToObj(all::get)
                .toList();
    }

    /** After a title, where not all cuts are shown. */
    private String someCuts() {
        int all = costs.cuts().size();
        return cuts.size() < all ? ", " + cuts.size() + " of " + all + " cuts" : "";
    }

    /** After a title, where not all servers are shown. */
    private String someServers(String whereAllAre) {
        int all = costs.servers().size();
        return servers.size() < all ? " on " + servers.size() + " of " + all + " servers" : whereAllAre;
    }

    List<Drawing> drawings() {
        List<Drawing> drawings = new ArrayList<>();
        drawings.add(split("Energy", Axis.of("energy", "J"), CostItem::joules, Cost::joules));
        drawings.add(split("Time", Axis.of("time", "s"), CostItem::seconds, Cost::seconds));
        if (costs.servers().size() > 1) {
            drawings.add(byServer());
        }
        return drawings;
    }

    /** What an epoch is called. */
    private String epoch() {
        return costs.isInference() ? "the inference" : "epoch " + segment.fromEpoch();
    }

    private Action chosen() {
        return costs.action(segment);
    }

    private Cost cost(EdgeServer server, int cut) {
        return costs.cost(new Action(server, cut), segment.fromEpoch());
    }

    private Drawing split(String what, Axis axis, ToDoubleFunction<CostItem> amount, ToDoubleFunction<Cost> total) {
        EdgeServer server = chosen().server();
        Map<String, double[]> parts = parts(server, amount);
        parts.put(OTHER, movedOut(parts));
        boolean areAllPossible = cuts.stream().allMatch(cut -> cost(server, cut).isEffective());
        BarChart chart = BarChart.stacked(
                        what + " of " + epoch() + " by cut on " + server.name() + someCuts(),
                        least(server, axis, total))
                .withCategories(
                        areAllPossible ? CUT : CUT + "; × is not possible",
                        cuts.stream().map(cut -> label(server, cut)).toList())
                .withValues(axis)
                .withChosen(cuts.indexOf(segment.cut()));
        for (Map.Entry<String, double[]> part : parts.entrySet()) {
            chart = chart.withBars(part.getKey(), part.getValue());
        }
        return chart.draw();
    }

    private String label(EdgeServer server, int cut) {
        return cost(server, cut).isEffective() ? String.valueOf(cut) : cut + "×";
    }

    /** All parts of an epoch, those without an amount too: each has the same look whatever is counted. */
    private Map<String, double[]> parts(EdgeServer server, ToDoubleFunction<CostItem> amount) {
        Roles roles = new Roles(costs.scenario(), server);
        Map<String, double[]> parts = new LinkedHashMap<>();
        cuts.stream()
                .flatMap(cut -> cost(server, cut).items().stream())
                .sorted(Comparator.comparingInt(roles::order))
                .forEach(item -> parts.computeIfAbsent(roles.part(item), part -> new double[cuts.size()]));
        for (int i = 0; i < cuts.size(); i++) {
            for (CostItem item : cost(server, cuts.get(i)).items()) {
                parts.getOrDefault(roles.part(item), new double[0])[i] += amount.applyAsDouble(item);
            }
        }
        return parts;
    }

    /** The small parts in one, where there are several; they are 0 from then on. */
    private double[] movedOut(Map<String, double[]> parts) {
        double largest = IntStream.range(0, cuts.size())
                .mapToDouble(i -> parts.values().stream()
                        .mapToDouble(amounts -> amounts[i])
                        .sum())
                .max()
                .orElse(0);
        List<double[]> small = parts.values().stream()
                .filter(amounts -> Arrays.stream(amounts).allMatch(amount -> amount < MIN_PART_DRAWN * largest))
                .filter(amounts -> Arrays.stream(amounts).anyMatch(amount -> amount > 0))
                .toList();
        double[] other = new double[cuts.size()];
        if (small.size() > 1) {
            for (double[] amounts : small) {
                Arrays.setAll(other, i -> other[i] + amounts[i]);
                Arrays.fill(amounts, 0);
            }
        }
        return other;
    }

    private String least(EdgeServer server, Axis axis, ToDoubleFunction<Cost> total) {
        int least = leastCut(server, total);
        return "Cut " + least + " takes least, " + amount(server, least, axis, total) + "; the plan's cut "
                + segment.cut() + " takes " + amount(server, segment.cut(), axis, total) + ".";
    }

    private String amount(EdgeServer server, int cut, Axis axis, ToDoubleFunction<Cost> total) {
        return Quantity.of(total.applyAsDouble(cost(server, cut)), axis.unit()).shown();
    }

    /** Of all cuts. */
    private int leastCut(EdgeServer server, ToDoubleFunction<Cost> total) {
        return costs.cuts().stream()
                .min(Comparator.comparingDouble(cut -> total.applyAsDouble(cost(server, cut))))
                .orElseThrow();
    }

    private Drawing byServer() {
        Action chosen = chosen();
        double own = cost(chosen.server(), chosen.cut()).joules();
        LineChart chart = LineChart.of(
                        "Energy of " + epoch() + " by cut" + someServers(" on every server") + someCuts(),
                        "The plan's place, cut " + chosen.cut() + " on "
                                + chosen.server().name() + ", takes "
                                + Quantity.joules(own).shown() + ".")
                .withX(Axis.of(CUT, "").whole())
                .withY(Axis.of("energy", "J").startingAtZero());
        double[] x = cuts.stream().mapToDouble(Integer::doubleValue).toArray();
        for (EdgeServer server : servers) {
            double[] y =
                    cuts.stream().mapToDouble(cut -> cost(server, cut).joules()).toArray();
            chart = chart.withSeries(Series.of(server.name(), x, y));
        }
        return chart.withMark(
                        new Mark("plan", chosen.cut(), own, Quantity.joules(own).shown(), true))
                .draw();
    }

    private record Ranked(EdgeServer server, double leastJoules) {}

    /** All servers, or those of the schedule and, up to so many, those with the least energy at their best cut. */
    private List<EdgeServer> shownServers() {
        if (costs.servers().size() <= MAX_SERVERS) {
            return costs.servers();
        }
        List<EdgeServer> own = schedule.stream()
                .map(part -> costs.action(part).server())
                .distinct()
                .toList();
        return Stream.concat(own.stream(), cheapest())
                .distinct()
                .limit(Math.max(MAX_SERVERS, own.size()))
                .toList();
    }

    private Stream<EdgeServer> cheapest() {
        return costs.servers().stream()
                .map(server -> new Ranked(
                        server, cost(server, leastCut(server, Cost::joules)).joules()))
                .sorted(Comparator.comparingDouble(Ranked::leastJoules))
                .map(Ranked::server);
    }

    /** The totals of the figures, and why a cut cannot be taken. */
    Table table() {
        Table.Builder table = Table.of("Energy and time of " + epoch() + " by cut" + someServers("") + someCuts())
                .words("server")
                .numbers("cut", "")
                .numbers("energy", "J")
                .numbers("time", "s")
                .sentences("not possible because");
        for (EdgeServer server : servers) {
            for (int cut : cuts) {
                Cost cost = cost(server, cut);
                Content place = Content.text(
                        costs.isDeviceAlone(new Action(server, cut)) ? Segment.DEVICE_ALONE : server.name());
                table.row(
                        place,
                        Quantity.number(cut),
                        cost.isEffective() ? Quantity.joules(cost.joules()) : Content.none(),
                        cost.isEffective() ? Quantity.seconds(cost.seconds()) : Content.none(),
                        Content.text(
                                cost.ineffective().map(why -> why.message()).orElse("")));
            }
        }
        return table.build();
    }
}
