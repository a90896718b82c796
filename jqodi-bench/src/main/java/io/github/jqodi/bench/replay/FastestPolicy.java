package io.github.jqodi.bench.replay;

import io.github.jqodi.control.RateForecasts;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Comparator;
import java.util.Optional;

/** Takes the pair and, epoch by epoch, the action that look fastest, whatever their energy. */
final class FastestPolicy implements Policy {
    private final ReplayWorld world;
    private final Foresight foresight;

    FastestPolicy(ReplayWorld world) {
        this.world = world;
        this.foresight = new Foresight(world, RateForecasts.LAST);
    }

    @Override
    public Optional<QuantizedModel> start(Situation now) {
        return world.candidates().stream()
                .min(Comparator.comparingDouble(candidate -> seconds(now, candidate)))
                .map(Candidate::pair);
    }

    private double seconds(Situation now, Candidate candidate) {
        Situation chosen = now.with(candidate.pair());
        Action fastest = foresight.fastest(chosen, 1);
        return candidate.setup().seconds() + candidate.robustEpochs() * foresight.seconds(chosen, fastest, 0, 1);
    }

    @Override
    public Optional<Action> next(Situation now) {
        return Optional.of(foresight.fastest(now, 1));
    }

    @Override
    public int plans() {
        return 0;
    }

    @Override
    public String reason() {
        return "the fastest now";
    }
}
