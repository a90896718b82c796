package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.regret.DrawSource.Draw;
import io.github.jqodi.bench.replay.Outcome;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One draw, played by beliefs and ways to act on them, beside one who knows K of every pair. For one thread. */
final class PlayedDraw {
    private final RegretWorld world;
    private final Draw draw;
    private final double price;
    private final Outcome known;
    private final Map<QuantizedModel, Outcome> knownPairs = new HashMap<>();
    private final double missJoules;

    /**
     * Plays it with K known.
     *
     * @param world where
     * @param draw what is true
     * @param price of a miss, in cheapest plans of one who knows the distribution of K
     */
    PlayedDraw(RegretWorld world, Draw draw, double price) {
        this.world = world;
        this.draw = draw;
        this.price = price;
        this.known = world.known(draw);
        this.missJoules = price
                * world.reference(draw.distribution().orElseGet(world::ownBeliefs), price)
                        .orElse(0);
    }

    /** Whether one who knows K can end it in time. */
    boolean isPossible() {
        return known.inTime();
    }

    /** The regret of a belief in all ways, in their order. */
    List<DrawRegret> regrets(Belief belief, List<Way> ways) {
        Map<Way, Outcome> played = new HashMap<>();
        ways.forEach(way -> played.put(way, world.play(draw, belief, way, price)));
        return ways.stream()
                .map(way -> regret(
                        belief,
                        get(played, way),
                        way == Way.ONCE ? Optional.ofNullable(played.get(Way.EVERY_EPOCH)) : Optional.empty()))
                .toList();
    }

    /** The regret of one who knows K: none. */
    DrawRegret none() {
        return new DrawRegret(known, known.joules(), 0, 0, 0, 0);
    }

    private static Outcome get(Map<Way, Outcome> played, Way way) {
        return java.util.Objects.requireNonNull(played.get(way));
    }

    /**
     * Splits a regret.
     *
     * @param closed the same belief with the loop closed, where its own is open
     */
    private DrawRegret regret(Belief belief, Outcome own, Optional<Outcome> closed) {
        double looking = looking(belief, own);
        Optional<Outcome> best = own.pair().map(this::known).filter(Outcome::inTime);
        if (best.isEmpty()) {
            return new DrawRegret(own, known.joules(), looking, cost(own) - known.joules(), 0, 0);
        }
        double loop = closed.filter(other -> other.pair().equals(own.pair()))
                .map(other -> cost(own) - cost(other))
                .orElse(0.0);
        double pair = best.get().joules() - known.joules();
        return new DrawRegret(
                own,
                known.joules(),
                looking,
                pair,
                cost(own) - loop - best.get().joules(),
                loop);
    }

    private double cost(Outcome outcome) {
        return outcome.joules() + (outcome.inTime() ? 0 : missJoules);
    }

    private Outcome known(QuantizedModel pair) {
        return knownPairs.computeIfAbsent(pair, only -> world.known(draw, only));
    }

    /** The epochs of pairs that were looked at and not taken; those of the pair taken are the first of its run. */
    private double looking(Belief belief, Outcome own) {
        int taken = own.pair().map(world::indexOf).orElse(-1);
        double joules = 0;
        for (int i = 0; i < belief.shown().size(); i++) {
            joules += i == taken ? 0 : world.lookingJoules(i, belief.shown().get(i));
        }
        return joules;
    }
}
