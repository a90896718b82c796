package io.github.jqodi.bench.replay;

import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.LinkName;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.ResourceChanges;
import io.github.jqodi.control.RunController;
import io.github.jqodi.control.ServerState;
import io.github.jqodi.cost.Action;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does what a {@link RunController} says, and tells it what happens. */
final class ControllerPolicy implements Policy {
    private final ReplayWorld world;
    private final RunController controller;
    private final boolean watches;
    private final Map<String, ServerState> told = new HashMap<>();
    private @Nullable Situation before;
    private boolean waits;
    private String reason = "";

    /**
     * Starts a run.
     *
     * @param world where
     * @param options how it is controlled
     * @param watches whether epochs under way may be broken off
     */
    ControllerPolicy(ReplayWorld world, ControlOptions options, boolean watches) {
        this.world = world;
        this.watches = watches;
        this.controller = RunController.start(world.problem(), options);
    }

    @Override
    public void seen(String server, double bitsPerSecond, double forSeconds) {
        controller.rateSeen(LinkName.ofDevice(server), bitsPerSecond, forSeconds);
    }

    @Override
    public Optional<QuantizedModel> start(Situation now) {
        tell(now);
        before = now;
        Decision decision = controller.next();
        Optional<QuantizedModel> pair = decision.epoch().map(NextEpoch::pair);
        waits = decision.isWaiting();
        reason = pair.map(chosen -> "takes " + chosen.label()).orElse(decision.why());
        return pair;
    }

    @Override
    public Optional<Action> next(Situation now) {
        tell(now);
        Decision decision = controller.next();
        reason = decision.why();
        waits = decision.isWaiting();
        return decision.epoch().map(epoch -> new Action(world.server(epoch.server()), epoch.cut()));
    }

    /** Tells what has happened since the last decision; a setup is part of the first epoch. */
    private void tell(Situation now) {
        Situation then = before;
        if (then != null && now.epochsDone() > then.epochsDone()) {
            controller.observe(
                    now.losses().get(now.epochsDone() - 1),
                    now.seconds() - then.seconds(),
                    now.joules() - then.joules());
            before = now;
        } else if (then != null && waits) {
            controller.waited(now.seconds() - then.seconds());
            before = now;
        }
        tellServers(now);
    }

    private void tellServers(Situation now) {
        ResourceChanges news = ResourceChanges.NONE;
        for (Map.Entry<String, ServerState> entry : now.servers().entrySet()) {
            String name = entry.getKey();
            ServerState state = entry.getValue();
            ServerState known = told.getOrDefault(name, ServerState.NOMINAL);
            if (state.isUp() != known.isUp()) {
                news = state.isUp() ? news.withUp(name) : news.withDown(name);
            }
            if (state.slowDown() != known.slowDown()) {
                news = news.withSlowDown(name, state.slowDown());
            }
            told.put(name, state);
        }
        if (!news.equals(ResourceChanges.NONE)) {
            controller.resourcesChanged(news);
        }
    }

    @Override
    public boolean waits() {
        return waits;
    }

    @Override
    public boolean watches() {
        return watches;
    }

    @Override
    public boolean breaksOff(Situation now, EpochUnderWay epoch) {
        tellServers(now);
        Optional<String> why = controller.whyBreakOff(now.seconds() - epoch.begunSeconds(), epoch.restSeconds());
        why.ifPresent(text -> reason = text);
        return why.isPresent();
    }

    @Override
    public void brokenOff(Situation now) {
        Situation then = before;
        if (then != null) {
            controller.brokenOff(now.seconds() - then.seconds(), now.joules() - then.joules());
        }
        before = now;
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
