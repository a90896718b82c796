package io.github.jqodi.bench.scenario;

import io.github.jqodi.bench.peer.LiteralCosts;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;

/**
 * The {@link DeadlineSpan} of a problem: of the pair of least energy without a deadline its fastest schedule, setup and the fastest
 * cell of each of the K_rob epochs, and its schedule of least energy. Read off the least cells of each epoch, without a solve.
 */
final class ProblemDeadlineSpan {
    private ProblemDeadlineSpan() {}

    static DeadlineSpan of(Problem problem) {
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        Columns columns = new Columns();
        Candidate best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Candidate candidate : problem.assess().candidates()) {
            LiteralCosts costs = costs(problem, servers, candidate);
            columns.read(costs, 1);
            double joules = candidate.setup().joules() + candidate.expectedEpochs() * columns.joules[columns.frugal()];
            if (best == null || joules < least) {
                best = candidate;
                least = joules;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("the problem has no candidate");
        }
        return of(best, costs(problem, servers, best), columns);
    }

    private static DeadlineSpan of(Candidate candidate, LiteralCosts costs, Columns columns) {
        double fastest = candidate.setup().seconds();
        double frugal = fastest;
        int steady = candidate.costs().steadyFromEpoch();
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            if (k <= steady) {
                columns.read(costs, k);
            }
            fastest += columns.seconds[columns.fastest()];
            frugal += columns.seconds[columns.frugal()];
        }
        return new DeadlineSpan(fastest, frugal);
    }

    private static LiteralCosts costs(Problem problem, LiteralCosts.Servers servers, Candidate candidate) {
        ModelVersion model = candidate.model();
        return LiteralCosts.of(problem, servers, model, candidate.quantization());
    }

    /** The cells of one epoch. */
    private static final class Columns {
        private double[] seconds = new double[0];
        private double[] joules = new double[0];

        void read(LiteralCosts costs, int epoch) {
            if (seconds.length != costs.cells()) {
                seconds = new double[costs.cells()];
                joules = new double[costs.cells()];
            }
            costs.row(epoch, seconds, joules);
        }

        int fastest() {
            return least(seconds, joules);
        }

        int frugal() {
            return least(joules, seconds);
        }

        /** The least of the first, among equals the least of the second. */
        private static int least(double[] first, double[] second) {
            int least = 0;
            for (int i = 1; i < first.length; i++) {
                if (first[i] < first[least] || (first[i] == first[least] && second[i] < second[least])) {
                    least = i;
                }
            }
            return least;
        }
    }
}
