package io.github.jqodi.search;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.plan.Rule;
import java.util.Optional;
import java.util.OptionalDouble;

/** Equation 15 as a solver: {@link BellmanRecursion} over the weights of the rule, every epoch up to K_rob in time. */
final class BellmanSearch implements CandidateSearch {
    /** Costs of actions in epochs it is willing to look at for one candidate. */
    static final double MAX_STEPS = 1e6;
    /** Labels it is willing to keep for one candidate. */
    static final long MAX_LABELS = 2_000_000;

    @Override
    public Optional<String> refusal(CandidateTask task) {
        // the score of a single epoch is its energy, whatever it takes
        if (task.options().rule() == Rule.PAPER && task.searched().robustEpochs() > 1) {
            return Optional.of("bellman adds up energies; rule paper divides them by times");
        }
        double steps =
                (double) task.searched().robustEpochs() * task.table().actions().size();
        return steps <= MAX_STEPS
                ? Optional.empty()
                : Optional.of("bellman would have to look at "
                        + task.table().actions().size() + " actions in "
                        + task.searched().robustEpochs() + " epochs, its limit is " + (long) MAX_STEPS
                        + " of them together");
    }

    @Override
    public BoundedSearch open(CandidateTask task) {
        return () -> search(task);
    }

    private static CandidateResult search(CandidateTask task) {
        Schedules schedules = new Schedules(task);
        long most = Math.min(MAX_LABELS, task.maxLabels());
        BellmanRecursion recursion = new BellmanRecursion(task, schedules.weights, OptionalDouble.empty(), most);
        Optional<BellmanRecursion.Policy> best = recursion.solve();
        return CandidateResult.complete(
                best.map(policy -> schedules.plan(policy.columns(), Stopped.NEVER)), recursion.labels());
    }
}
