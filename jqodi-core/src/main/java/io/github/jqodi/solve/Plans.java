package io.github.jqodi.solve;

import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.SchedulePolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes plans of schedules, with the inference where it has to be. */
final class Plans {
    private Plans() {}

    /**
     * A plan of one action per epoch, all effective.
     *
     * @return empty if an inference is asked for and cannot run where it would have to
     */
    static Optional<Plan> of(Problem problem, Candidate candidate, Rule rule, List<Action> actions) {
        OptionalDouble samples = problem.scenario().inferenceSamples();
        if (samples.isEmpty()) {
            return Optional.of(Plan.of(problem, candidate, rule, actions, Optional.empty()));
        }
        Optional<Action> place = problem.scenario().schedule() == SchedulePolicy.FIXED
                ? Optional.of(actions.get(0))
                : candidate.cheapestInference(samples.getAsDouble());
        return place.filter(action -> candidate
                        .costs()
                        .inference(action, samples.getAsDouble())
                        .isEffective())
                .map(action -> Plan.of(problem, candidate, rule, actions, Optional.of(action)));
    }
}
