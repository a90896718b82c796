package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.replay.InOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Draws of one source in one scenario. All estimators get the same draws; equal seeds give equal results whatever the threads, and
 * the first draws of a longer study are those of a shorter one.
 */
final class RegretStudy {
    /** Who knows K of every pair. */
    static final String CLAIRVOYANT = "clairvoyant";

    /** Who knows the distribution that K of every pair is drawn from. */
    static final String DISTRIBUTION = "distribution";

    /** What the scenario's file says, drawn or not. */
    static final String SCENARIO = "scenario";

    private final RegretWorld world;
    private final DrawSource source;
    private final Settings settings;
    private final List<RegretTally> tallies = new ArrayList<>();
    private int impossible;

    /**
     * How draws are made and charged.
     *
     * @param correlation of the relative errors of any two pairs' beliefs, in [0, 1]
     * @param price of a miss, in cheapest plans of one who knows the distribution of K
     * @param threads how many draws are played at once
     */
    record Settings(double correlation, double price, int threads) {}

    /**
     * Prepares a study.
     *
     * @param kind where K comes from, for people
     * @param scenario name, for people
     * @param world where runs are played
     * @param source of K and beliefs
     * @param settings how draws are made and charged
     */
    RegretStudy(String kind, String scenario, RegretWorld world, DrawSource source, Settings settings) {
        this.world = world;
        this.source = source;
        this.settings = settings;
        tallies.add(new RegretTally(kind, scenario, CLAIRVOYANT, Way.ONCE));
        List<String> told = source.isOfScenario() ? List.of(DISTRIBUTION) : List.of(DISTRIBUTION, SCENARIO);
        told.forEach(name -> ways(false).forEach(way -> tallies.add(new RegretTally(kind, scenario, name, way))));
        source.estimators()
                .forEach(name ->
                        ways(source.learns()).forEach(way -> tallies.add(new RegretTally(kind, scenario, name, way))));
    }

    private static List<Way> ways(boolean learns) {
        return learns ? List.of(Way.values()) : List.of(Way.ONCE, Way.EVERY_EPOCH, Way.PRICED);
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
        List<Callable<List<DrawRegret>>> tasks = new ArrayList<>();
        for (int i = 0; i < draws; i++) {
            SplittableRandom own = random.split();
            tasks.add(() -> {
                List<DrawRegret> regrets = played(own);
                progress.run();
                return regrets;
            });
        }
        InOrder.run(tasks, settings.threads).forEach(this::count);
        return this;
    }

    /** The regrets of a draw in the order of the tallies; none where even a clairvoyant could not end it in time. */
    private List<DrawRegret> played(SplittableRandom random) {
        DrawSource.Draw draw = source.draw(world.pairs(), settings.correlation, random);
        PlayedDraw played = new PlayedDraw(world, draw, settings.price);
        if (!played.isPossible()) {
            return List.of();
        }
        List<DrawRegret> regrets = new ArrayList<>(List.of(played.none()));
        regrets.addAll(played.regrets(Belief.of(draw.distribution().orElseGet(world::ownBeliefs)), ways(false)));
        if (!source.isOfScenario()) {
            regrets.addAll(played.regrets(Belief.of(world.ownBeliefs()), ways(false)));
        }
        draw.beliefs().forEach(belief -> regrets.addAll(played.regrets(belief, ways(source.learns()))));
        return regrets;
    }

    private void count(List<DrawRegret> regrets) {
        impossible += regrets.isEmpty() ? 1 : 0;
        for (int i = 0; i < regrets.size(); i++) {
            tallies.get(i).add(regrets.get(i));
        }
    }

    /** The clairvoyant, who knows the distribution, the scenario where it is another, then the source's estimators; way by way. */
    List<RegretTally> tallies() {
        return List.copyOf(tallies);
    }

    /** What every belief but the first of the source costs beyond that one, acted on in the same way. */
    List<PairedRegret> pairs() {
        List<RegretTally> first = tallies.stream()
                .filter(tally -> tally.estimator().equals(source.estimators().get(0)))
                .toList();
        return tallies.stream()
                .filter(tally -> !tally.estimator().equals(CLAIRVOYANT) && !first.contains(tally))
                .flatMap(tally -> first.stream()
                        .filter(other -> other.way() == tally.way())
                        .map(other -> new PairedRegret(tally, other)))
                .toList();
    }

    /** Draws that even a clairvoyant could not end in time; they are counted nowhere else. */
    int impossible() {
        return impossible;
    }
}
