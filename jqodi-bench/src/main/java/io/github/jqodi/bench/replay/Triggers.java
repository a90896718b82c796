package io.github.jqodi.bench.replay;

import io.github.jqodi.bench.replay.Situation.ServerState;
import io.github.jqodi.control.ValueFunction;
import io.github.jqodi.cost.Action;
import io.github.jqodi.scenario.QuantizedModel;

/** When to plan again: the paper's significant change, Equation 14's value, and what is left of the schedule's slack. */
final class Triggers {
    /** Seconds over which a rate is looked at. */
    private static final double RECENT_SECONDS = 5;

    private static final double ON_COURSE = 0.5;
    private static final double CHEAPER = 0.98;
    private static final double SLOWER = 1.15;

    private Triggers() {}

    /** Before the first epoch, and when a rate or a server has changed by so much since the last plan. */
    static Trigger change(double share) {
        return (now, plan) -> now.epochsDone() == 0 || hasChanged(now, plan.made(), share);
    }

    private static boolean hasChanged(Situation now, Situation then, double share) {
        return now.rates().keySet().stream().anyMatch(server -> {
            double rate = now.rates(server).lastBitsPerSecond(RECENT_SECONDS);
            double before = then.rates(server).lastBitsPerSecond(RECENT_SECONDS);
            ServerState state = now.server(server);
            ServerState earlier = then.server(server);
            return Math.abs(rate - before) > share * before
                    || state.up() != earlier.up()
                    || Math.abs(state.slowdown() - earlier.slowdown()) > share * earlier.slowdown();
        });
    }

    /** When the loss is above the ideal curve, or the next server is down. */
    static Trigger value(ReplayWorld world) {
        return (now, plan) -> !now.server(plan.next(now).server().name()).up() || value(world, now) < ON_COURSE;
    }

    static double value(ReplayWorld world, Situation now) {
        QuantizedModel pair = now.pair().orElseThrow();
        double target = LossCourse.target(world.problem(), pair);
        double start = target * LossCourse.START;
        double loss = now.losses().isEmpty()
                ? start
                : LossCourse.asLoss(world.problem(), now.losses().get(now.epochsDone() - 1));
        return ValueFunction.of(start, target, world.deadlineSeconds()).value(now.seconds(), loss);
    }

    /**
     * When the schedule no longer fits, a next action that is at least 2 % cheaper does, the next epoch looks over 15 % slower
     * than it was planned, or an action that is no dearer is faster.
     */
    static Trigger slack(ReplayWorld world) {
        return (now, plan) -> {
            Action next = plan.next(now);
            double left = world.deadlineSeconds() - now.seconds();
            Foresight foresight = plan.foresight();
            double perEpoch = plan.secondsPerEpoch();
            if (plan.left(now) == 0 || !now.server(next.server().name()).up() || plan.secondsLeft(now, next) >= left) {
                return true;
            }
            int ahead = now.epochsDone() - plan.made().epochsDone();
            double planned = foresight.seconds(plan.made().with(now.pair().orElseThrow()), next, ahead, perEpoch);
            double seconds = foresight.seconds(now, next, 0, perEpoch);
            double joules = foresight.joules(now, next, perEpoch);
            double rest = plan.secondsLeft(now, next) - seconds;
            return seconds > SLOWER * planned
                    || foresight.open(now).stream().anyMatch(other -> {
                        double e = foresight.joules(now, other, perEpoch);
                        double t = foresight.seconds(now, other, 0, perEpoch);
                        return (e <= CHEAPER * joules && t + rest < left) || (e <= joules && t < seconds);
                    });
        };
    }
}
