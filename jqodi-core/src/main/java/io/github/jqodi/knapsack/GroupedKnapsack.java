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
    private static final int FIRST_BAND = 256;
    private static final long FEW_LABELS = 2000;
    private static final double FAST_GROWTH = 4;
    private static final double SLOW_GROWTH = 1.6;
    private static final double CHEAP_RISE = 1.5;
    private static final double COARSE = 0x1p-4;
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

    /** Widens a band of cost above the bound until the best choice is found in it. */
    private final class Bands {
        private final Limits limits;
        private final double rounding;
        private final double coarse;
        private final long earlier;
        private Optional<LayeredSearch> search = Optional.empty();
        private int[] best;
        private double upper;
        private double bound;
        private boolean polished;

        Bands(Limits limits, int[] known, double bound, long earlier) {
            this.limits = limits;
            this.best = known;
            this.upper = graph.cost(known);
            this.bound = Math.min(bound, upper);
            this.coarse = upper * COARSE;
            this.rounding = (2.0 * graph.classes() + 8) * ROUNDING * upper;
            this.earlier = earlier;
        }

        private LayeredSearch make(boolean bothWays) {
            List<StateValues> values = new ArrayList<>();
            Larac solved = relaxation();
            if (solved.cost() < upper) {
                upper = solved.cost();
                best = solved.best();
            }
            bound = Math.min(upper, Math.max(bound, solved.bound()));
            double multiplier = solved.multiplier();
            for (double part : SPREAD) {
                if (values.isEmpty() || multiplier > 0) {
                    StateValues made = StateValues.of(graph, part * multiplier);
                    if (made.isFinite()) {
                        made.backward();
                        values.add(made);
                    }
                }
            }
            StateValues times = graph.times();
            OpenStates open = OpenStates.of(graph, values, times, upper + rounding);
            return new LayeredSearch(graph, open, values, times, LabelSearch.unitFor(upper), bothWays);
        }

        Outcome search() {
            try {
                Stopped.when(limits.stop());
                LayeredSearch made = make(true);
                search = Optional.of(made);
                return search(made);
            } catch (Stopped stopped) {
                return outcome(upper, best, bound, false);
            }
        }

        private Outcome search(LayeredSearch made) {
            double band = Math.max((upper - bound) / FIRST_BAND, Math.ulp(upper));
            long lastLabels = 0;
            while (true) {
                boolean last = bound + band >= upper;
                double ceiling = last ? upper : bound + band;
                long before = labels();
                long most = polished ? allowance() : Math.min(LABELS_BEFORE_POLISHING, allowance());
                GapSearch.Found run = made.run(ceiling + rounding, most, limits);
                if (run.aborted() && !polished && !limits.stop().getAsBoolean() && allowance() > 0) {
                    polish();
                    band = Math.max((upper - bound) / FIRST_BAND, Math.ulp(upper));
                    continue;
                }
                if (run.aborted()) {
                    return outcome(upper, best, bound, false);
                }
                if (run.choice().isPresent()) {
                    int[] found = run.choice().get();
                    double cost = graph.cost(found);
                    if (cost < coarse) {
                        return new Bands(limits, found, bound, labels()).search();
                    }
                    if (last || cost <= ceiling) {
                        return outcome(cost, found, cost, true);
                    }
                    if (cost < upper) {
                        upper = cost;
                        best = found;
                    }
                }
                if (last) {
                    return outcome(upper, best, upper, true);
                }
                bound = Math.min(ceiling, upper);
                long labels = labels() - before;
                boolean cheap = labels < FEW_LABELS || labels < CHEAP_RISE * lastLabels;
                band *= cheap ? FAST_GROWTH : SLOW_GROWTH;
                lastLabels = labels;
            }
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
                upper = cost;
                best = choice;
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

        private long labels() {
            return earlier + search.map(GapSearch::labels).orElse(0L);
        }

        private long allowance() {
            long left = limits.maxLabels() - labels();
            return upper - bound <= limits.gap() * upper ? Math.min(POLISH_LABELS, left) : left;
        }

        private Outcome outcome(double cost, int[] positions, double lowerBound, boolean exhausted) {
            boolean proven = exhausted || lowerBound >= cost;
            return new Outcome(Optional.of(graph.items(positions)), cost, lowerBound, proven, labels());
        }
    }
}
