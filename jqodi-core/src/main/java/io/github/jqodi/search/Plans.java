package io.github.jqodi.search;

import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes plans of schedules, with the inference where it is cheapest. */
public final class Plans {
    private Plans() {}

    /**
     * A plan of one action per epoch, all effective.
     *
     * @return empty if an inference is asked for and can run nowhere
     */
    public static Optional<Plan> of(Problem problem, Candidate candidate, Rule rule, List<Action> actions) {
        OptionalDouble samples = problem.scenario().inferenceSamples();
        if (samples.isEmpty()) {
            return Optional.of(Plan.of(problem, candidate, rule, actions, Optional.empty()));
        }
        return candidate
                .cheapestInference(samples.getAsDouble())
                .map(place -> Plan.of(problem, candidate, rule, actions, Optional.of(place)));
    }
}
