package io.github.jqodi.knapsack;

import io.github.jqodi.base.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Solves {@link GroupedInstance}s with proof: a constrained shortest path in a layered graph. The Lagrangian relaxation gives
 * a bound and a first choice ({@link Larac}), reduced costs fix states and items ({@link OpenStates}), and labels from both
 * ends ({@link LayeredSearch}) look at a narrow band above the bound first, which is widened as long as it is proven empty.
 * Where all classes are alike, tours of groups come first ({@link StationaryGroups}). Costs may be 0 and so may weights; times
 * are exact. Not thread-safe.
 */
public final class GroupedKnapsack {
    private static final double ROUNDING = 0x1p-52;
    /** Labels spent where the cost is already proven within the gap. */
    private static final long POLISH_LABELS = 20_000;

    private static final int MOST_GROUPS_ALONE = 8;
    /** A search that takes more improves the known choice first. */
    private static final long LABELS_BEFORE_POLISHING = 10_000;

    /** The multipliers of bounds, as parts of the best one. */
    private static final double[] SPREAD = {1, 0.6, 1.6};

    private final LayeredGraph graph;
    /** Whether tours of groups are looked at before labels. */
    private final boolean alike;
    /** No choice costs less. */
    private final double lowerBound;
    /** Solved when it is asked for, where tours come first. */
    private Optional<Larac> relaxation;

    private GroupedKnapsack(LayeredGraph graph) {
        this.graph = graph;
        this.alike = !graph.isInfeasible() && StationaryGroups.suit(graph);
        this.relaxation = graph.isInfeasible() || alike ? Optional.empty() : Optional.of(Larac.of(graph));
        this.lowerBound = graph.isInfeasible()
                ? Double.POSITIVE_INFINITY
                : relaxation.map(Larac::bound).orElseGet(() -> StationaryGroups.bound(graph));
    }

    /**
     * Prepares an instance and solves its relaxation.
     *
     * @param instance the problem
     * @param limits when to give up, by {@link Stopped}
     * @return what the search begins with
     */
    public static GroupedKnapsack of(GroupedInstance instance, Limits limits) {
        return new GroupedKnapsack(LayeredGraph.of(instance, limits));
    }

    /**
     * {@return no choice costs less, rounding included; +∞ if there provably is none}
     */
    public double lowerBound() {
        return lowerBound;
    }

    /**
     * {@return item of each class of a choice that fits; empty if there provably is none}
     */
    public Optional<int[]> firstChoice() {
        return graph.isInfeasible() ? Optional.empty() : Optional.of(graph.items(known()));
    }

    private int[] known() {
        return relaxation.map(Larac::best).orElseGet(graph::fastest);
    }

    private Larac relaxation() {
        Larac solved = relaxation.orElseGet(() -> Larac.of(graph));
        relaxation = Optional.of(solved);
        return solved;
    }

    /**
     * Finds the choice of least cost.
     *
     * @param limits when to give up
     * @return the choice with a bound, or the proof that there is none
     */
    public Outcome solve(Limits limits) {
        if (graph.isInfeasible()) {
            return Outcome.infeasible();
        }
        if (!alike) {
            return new Bands(limits, known(), lowerBound, 0).search();
        }
        StationaryGroups.Found tours = StationaryGroups.search(graph, known(), limits);
        if (!tours.proven()) {
            return new Bands(limits, tours.choice(), lowerBound, tours.labels()).search();
        }
        double cost = graph.cost(tours.choice());
        return new Outcome(Optional.of(graph.items(tours.choice())), cost, cost, true, tours.labels());
    }

    /**
     * The choices that cost no more than one that is known to be best and, of these, take least time in the classes up to the
     * last one with weight, one for each group in which these may end. The classes behind take their fastest items.
     *
     * @param best item of each class of a best choice
     * @param limits when to give up
     * @return items of each class; the known choice alone if a limit comes first
     */
    public List<int[]> fastestOf(int[] best, Limits limits) {
        int[] known = graph.positions(best);
        try {
            Bands bands = new Bands(limits, known, graph.cost(known), 0);
            return bands.perLastState().stream().map(graph::items).toList();
        } catch (Stopped stopped) {
            return List.of(best);
        }
    }

    /** Looks for choices in labels of layers, and for better ones near the known one where these are many. */
    private final class Bands extends BandSearch {
        private boolean polished;

        Bands(Limits limits, int[] known, double bound, long earlier) {
            this(limits, known, graph.cost(known), bound, earlier);
        }

        private Bands(Limits limits, int[] known, double cost, double bound, long earlier) {
            super(limits, known, cost, (2.0 * graph.classes() + 8) * ROUNDING * cost, earlier);
            this.bound = Math.min(bound, upper);
        }

        @Override
        long polishLabels() {
            return POLISH_LABELS;
        }

        @Override
        double cost(int[] choice) {
            return graph.cost(choice);
        }

        @Override
        GapSearch prepare() {
            Stopped.when(limits.stop());
            return make(true);
        }

        private LayeredSearch make(boolean bothWays) {
            List<StateValues> values = new ArrayList<>();
            Larac solved = relaxation();
            offer(solved.best(), solved.cost());
            bound = Math.min(upper, Math.max(bound, solved.bound()));
            double multiplier = solved.multiplier();
            for (double part : SPREAD) {
                if (values.isEmpty() || multiplier > 0) {
                    StateValues made = StateValues.of(graph, part * multiplier);
                    if (made.isFinite()) {
                        made.backward();
                        values.add(made);
                        // the values that follow go over fewer groups
                        graph.active = made.groupsBelow(upper + rounding);
                    }
                }
            }
            StateValues times = graph.times();
            OpenStates open = OpenStates.of(graph, values, times, upper + rounding);
            return new LayeredSearch(graph, open, values, times, LabelSearch.unitFor(upper), bothWays);
        }

        @Override
        BandSearch from(int[] choice, long labels) {
            return new Bands(limits, choice, bound, labels);
        }

        @Override
        long mostLabels() {
            return polished ? allowance() : Math.min(LABELS_BEFORE_POLISHING, allowance());
        }

        @Override
        boolean improves() {
            if (polished || limits.stop().getAsBoolean() || allowance() <= 0) {
                return false;
            }
            polish();
            return true;
        }

        /** Looks for better choices among those in the same groups as the known one, and among those in one group. */
        private void polish() {
            polished = true;
            offer(new FixedGroups(graph, best).solve(limits));
            int tried = 0;
            for (int g : graph.active) {
                int[] alone = graph.alone(g);
                if (tried < MOST_GROUPS_ALONE
                        && graph.fits(alone)
                        && !limits.stop().getAsBoolean()) {
                    offer(new FixedGroups(graph, alone).solve(limits));
                    tried++;
                }
            }
        }

        private void offer(int[] choice) {
            double cost = graph.cost(choice);
            if (cost < upper && graph.fits(choice)) {
                offer(choice, cost);
            }
        }

        List<int[]> perLastState() {
            LayeredSearch made = make(false);
            Optional<List<int[]>> found = made.perLastState(upper + rounding, POLISH_LABELS, limits);
            return found.map(this::fastestAmongCheapest).orElseGet(() -> List.of(best));
        }

        private List<int[]> fastestAmongCheapest(List<int[]> heads) {
            List<int[]> kept = new ArrayList<>(List.of(best));
            for (int[] head : heads) {
                int[] whole = graph.withTail(head);
                int order = graph.compareHeads(whole, kept.get(0));
                if (order < 0) {
                    kept.clear();
                }
                if (order < 0 || (order == 0 && kept.stream().noneMatch(other -> graph.endTogether(whole, other)))) {
                    kept.add(whole);
                }
            }
            return kept;
        }

        @Override
        Outcome outcome(double cost, int[] positions, double lowerBound, boolean exhausted) {
            boolean proven = exhausted || lowerBound >= cost;
            return new Outcome(Optional.of(graph.items(positions)), cost, lowerBound, proven, labels());
        }
    }
}
