package io.github.jqodi.bench.replay;

import io.github.jqodi.control.RateForecast;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans the remaining epochs again whenever a trigger fires and commits one action; the fastest where nothing fits. */
final class RollingPolicy implements Policy {
    private final Foresight foresight;
    private final FastestPolicy otherwise;
    private final Trigger trigger;
    private final double firstGuess;
    private @Nullable FollowedPlan followed;
    private String reason = "";

    RollingPolicy(ReplayWorld world, RateForecast forecast, Trigger trigger) {
        this.foresight = new Foresight(world, forecast);
        this.otherwise = new FastestPolicy(world);
        this.trigger = trigger;
        this.firstGuess = world.secondsPerEpoch();
    }

    @Override
    public Optional<QuantizedModel> start(Situation now) {
        Optional<Plan> plan = plan(now);
        return plan.map(Plan::pair).or(() -> otherwise.start(now));
    }

    @Override
    public Optional<Action> next(Situation now) {
        FollowedPlan plan = followed;
        if (plan == null || trigger.fires(now, plan)) {
            plan(now);
            plan = followed;
        } else {
            reason = "as planned";
        }
        return plan == null ? otherwise.next(now) : Optional.of(plan.next(now));
    }

    private Optional<Plan> plan(Situation now) {
        double perEpoch = followed == null ? firstGuess : followed.secondsPerEpoch();
        Optional<Plan> plan = foresight.plan(now, perEpoch);
        followed = plan.map(best -> new FollowedPlan(
                        now,
                        foresight.actions(best),
                        best.robust().seconds() / best.robust().epochs(),
                        foresight))
                .orElse(null);
        reason = plan.map(best -> "plans " + best).orElse("nothing fits; the fastest");
        return plan;
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
