package io.github.jqodi.bench.replay;

import io.github.jqodi.control.RateForecast;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Optional;

/** Plans once, before the setup, and follows the schedule; its last action is held on after its end. */
final class OncePolicy implements Policy {
    private final Foresight foresight;
    private final FastestPolicy otherwise;
    private final double firstGuess;
    private List<Action> schedule = List.of();
    private String reason = "";

    OncePolicy(ReplayWorld world, RateForecast forecast) {
        this.foresight = new Foresight(world, forecast);
        this.otherwise = new FastestPolicy(world);
        this.firstGuess = world.secondsPerEpoch();
    }

    @Override
    public Optional<QuantizedModel> start(Situation now) {
        Optional<Plan> first = foresight.plan(now, firstGuess);
        // what falls into which epoch depends on how long epochs take
        Optional<Plan> plan = first.flatMap(known -> foresight
                .plan(now, known.robust().seconds() / known.robust().epochs())
                .or(() -> first));
        schedule = plan.map(foresight::actions).orElse(List.of());
        reason = plan.map(best -> "plans once: " + best).orElse("nothing fits; the fastest");
        return plan.map(Plan::pair).or(() -> otherwise.start(now));
    }

    @Override
    public Optional<Action> next(Situation now) {
        if (schedule.isEmpty()) {
            return otherwise.next(now);
        }
        reason = "as planned";
        return Optional.of(schedule.get(Math.min(now.epochsDone(), schedule.size() - 1)));
    }

    @Override
    public int plans() {
        return foresight.plans();
    }

    @Override
    public String reason() {
        return reason;
    }
}
