package io.github.jqodi.bench.replay;

import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.RunController;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A world whose rates are as the scenario states, epoch by epoch, and in which nothing fails: what is uncertain is how long
 * training takes. Runs are played by the loop of the replay. Immutable; thread-safe.
 */
public final class StatedWorld {
    private final ReplayWorld world;

    private StatedWorld(ReplayWorld world) {
        this.world = world;
    }

    /**
     * The world of a problem.
     *
     * @param problem scenario, beliefs and costs
     * @return the world
     * @throws IllegalArgumentException if it is not about fine-tuning, or nothing can be trained
     */
    public static StatedWorld of(Problem problem) {
        return new StatedWorld(ReplayWorld.stated(problem));
    }

    /**
     * {@return what may be trained}
     */
    public List<Candidate> candidates() {
        return world.candidates();
    }

    /**
     * Plays a run to its end: with the epoch that reaches the target, at the deadline or when the controller gives up.
     *
     * @param beliefs about the epochs of all pairs
     * @param epochs that each pair really needs
     * @param losses that pairs show, in multiples of their targets; others follow a power law
     * @param options of the controller
     * @param isOnce whether its first schedule is followed to the end, its last action held on after it
     * @return what came of it
     */
    public Outcome play(
            Estimators beliefs,
            Map<QuantizedModel, Integer> epochs,
            Map<QuantizedModel, SimulatedLosses> losses,
            ControlOptions options,
            boolean isOnce) {
        ReplayWorld believed = world.believing(beliefs);
        Policy policy = isOnce ? new HeldPolicy(believed, options) : new ControllerPolicy(believed, options, false);
        return new JobRun(believed, Job.undisturbed(epochs, losses), policy, line -> {}).play();
    }

    /**
     * The energy that the price of a miss is counted in: of the cheapest plan at the start.
     *
     * @param beliefs about the epochs of all pairs
     * @param options of the controller
     * @return joules; empty if no pair can be trained
     */
    public OptionalDouble referenceJoules(Estimators beliefs, ControlOptions options) {
        RunController controller = RunController.start(world.believing(beliefs).problem(), options);
        controller.next();
        return controller.state().referenceObjective();
    }
}
