package io.github.jqodi.bench.reproduce;

import io.github.jqodi.cost.Cost;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Scenario;

/**
 * The run of training that one of the paper's strategies decides on, of typical length, the same action in every epoch.
 *
 * @param strategy as the paper names it
 * @param problem costs and target
 * @param plan what was decided
 * @param epochCost of each epoch
 * @param reachesTarget whether any number of epochs does
 */
record Run(String strategy, Problem problem, Plan plan, Cost epochCost, boolean reachesTarget) {
    static Run of(String strategy, Problem problem, Plan plan, boolean reachesTarget) {
        Segment segment = plan.schedule().get(0);
        Cost cost = problem.costModel()
                .costs(problem.scenario(), plan.pair())
                .epoch(Decision.action(problem, segment.server().orElseThrow(), segment.cut()), 1);
        return new Run(strategy, problem, plan, cost, reachesTarget);
    }

    Scenario scenario() {
        return problem.scenario();
    }

    String server() {
        return plan.schedule().get(0).server().orElseThrow();
    }

    /** K_exp, or what fits in time where the target is never reached. */
    int epochs() {
        return plan.nominal().epochs();
    }

    double seconds() {
        return plan.nominal().seconds();
    }

    double joules() {
        return plan.nominal().joules();
    }

    double seconds(Node node) {
        return epochs() * node.seconds(scenario(), server(), epochCost);
    }

    double joules(Node node) {
        return epochs() * node.joules(scenario(), server(), epochCost);
    }

    Value decision() {
        return Decision.of(plan);
    }

    boolean inTime() {
        return seconds() < scenario().target().deadlineSeconds();
    }
}
