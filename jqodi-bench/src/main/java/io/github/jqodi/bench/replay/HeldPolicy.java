package io.github.jqodi.bench.replay;

import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.RunController;
import io.github.jqodi.cost.Action;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Follows the first schedule of a {@link RunController} whatever happens, and holds on to its last action after the end; where that
 * cannot be taken, the fastest one is.
 */
final class HeldPolicy implements Policy {
    private final ReplayWorld world;
    private final RunController controller;
    private final FastestPolicy otherwise;
    private final List<Action> schedule = new ArrayList<>();
    private String reason = "";

    HeldPolicy(ReplayWorld world, ControlOptions options) {
        this.world = world;
        this.controller = RunController.start(world.problem(), options);
        this.otherwise = new FastestPolicy(world);
    }

    @Override
    public Optional<QuantizedModel> start(Situation now) {
        Decision decision = controller.next();
        reason = decision.why();
        controller.state().committed().ifPresent(plan -> plan.steps().forEach(this::schedule));
        return decision.epoch().map(NextEpoch::pair);
    }

    private void schedule(Step step) {
        schedule.addAll(Collections.nCopies(step.epochs(), new Action(world.server(step.server()), step.cut())));
    }

    @Override
    public Optional<Action> next(Situation now) {
        Action planned = schedule.get(Math.min(now.epochsDone(), schedule.size() - 1));
        boolean isOpen = world.profile(now.pair().orElseThrow(), planned, now.epochsDone() + 1)
                .isPresent();
        reason = isOpen ? "as planned" : otherwise.reason();
        return isOpen ? Optional.of(planned) : otherwise.next(now);
    }

    @Override
    public int plans() {
        return controller.state().plans();
    }

    @Override
    public String reason() {
        return reason;
    }
}
