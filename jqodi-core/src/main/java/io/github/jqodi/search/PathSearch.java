package io.github.jqodi.search;

import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.tree.PathTree;
import io.github.jqodi.tree.Traversal;
import io.github.jqodi.tree.TreeSize;
import java.util.Optional;

/**
 * The paper's own method: the diagram of Algorithm 1, all its paths by Algorithms 2 and 3, of them the best, by Algorithm 4
 * where the rule is {@code paper}. Exact, but the diagram grows by a factor of servers times cuts an epoch.
 */
final class PathSearch implements CandidateSearch {
    /** Vertices of a diagram it is willing to build for one candidate. */
    static final long MAX_VERTICES = 5_000_000;

    private static final int STOP_INTERVAL = 4096;

    /** Values closer than this, relative, are compared exactly. */
    private static final double MIN_ROUNDED_DIFFERENCE = 1e-12;

    @Override
    public Optional<String> refusal(CandidateTask task) {
        TreeSize size = size(task);
        return size.vertices() <= MAX_VERTICES
                ? Optional.empty()
                : Optional.of("paths would have to build a tree of " + size.describe() + ", its limit is "
                        + MAX_VERTICES + " vertices");
    }

    @Override
    public BoundedSearch open(CandidateTask task) {
        return () -> search(task);
    }

    private static TreeSize size(CandidateTask task) {
        return TreeSize.atMost(task.searched(), task.table(), task.limit(), MAX_VERTICES, task::isStopped);
    }

    private static CandidateResult search(CandidateTask task) {
        SolveOptions options = task.options();
        long budget = Math.min(options.maxLabels(), options.memoryLimitBytes() / PathTree.BYTES_PER_VERTEX);
        if (size(task).vertices() > budget) {
            return CandidateResult.stopped(Optional.empty(), 0);
        }
        PathTree tree = PathTree.of(task.searched(), task.table(), task.limit(), MAX_VERTICES, task::isStopped);
        Best best = new Best(tree, new Schedules(task), task.control());
        Traversal.visitPaths(tree, best::path);
        return best.found();
    }

    /** Algorithm 4's loop: keeps the best path so far. */
    private static final class Best {
        private final PathTree tree;
        private final Schedules schedules;
        private final SearchControl control;
        private final boolean paper;
        private double bestValue = Double.POSITIVE_INFINITY;
        private int[] best = new int[0];
        private long tried;
        private boolean stopped;

        Best(PathTree tree, Schedules schedules, SearchControl control) {
            this.tree = tree;
            this.schedules = schedules;
            this.control = control;
            this.paper = schedules.options.rule() == Rule.PAPER;
        }

        boolean path(int[] path, double cost) {
            if (isInTime(path)) {
                offer(path);
            }
            stopped = ++tried % STOP_INTERVAL == 0 && control.poll();
            return !stopped;
        }

        /** Whether a path is below the deadline with its switches of the server, which the diagram knows nothing of. */
        private boolean isInTime(int[] path) {
            return !schedules.switching || schedules.fits(tree.actions(path[tree.epochs()]), tree.deadlineSeconds());
        }

        private void offer(int[] path) {
            double value = schedules.switching ? switching(path) : value(path);
            if (best.length == 0 || value <= bestValue * (1 + MIN_ROUNDED_DIFFERENCE)) {
                int[] columns = tree.actions(path[tree.epochs()]);
                if (best.length == 0 || value < bestValue * (1 - MIN_ROUNDED_DIFFERENCE) || beats(columns)) {
                    best = columns;
                    bestValue = value;
                }
            }
        }

        /** Objective of a path that pays for switches of the server. */
        private double switching(int[] path) {
            int[] columns = tree.actions(path[tree.epochs()]);
            return paper ? schedules.plan(columns).objective() : value(path) + schedules.switchCost(columns);
        }

        private boolean beats(int[] columns) {
            if (paper) {
                double difference = schedules.plan(columns).objective()
                        - schedules.plan(best).objective();
                return difference < 0 || (difference == 0 && schedules.compare(columns, best) < 0);
            }
            return schedules.compare(columns, best) < 0;
        }

        /** Objective of a path in doubles: weighted energy, or Algorithm 4's score. */
        private double value(int[] path) {
            double cost = schedules.constantCost;
            for (int k = 1; k <= schedules.weighted; k++) {
                cost += schedules.weights[k - 1] * tree.epochJoules(path, k);
            }
            if (!paper) {
                return cost;
            }
            int expected = schedules.candidate.expectedEpochs();
            double opportunity = schedules
                    .options
                    .readings()
                    .opportunity(
                            tree.seconds(expected, path[expected]), tree.seconds(tree.epochs(), path[tree.epochs()]));
            return cost * schedules.risk / opportunity;
        }

        CandidateResult found() {
            Optional<Plan> plan = best.length == 0 ? Optional.empty() : Optional.of(schedules.plan(best));
            return stopped
                    ? CandidateResult.stopped(plan, tree.stateCount())
                    : CandidateResult.complete(plan, tree.stateCount());
        }
    }
}
