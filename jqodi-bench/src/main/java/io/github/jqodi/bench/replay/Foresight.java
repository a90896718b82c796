package io.github.jqodi.bench.replay;

import io.github.jqodi.Planner;
import io.github.jqodi.control.RateForecast;
import io.github.jqodi.control.RateHistory;
import io.github.jqodi.control.SlowServers;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.PreparedSolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The problem as it looks before a run, by a forecast of the rates, and how long actions look in one. */
final class Foresight {
    /** Rates are not taken to be below this part of the nominal one. */
    private static final double LEAST_RATE = 1e-3;

    private final ReplayWorld world;
    private final RateForecast forecast;
    private final PreparedSolver solver;
    private final int horizon;
    private int plans;

    Foresight(ReplayWorld world, RateForecast forecast) {
        this.world = world;
        this.forecast = forecast;
        this.solver = Planner.create().withAlternatives(0).prepare(world.problem());
        this.horizon = world.candidates().stream()
                .mapToInt(Candidate::robustEpochs)
                .max()
                .orElse(1);
    }

    int plans() {
        return plans;
    }

    /** The rate of a server's link in an epoch, 0 for the next one. */
    double rate(Situation now, String server, int ahead, double secondsPerEpoch) {
        RateHistory history = now.rates(server);
        double rate = forecast.bitsPerSecond(history, ahead * secondsPerEpoch, (ahead + 1) * secondsPerEpoch);
        return Math.max(rate, LEAST_RATE * history.nominalBitsPerSecond());
    }

    /** How long an action would take in an epoch, 0 for the next one. */
    double seconds(Situation now, Action action, int ahead, double secondsPerEpoch) {
        String server = action.server().name();
        EpochProfile profile = profile(now, action).orElseThrow();
        double rate = rate(now, server, ahead, secondsPerEpoch);
        return profile.otherSeconds(now.server(server).slowDown()) + (profile.downBits() + profile.upBits()) / rate;
    }

    Optional<EpochProfile> profile(Situation now, Action action) {
        return world.profile(now.pair().orElseThrow(), action, now.epochsDone() + 1);
    }

    /** The actions that can be taken next, on servers that are up; on any if none is. */
    List<Action> open(Situation now) {
        List<Action> effective = world.candidate(now.pair().orElseThrow()).actions().stream()
                .filter(action -> profile(now, action).isPresent())
                .toList();
        List<Action> up = effective.stream()
                .filter(action -> now.server(action.server().name()).isUp())
                .toList();
        return up.isEmpty() ? effective : up;
    }

    /** The action that would take least time in the next epoch. */
    Action fastest(Situation now, double secondsPerEpoch) {
        return open(now).stream()
                .min((a, b) -> Double.compare(seconds(now, a, 0, secondsPerEpoch), seconds(now, b, 0, secondsPerEpoch)))
                .orElseThrow();
    }

    /** Plans a run that has not begun; empty if nothing fits. */
    Optional<Plan> plan(Situation now, double secondsPerEpoch) {
        plans++;
        double left = world.deadlineSeconds() - now.seconds();
        return left > 0 ? solver.solve(problem(now, secondsPerEpoch)).plan() : Optional.empty();
    }

    /** The actions of a plan, epoch by epoch. */
    List<Action> actions(Plan plan) {
        List<Action> actions = new ArrayList<>();
        for (Segment segment : plan.schedule()) {
            EdgeServer server = world.server(segment.server().orElseThrow());
            actions.addAll(Collections.nCopies(
                    segment.toEpoch() - segment.fromEpoch() + 1, new Action(server, segment.cut())));
        }
        return actions;
    }

    private Problem problem(Situation now, double secondsPerEpoch) {
        Problem whole = ReplayWorld.withLinks(world.problem(), server -> seen(now, server, secondsPerEpoch));
        Problem open = whole.withScenario(whole.scenario().withChoices(choices(now)));
        return SlowServers.of(now.servers()).of(open);
    }

    private Choices choices(Situation now) {
        Choices given = world.problem().scenario().choices();
        List<String> up = world.problem().scenario().edgeServers().stream()
                .map(EdgeServer::name)
                .filter(name -> given.servers().allows(name) && now.server(name).isUp())
                .toList();
        return up.isEmpty() ? given : given.withServers(Selection.only(up));
    }

    private EdgeServer seen(Situation now, EdgeServer server, double secondsPerEpoch) {
        return server.withDeviceLink(
                forecast(now, server.name(), server.deviceLink().orElseThrow(), secondsPerEpoch));
    }

    /** A link with its forecast. */
    private Link forecast(Situation now, String server, Link link, double secondsPerEpoch) {
        double upRatio = ReplayWorld.upRatio(link);
        List<Double> down = new ArrayList<>();
        double[] ahead = new double[horizon];
        int last = 0;
        for (int i = 0; i < horizon; i++) {
            ahead[i] = rate(now, server, i, secondsPerEpoch);
            last = i > 0 && ahead[i] != ahead[i - 1] ? i : last;
        }
        for (int i = 0; i <= last; i++) {
            down.add(ahead[i]);
        }
        boolean own = link.uplinkBitsPerSecond().isPresent()
                || !link.uplinkBitsPerSecondByEpoch().isEmpty();
        return link.toBuilder()
                .bitsPerSecondByEpoch(down)
                .uplinkBitsPerSecond(
                        own ? OptionalDouble.of(down.get(down.size() - 1) * upRatio) : OptionalDouble.empty())
                .uplinkBitsPerSecondByEpoch(
                        own ? down.stream().map(rate -> rate * upRatio).toList() : List.of())
                .build();
    }
}
