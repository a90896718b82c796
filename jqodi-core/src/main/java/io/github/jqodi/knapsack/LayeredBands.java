package io.github.jqodi.knapsack;

import io.github.jqodi.base.Rounding;
import io.github.jqodi.base.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks for choices in labels of layers, band by band above the bound of the relaxation. Not thread-safe. */
class LayeredBands extends BandSearch {
    /** Labels spent where the cost is already proven within the gap. */
    private static final long POLISH_LABELS = 20_000;

    /** The multipliers of bounds, as parts of the best one. */
    private static final double[] SPREAD = {1, 0.6, 1.6};

    private final LayeredGraph graph;
    private final Supplier<Larac> relaxation;

    /**
     * Prepares a search.
     *
     * @param graph the graph
     * @param relaxation that of its open states, which is asked for when the search begins
     * @param limits when to give up
     * @param known a choice that fits, as positions
     * @param bound no choice of open states costs less
     * @param earlier labels that were kept before
     */
    LayeredBands(
            LayeredGraph graph, Supplier<Larac> relaxation, Limits limits, int[] known, double bound, long earlier) {
        this(graph, relaxation, limits, known, graph.cost(known), bound, earlier);
    }

    private LayeredBands(
            LayeredGraph graph,
            Supplier<Larac> relaxation,
            Limits limits,
            int[] known,
            double cost,
            double bound,
            long earlier) {
        super(limits, known, cost, rounding(graph, cost), earlier);
        this.graph = graph;
        this.relaxation = relaxation;
        this.bound = Math.min(bound, upper);
    }

    /** What rounding to whole ticks may be worth in choices of some cost. */
    private static double rounding(LayeredGraph graph, double cost) {
        return Rounding.margin(2.0 * graph.classes() + 8, cost);
    }

    @Override
    final long polishLabels() {
        return POLISH_LABELS;
    }

    @Override
    final double cost(int[] choice) {
        return graph.cost(choice);
    }

    @Override
    final GapSearch prepare() {
        Stopped.when(limits.stop());
        return make(true);
    }

    /** Fixes states and items, and prepares labels from both ends or from the start alone. */
    final LayeredSearch make(boolean bothWays) {
        List<StateValues> values = new ArrayList<>();
        Larac solved = relaxation.get();
        offer(solved.best());
        bound = Math.min(upper, Math.max(bound, solved.bound()));
        double multiplier = solved.multiplier();
        for (double part : SPREAD) {
            if (values.isEmpty() || multiplier > 0) {
                StateValues made = StateValues.of(graph, part * multiplier);
                if (made.isFinite()) {
                    made.backward();
                    values.add(made);
                    // the values that follow go over fewer groups
                    graph.keep(made.groupsBelow(upper + rounding));
                }
            }
        }
        StateValues times = graph.times();
        OpenStates open = OpenStates.of(graph, values, times, upper + rounding);
        return new LayeredSearch(graph, open, values, times, LabelSearch.unitFor(upper), bothWays);
    }

    /** Keeps a choice if it fits and is the best so far. */
    final void offer(int[] choice) {
        double cost = graph.cost(choice);
        if (cost < upper && graph.fits(choice)) {
            offer(choice, cost);
        }
    }

    @Override
    BandSearch from(int[] choice, long labels) {
        return new LayeredBands(graph, relaxation, limits, choice, bound, labels);
    }

    @Override
    final Outcome outcome(double cost, int[] positions, double lowerBound, boolean exhausted) {
        boolean proven = exhausted || lowerBound >= cost;
        return new Outcome(Optional.of(graph.items(positions)), cost, lowerBound, proven, labels());
    }
}
