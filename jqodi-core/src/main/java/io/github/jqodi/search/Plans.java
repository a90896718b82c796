package io.github.jqodi.search;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** Makes plans of schedules, with the inference where it is cheapest. */
public final class Plans {
    private Plans() {}

    /**
     * A plan of one action per epoch, all effective.
     *
     * @return empty if an inference is asked for and can run nowhere
     */
    public static Optional<Plan> of(Problem problem, Candidate candidate, Rule rule, List<Action> actions) {
        return of(problem, candidate, rule, actions, Stopped.NEVER);
    }

    /**
     * The same as long as nobody says stop.
     *
     * @param stop asked now and then; true ends the work by {@link Stopped}
     */
    public static Optional<Plan> of(
            Problem problem, Candidate candidate, Rule rule, List<Action> actions, BooleanSupplier stop) {
        OptionalDouble samples = problem.scenario().inferenceSamples();
        Optional<Action> place =
                samples.isPresent() ? candidate.cheapestInference(samples.getAsDouble(), stop) : Optional.empty();
        return samples.isPresent() && place.isEmpty()
                ? Optional.empty()
                : Optional.of(Plan.of(problem, candidate, rule, ScoreReadings.DEFAULT, actions, place, stop));
    }
}
