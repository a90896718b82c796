package io.github.jqodi.report;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Costs of the pair that a plan has chosen, at every place where it could run. */
final class PlanCosts {
    private final Scenario scenario;
    private final Candidate candidate;
    private final Optional<Inference> task;

    private PlanCosts(Scenario scenario, Candidate candidate) {
        this.scenario = scenario;
        this.candidate = candidate;
        this.task = scenario.task() == Task.INFERENCE ? scenario.inference() : Optional.empty();
    }

    static PlanCosts of(Problem problem, Plan plan) {
        Candidate candidate = problem.assess()
                .candidate(plan.pair())
                .orElseThrow(() -> Check.invalid(
                        "plan",
                        plan.pair(),
                        "must be of a pair the problem can choose",
                        "Maybe it is of another problem."));
        return new PlanCosts(problem.scenario(), candidate);
    }

    Scenario scenario() {
        return scenario;
    }

    /** Whether an inference is the task, and what stands for an epoch. */
    boolean isInference() {
        return task.isPresent();
    }

    /** Time and energy of an epoch, or of the inference that is the task. */
    Cost cost(Action action, int epoch) {
        return task.isPresent()
                ? candidate.costs().inference(action, task.get())
                : candidate.costs().epoch(action, epoch);
    }

    /** From which epoch on costs stay the same. */
    int steadyFromEpoch() {
        return isInference() ? 1 : candidate.costs().steadyFromEpoch();
    }

    List<EdgeServer> servers() {
        return candidate.actions().servers();
    }

    List<Integer> cuts() {
        return candidate.actions().cuts();
    }

    /** Whether no server takes part. */
    boolean isDeviceAlone(Action action) {
        return candidate.isDeviceAlone(action);
    }

    Action action(Segment segment) {
        return candidate.actionsOf(List.of(segment)).get(0);
    }

    /** When each segment begins, and the last one ends; seconds from the start of the run. */
    double[] clock(Plan plan) {
        List<Double> times = new ArrayList<>();
        double now = plan.setup().seconds();
        String before = "";
        for (Segment segment : plan.schedule()) {
            times.add(now);
            Action action = action(segment);
            boolean isSwitch =
                    !before.isEmpty() && !before.equals(action.server().name());
            now += (isSwitch ? action.server().switchSeconds() : 0) + seconds(action, segment);
            before = action.server().name();
        }
        times.add(now);
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double seconds(Action action, Segment segment) {
        double seconds = 0;
        int epoch = segment.fromEpoch();
        for (; epoch <= segment.toEpoch() && epoch < steadyFromEpoch(); epoch++) {
            seconds += cost(action, epoch).seconds();
        }
        int left = segment.toEpoch() - epoch + 1;
        return left > 0 ? seconds + left * cost(action, epoch).seconds() : seconds;
    }
}
