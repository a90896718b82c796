package io.github.jqodi.fleet;

import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Branch and price of a fleet of few devices (Barnhart, Johnson, Nemhauser, Savelsbergh and Vance 1998): where the linear
 * program breaks a device between being planned and being left out, or between pairs (a,q), the fleet is planned with the one
 * and with the other, the lowest bound first. Each node is priced again from the prices and schedules of its parent. The number
 * of nodes is the limit, so that equal fleets give equal plans. Schedules of one pair are not told apart, since their mixtures
 * are schedules but for an epoch.
 */
final class Branching {
    /** Units of the largest fleet that is branched on. */
    static final int MAX_UNITS = 40;

    /** Shares that are no farther from whole are whole. */
    private static final double WHOLE_TOLERANCE = 1e-4;
    /** The table of those that are left out. */
    private static final int OUT = -1;

    private final FleetModel model;
    private final Columns columns;
    private final FleetOptions options;
    private final FleetControl control;
    private final PriorityQueue<Node> open =
            new PriorityQueue<>(Comparator.comparingDouble(Node::bound).thenComparingInt(Node::number));
    private Assignment best;
    /** The least bound of the nodes that are not looked into any more. */
    private double closed = Double.POSITIVE_INFINITY;

    private int nodes;
    private int rounds;

    /**
     * Begins at plans.
     *
     * @param model the fleet, each device of which is there once
     * @param columns its schedules
     * @param plans the best known, over these
     * @param options gap and rounds
     * @param control says when to stop
     */
    Branching(FleetModel model, Columns columns, Assignment plans, FleetOptions options, FleetControl control) {
        this.model = model;
        this.columns = columns;
        this.best = plans;
        this.options = options;
        this.control = control;
    }

    /** Whether a fleet is small enough. */
    static boolean suits(FleetModel model, Assignment plans) {
        return plans.units() <= MAX_UNITS
                && plans.units() == model.size()
                && model.rowCount() <= SimplexMaster.MAX_ROWS;
    }

    /** A part of all ways to plan the fleet, with what is known of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Node(int number, double bound, FleetModel model, Columns columns, double[] prices) {}

    /** A device, and tables some of whose schedules are taken, but not by all of it. */
    private record Broken(int device, List<Integer> tables, double distance) {}

    /** The best plans found. */
    Assignment best() {
        return best;
    }

    /** Rounds of pricing. */
    int rounds() {
        return rounds;
    }

    /**
     * Branches until nothing is left that could be better, or for so many nodes.
     *
     * @param bound of all plans
     * @param prices at which it is
     * @param most nodes
     * @return a bound of all plans, not below the one given
     */
    double search(double bound, double[] prices, int most) {
        open.add(new Node(0, bound, model, columns, prices));
        while (!open.isEmpty() && nodes < most && !control.poll()) {
            Node node = open.remove();
            @Nullable Broken broken = isWorth(node.bound) ? broken(node) : null;
            if (broken == null) {
                closed = Math.min(closed, node.bound);
            } else {
                branch(node, broken);
            }
        }
        double least = Math.min(closed, open.isEmpty() ? Double.POSITIVE_INFINITY : open.peek().bound);
        return Math.max(bound, Math.min(least, best.value()));
    }

    private boolean isWorth(double bound) {
        return best.value() - bound > options.gap() * best.value();
    }

    /** What to branch on: who is nearest to half left out, else who is nearest to half of a pair; null if all is whole. */
    private @Nullable Broken broken(Node node) {
        @Nullable Broken nearest = null;
        for (int d = 0; d < node.model.size(); d++) {
            boolean isChoice = node.model.weight(d) <= model.weight(d);
            nearest = isChoice
                    ? nearer(nearest, new Broken(d, List.of(OUT), Math.abs(node.columns.out(d) - 0.5)))
                    : nearest;
        }
        return nearest == null ? brokenPair(node) : nearest;
    }

    private static @Nullable Broken brokenPair(Node node) {
        @Nullable Broken nearest = null;
        for (int d = 0; d < node.model.size(); d++) {
            List<List<Integer>> pairs = pairs(node.model, d);
            for (List<Integer> pair : pairs.size() > 1 ? pairs : List.<List<Integer>>of()) {
                nearest = nearer(nearest, new Broken(d, pair, Math.abs(share(node.columns, d, pair) - 0.5)));
            }
        }
        return nearest;
    }

    private static double share(Columns columns, int device, List<Integer> tables) {
        double share = 0;
        for (int j = 0; j < columns.of(device).size(); j++) {
            share += tables.contains(columns.of(device).get(j).table()) ? columns.taken(device)[j] : 0;
        }
        return share;
    }

    private static @Nullable Broken nearer(@Nullable Broken nearest, Broken other) {
        double most = nearest == null ? 0.5 - WHOLE_TOLERANCE : nearest.distance;
        return other.distance < most ? other : nearest;
    }

    /** The tables of each pair that is not left out yet. */
    private static List<List<Integer>> pairs(FleetModel model, int device) {
        Map<QuantizedModel, List<Integer>> byPair = new LinkedHashMap<>();
        List<PairTable> tables = model.tables(device);
        for (int i = 0; i < tables.size(); i++) {
            if (!model.pricing(device).isEmpty(i)) {
                byPair.computeIfAbsent(tables.get(i).candidate().pair(), pair -> new ArrayList<>())
                        .add(i);
            }
        }
        return List.copyOf(byPair.values());
    }

    private void branch(Node node, Broken broken) {
        int d = broken.device;
        boolean isOut = broken.tables.contains(OUT);
        // leaving out costs more than the best plans where it is no choice
        double prohibitive = model.weight(d) + best.value();
        DevicePricing own = node.model.pricing(d);
        DevicePricing with = isOut ? own.restricted(i -> false) : own.restricted(broken.tables::contains);
        DevicePricing without = isOut ? own : own.restricted(i -> !broken.tables.contains(i));
        solve(node, d, node.model.with(d, with, isOut ? node.model.weight(d) : prohibitive));
        solve(node, d, node.model.with(d, without, isOut ? prohibitive : node.model.weight(d)));
    }

    private void solve(Node parent, int device, FleetModel restricted) {
        nodes++;
        control.step();
        DevicePricing own = restricted.pricing(device);
        Columns known = Columns.without(restricted, parent.columns, device, column -> !own.isEmpty(column.table()));
        BooleanSupplier stop = control::poll;
        double bound = parent.bound;
        double[] prices = parent.prices;
        try (Pricing pricing = new Pricing(restricted, options.rule(), PricingBackend.threads(1), control.silent())) {
            ColumnGeneration dual = new ColumnGeneration(restricted, pricing, known, options, prices, stop);
            dual.runNear(0);
            bound = Math.max(bound, dual.bound());
            prices = dual.prices();
            rounds += pricing.rounds();
            if (isWorth(bound)) {
                offer(new PrimalHeuristic(restricted, known, dual, options.gap(), stop).best(prices, Optional.empty()));
                dual.share(1);
            }
        }
        open.add(new Node(nodes, bound, restricted, known, prices));
    }

    /** Plans of a part of the fleet's ways are plans of the fleet. */
    private void offer(Assignment plans) {
        Assignment copy = new Assignment(model, columns);
        for (int u = 0; u < plans.units(); u++) {
            copy.place(u, plans.plan(u));
        }
        copy.improveAll(1);
        copy.settle();
        if (copy.value() < best.value()) {
            best = copy;
            control.found(copy.value());
        }
    }
}
