package io.github.jqodi.bench.regret;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws of one source in one scenario. All estimators get the same draws; equal seeds give equal results, and the first draws of
 * a longer study are those of a shorter one.
 */
final class RegretStudy {
    /** Who knows K of every pair. */
    static final String CLAIRVOYANT = "clairvoyant";

    /** What the scenario's file says, drawn or not. */
    static final String SCENARIO = "scenario";

    private final RegretWorld world;
    private final DrawSource source;
    private final List<RegretTally> tallies = new ArrayList<>();
    private int impossible;

    /**
     * Prepares a study.
     *
     * @param kind where K comes from, for people
     * @param scenario name, for people
     * @param world where plans are made and run
     * @param source of K and beliefs
     */
    RegretStudy(String kind, String scenario, RegretWorld world, DrawSource source) {
        this.world = world;
        this.source = source;
        List<String> names = new ArrayList<>(List.of(CLAIRVOYANT, SCENARIO));
        names.addAll(source.estimators());
        names.forEach(name -> tallies.add(new RegretTally(kind, scenario, name)));
    }

    /**
     * Draws.
     *
     * @param draws how many
     * @param seed of all random numbers
     * @param progress is told after each
     * @return this
     */
    RegretStudy run(int draws, long seed, Runnable progress) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < draws; i++) {
            count(source.draw(world.pairs(), random.split()));
            progress.run();
        }
        return this;
    }

    /** Clairvoyant, scenario, then the source's estimators. */
    List<RegretTally> tallies() {
        return List.copyOf(tallies);
    }

    /** Draws that even a clairvoyant could not end in time; they are counted nowhere else. */
    int impossible() {
        return impossible;
    }

    private void count(DrawSource.Draw draw) {
        List<Integer> truth = draw.truth();
        Optional<Totals> best = world.clairvoyant(truth);
        if (best.isEmpty()) {
            impossible++;
            return;
        }
        List<List<EpochEstimate>> beliefs = new ArrayList<>();
        beliefs.add(truth.stream().map(k -> EpochEstimate.of(k, k)).toList());
        beliefs.add(world.ownBeliefs());
        beliefs.addAll(draw.beliefs());
        for (int i = 0; i < beliefs.size(); i++) {
            tallies.get(i).add(world, world.plan(beliefs.get(i)), truth, best.get());
        }
    }
}
