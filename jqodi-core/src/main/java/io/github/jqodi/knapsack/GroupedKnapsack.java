package io.github.jqodi.knapsack;

import io.github.jqodi.base.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Solves {@link GroupedInstance}s with proof: a constrained shortest path in a layered graph. The Lagrangian relaxation gives
 * a bound and a first choice ({@link Larac}), reduced costs fix states and items ({@link OpenStates}), and labels from both
 * ends ({@link LayeredSearch}) look at a narrow band above the bound first, which is widened as long as it is proven empty.
 * Where that takes many labels and switches are dear, branches on the group of a class come first ({@link GroupBranching}).
 * Where all classes are alike, tours of groups come first ({@link StationaryGroups}). Costs may be 0 and so may weights; times
 * are exact. Not thread-safe.
 */
public final class GroupedKnapsack {
    private static final int MAX_GROUPS_ALONE = 8;
    /** A search that takes more improves the known choice first. */
    private static final long LABELS_BEFORE_POLISHING = 10_000;

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
     * last one with weight, one for each group in which these may end. Later classes take their fastest items.
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

    /** Looks for better choices near the known one, and branches, where labels are many. */
    private final class Bands extends LayeredBands {
        private boolean polished;
        private boolean provenAside;

        Bands(Limits limits, int[] known, double bound, long earlier) {
            super(graph, GroupedKnapsack.this::relaxation, limits, known, bound, earlier);
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
            branch();
            return true;
        }

        @Override
        boolean isProvenAside() {
            return provenAside;
        }

        private void branch() {
            GroupBranching branching = new GroupBranching(
                    graph, best, rounding, GroupBranching.MAX_BRANCH_LABELS, limits.most(allowance()));
            try {
                provenAside = branching.prove(relaxation(), bound);
            } finally {
                // what is known when it is stopped counts as well
                count(branching.labels());
                best = branching.best();
                upper = graph.cost(best);
                bound = Math.min(upper, Math.max(bound, branching.bound()));
            }
        }

        /** Looks for better choices among those in the same groups as the known one, and among those in one group. */
        private void polish() {
            polished = true;
            offer(new FixedGroups(graph, best).solve(limits));
            int tried = 0;
            for (int g : graph.active) {
                int[] alone = graph.alone(g);
                if (tried < MAX_GROUPS_ALONE
                        && graph.fits(alone)
                        && !limits.stop().getAsBoolean()) {
                    offer(new FixedGroups(graph, alone).solve(limits));
                    tried++;
                }
            }
        }

        List<int[]> perLastState() {
            LayeredSearch made = make(false);
            Optional<List<int[]>> found = made.perLastState(upper + rounding, polishLabels(), limits);
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
    }
}
