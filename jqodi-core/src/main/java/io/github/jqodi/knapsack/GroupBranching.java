package io.github.jqodi.knapsack;

import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Branch and bound on the group of a class (for branching in constrained shortest paths Handler and Zang 1980; Carlyle, Royset
 * and Wood 2008). The relaxation mixes a path that fits with one that does not, without paying for the switch from one to the
 * other; where the two differ, a branch takes the group of the first, one that of the second, and one neither. Where switches are
 * dear this closes a gap that labels alone do not. Steps:
 *
 * <ol>
 *   <li>The branch of the least bound comes first. Its relaxation is solved, and it is left out if it costs too much.
 *   <li>Else labels look for its best choice. They may be few at first, so that hopeless searches cost little, and more where
 *       the branch has gained little.
 *   <li>If these are not enough, the branch is branched on again.
 * </ol>
 */
final class GroupBranching {
    /** Labels of a branch. */
    static final long MAX_BRANCH_LABELS = 10_000;
    /** How many times that of a branch whose bound is little above that of the branch before. */
    private static final long MORE = 6;

    private static final double LITTLE = 0.1;
    /** Switches that are worth less than this part of the gap are not branched on. */
    private static final double CHEAP_SWITCH = 0.03;

    private final LayeredGraph graph;
    private final double band;
    private final long fewLabels;
    private final Limits limits;
    private final PriorityQueue<Branch> branches =
            new PriorityQueue<>(Comparator.comparingDouble(branch -> branch.bound));
    private int[] best;
    private double bestCost;
    private double bound;
    private long labels;
    private int branchings;

    /** A part of the choices. */
    private static final class Branch {
        final OpenGroups open;
        /** Groups that are of interest. */
        final int[] active;
        /** No choice of it costs less. */
        final double bound;
        /** That of the bound. */
        final double multiplier;

        Branch(OpenGroups open, int[] active, double bound, double multiplier) {
            this.open = open;
            this.active = active;
            this.bound = bound;
            this.multiplier = multiplier;
        }
    }

    /**
     * Prepares branching.
     *
     * @param graph the graph
     * @param known a choice that fits, as positions
     * @param band what rounding may be worth
     * @param fewLabels those of a branch before it is branched on, {@link #MAX_BRANCH_LABELS} but in tests
     * @param limits when to give up
     */
    GroupBranching(LayeredGraph graph, int[] known, double band, long fewLabels, Limits limits) {
        this.graph = graph;
        this.best = known;
        this.bestCost = graph.cost(known);
        this.band = band;
        this.fewLabels = fewLabels;
        this.limits = limits;
    }

    /** The best choice found, as positions. */
    int[] best() {
        return best;
    }

    /** No choice costs less; 0 if nothing new is known. */
    double bound() {
        return bound;
    }

    /** Partial choices kept. */
    long labels() {
        return labels;
    }

    /** How often a branch was branched on. */
    int branchings() {
        return branchings;
    }

    /**
     * Looks for the best choice.
     *
     * @param root the relaxation of all choices
     * @param proven no choice costs less
     * @return whether the best choice is proven to be least in cost and, among equals, in time
     */
    boolean prove(Larac root, double proven) {
        if (!isWorthwhile(root.multiplier(), bestCost - proven)) {
            return false;
        }
        int[] active = graph.active;
        offer(root.best());
        try {
            return branch(new Branch(OpenGroups.ALL, active, proven, root.multiplier()), root) && run();
        } finally {
            graph.open = OpenGroups.ALL;
            graph.active = active;
        }
    }

    private boolean isWorthwhile(double multiplier, double gap) {
        double switches = 0;
        for (int g : graph.active) {
            switches += meanSwitchCost(g) + multiplier * graph.instance.switchTime()[g];
        }
        return switches / graph.active.length >= CHEAP_SWITCH * gap;
    }

    private double meanSwitchCost(int group) {
        double sum = 0;
        for (int k = 0; k < graph.head; k++) {
            sum += graph.weight(k) * graph.instance.switchCost()[k][group];
        }
        return sum / graph.head;
    }

    private boolean run() {
        while (!branches.isEmpty()) {
            Branch next = branches.remove();
            bound = Math.min(bestCost, next.bound);
            if (isOpen(next.bound) && (labels >= limits.maxLabels() || !solve(next))) {
                return false;
            }
        }
        bound = bestCost;
        return true;
    }

    private boolean isOpen(double lowerBound) {
        return lowerBound <= bestCost + band;
    }

    /** Solves a branch, or branches again; false if neither can be done. */
    private boolean solve(Branch branch) {
        graph.open = branch.open;
        graph.active = branch.active;
        StateValues times = StateValues.ofTimes(graph);
        if (!(times.least() <= graph.capacity + graph.timeBand)) {
            return true;
        }
        int[] fastest = times.path();
        if (!graph.fits(fastest)) {
            return false;
        }
        Larac relaxation = Larac.of(graph, fastest, branch.multiplier, bestCost + band);
        offer(relaxation.best());
        double lower = Math.max(branch.bound, relaxation.bound());
        if (!isOpen(lower)) {
            return true;
        }
        boolean isLittle = lower - branch.bound < LITTLE * (bestCost - branch.bound);
        if (search(relaxation, lower, isLittle ? MORE * fewLabels : fewLabels)) {
            return true;
        }
        limits.check();
        Branch bounded = new Branch(branch.open, graph.active, lower, relaxation.multiplier());
        return branch(bounded, relaxation) || search(relaxation, lower, limits.maxLabels());
    }

    /** Whether labels find the best choice of the open states. */
    private boolean search(Larac relaxation, double lower, long most) {
        Limits left = limits.most(Math.min(most, limits.maxLabels() - labels));
        LayeredBands bands = new LayeredBands(graph, () -> relaxation, left, best, lower, 0);
        Outcome outcome = bands.search();
        labels += outcome.labels();
        outcome.choice().map(graph::positions).ifPresent(this::offer);
        return outcome.exhausted();
    }

    private void offer(int[] choice) {
        if (graph.fits(choice) && graph.compareHeads(choice, best) < 0) {
            best = choice;
            bestCost = graph.cost(choice);
        }
    }

    /** Branches on the group of a layer in which the two paths of the relaxation differ; false if there is none. */
    private boolean branch(Branch branch, Larac relaxation) {
        int k = layer(relaxation.early(), relaxation.late());
        if (k < 0) {
            return false;
        }
        branchings++;
        int early = graph.group(k, relaxation.early()[k]);
        int late = graph.group(k, relaxation.late()[k]);
        BitSet both = new BitSet();
        both.set(early);
        both.set(late);
        add(branch, branch.open.only(k, early, graph.groups));
        add(branch, branch.open.only(k, late, graph.groups));
        add(branch, branch.open.without(k, both));
        return true;
    }

    private void add(Branch parent, OpenGroups open) {
        branches.add(new Branch(open, parent.active, parent.bound, parent.multiplier));
    }

    /** The layer in the middle, by weight, of those in which paths are in different groups; -1 if there is none. */
    private int layer(int[] first, int[] second) {
        double all = 0;
        for (int k = 0; k < graph.head; k++) {
            all += differ(k, first, second) ? graph.weight(k) : 0;
        }
        double sum = 0;
        int last = -1;
        for (int k = 0; k < graph.head && (last < 0 || sum < all / 2); k++) {
            if (differ(k, first, second)) {
                sum += graph.weight(k);
                last = k;
            }
        }
        return last;
    }

    private boolean differ(int k, int[] first, int[] second) {
        return graph.group(k, first[k]) != graph.group(k, second[k]);
    }
}
