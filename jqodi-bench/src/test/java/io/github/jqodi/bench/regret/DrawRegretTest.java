package io.github.jqodi.bench.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.regret.DrawSource.Draw;
import io.github.jqodi.control.CurveBelief;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.scenario.QuantizedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Regrets worked out by hand. An epoch takes 1 s on the fast server and 3 s on the slow one; it takes 10 J and 2 J of model a, 11 J and
 * 3 J of model b. The deadline is 10 s, so that of n epochs at least x run fast where 3 n - 2 x is below 10.
 */
class DrawRegretTest {
    private static final double TINY = 1e-9;
    private static final double PRICE = 10;

    /** Of 4 epochs two run fast: 24 J of a, 28 J of b. Of 6 epochs five do: 52 J of a. */
    private static final double FOUR_OF_A = 24;

    private static final double FOUR_OF_B = 28;
    private static final double SIX_OF_A = 52;

    private static RegretWorld world() throws IOException {
        String entries = entry("a", "fast", 1, 10) + ", " + entry("a", "slow", 3, 2) + ", " + entry("b", "fast", 1, 11)
                + ", " + entry("b", "slow", 3, 3);
        String text = """
                {"format": "jqodi-scenario/1", "name": "two models, two servers",
                 "target": {"deadlineSeconds": 10, "loss": 0.05},
                 "edgeServers": [{"name": "fast"}, {"name": "slow"}], "bitWidths": [8],
                 "models": [{"name": "a", "loss": 0.04, "cuts": [1]}, {"name": "b", "loss": 0.04, "cuts": [1]}],
                 "costs": {"kind": "measured", "entries": [%s]},
                 "estimates": [{"model": "a", "bits": 8, "epochs": {"expected": 4, "robust": 4}},
                               {"model": "b", "bits": 8, "epochs": {"expected": 4, "robust": 4}}]}
                """.formatted(entries);
        return new RegretWorld(ScenarioJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static String entry(String model, String server, int seconds, int joules) {
        return "{\"model\": \"%s\", \"bits\": 8, \"server\": \"%s\", \"cut\": 1, \"seconds\": %d, \"joules\": %d}"
                .formatted(model, server, seconds, joules);
    }

    private static EpochEstimate just(int epochs) {
        return EpochEstimate.of(epochs, epochs);
    }

    private static List<EpochEstimate> points(int a, int b) {
        return List.of(just(a), just(b));
    }

    private static Draw draw(int a, int b) {
        return new Draw(List.of(a, b), Optional.of(points(a, b)), List.of(), List.of());
    }

    private static DrawRegret regret(Draw draw, Belief belief, Way way) throws IOException {
        PlayedDraw played = new PlayedDraw(world(), draw, PRICE);
        assertTrue(played.isPossible());
        List<Way> ways = List.of(Way.values());
        return played.regrets(belief, ways).get(ways.indexOf(way));
    }

    private static void assertParts(DrawRegret regret, double pair, double width, double loop) {
        assertEquals(pair, regret.pair(), TINY, regret.toString());
        assertEquals(width, regret.width(), TINY, regret.toString());
        assertEquals(loop, regret.loop(), TINY, regret.toString());
    }

    @Test
    void whoKnowsEverythingRegretsNothing() throws IOException {
        for (Way way : Way.values()) {
            DrawRegret regret = regret(draw(4, 4), Belief.of(points(4, 4)), way);
            assertParts(regret, 0, 0, 0);
            assertEquals(FOUR_OF_A, regret.outcome().joules(), TINY);
            assertEquals(FOUR_OF_A, regret.knownJoules(), TINY);
        }
    }

    /** 6 epochs of a would take 52 J, so b is taken for 28 J where a takes 24 J. */
    @Test
    void theWrongPair() throws IOException {
        for (Way way : Way.values()) {
            assertParts(regret(draw(4, 4), Belief.of(points(6, 4)), way), FOUR_OF_B - FOUR_OF_A, 0, 0);
        }
    }

    /** For 4 or 6 epochs, five of six run fast, and the slow one comes while it is sure to come: 32 J where 24 J would do. */
    @Test
    void theWidthOfTheBelief() throws IOException {
        EpochEstimate wide = EpochEstimate.pmf(List.of(0.0, 0.0, 0.0, 0.5, 0.0, 0.5), 0);
        Belief belief = Belief.of(List.of(wide, just(9)));
        for (Way way : Way.values()) {
            assertParts(regret(draw(4, 9), belief, way), 0, 32 - FOUR_OF_A, 0);
            assertParts(regret(draw(6, 9), belief, way), 0, 0, 0);
        }
    }

    /**
     * Planned for 4 epochs, slow ones first, and in need of 5, a run is at 8 s after the fourth. Held on to, the last action, fast,
     * ends the fifth at 9 s, for the 34 J that who knows of 5 epochs spends.
     */
    @Test
    void aRunThatGoesOnAfterItsScheduleHoldsOnToTheLastAction() throws IOException {
        DrawRegret once = regret(draw(5, 9), Belief.of(points(4, 9)), Way.ONCE);
        assertTrue(once.outcome().inTime());
        assertEquals(34, once.outcome().joules(), TINY);
        assertParts(once, 0, 0, 0);
    }

    /** The sixth epoch would end at 10 s, which is too late: 44 J, or 34 J where that is seen, and ten times the 52 J of a. */
    @Test
    void aMissHasItsPrice() throws IOException {
        Belief belief = Belief.of(points(4, 9));
        DrawRegret once = regret(draw(6, 9), belief, Way.ONCE);
        DrawRegret again = regret(draw(6, 9), belief, Way.EVERY_EPOCH);
        assertFalse(once.outcome().inTime());
        assertFalse(again.outcome().inTime());
        assertEquals(34, again.outcome().joules(), TINY);
        assertParts(again, 0, 34 + PRICE * SIX_OF_A - SIX_OF_A, 0);
        assertParts(once, 0, 34 + PRICE * SIX_OF_A - SIX_OF_A, 10);
        assertEquals(once.outcome().joules() + PRICE * SIX_OF_A - SIX_OF_A, once.total(), TINY);
    }

    /** Eleven fast epochs are too late even for one who knows: all of that is the pair's. */
    @Test
    void aPairThatCannotBeInTimeIsTheWrongOne() throws IOException {
        DrawRegret regret = regret(draw(11, 4), Belief.of(points(4, 9)), Way.ONCE);
        assertFalse(regret.outcome().inTime());
        double missed = regret.outcome().joules() + PRICE * FOUR_OF_B;
        assertParts(regret, missed - FOUR_OF_B, 0, 0);
    }

    @Test
    void aDrawThatNobodyCanEndInTimeIsTold() throws IOException {
        assertFalse(new PlayedDraw(world(), draw(10, 10), PRICE).isPossible());
    }

    /** For fear of 6 epochs one of the first two runs fast; that 4 suffice is learnt after them, early enough for a second slow one. */
    @Test
    void whatIsLearntFromLossesNarrowsTheBelief() throws IOException {
        EpochEstimate wide = EpochEstimate.pmf(List.of(0.0, 0.0, 0.0, 0.5, 0.0, 0.5), 0);
        CurveBelief learning = (pair, losses) -> losses.size() >= 2 ? Optional.of(just(4)) : Optional.empty();
        Belief belief = new Belief(List.of(wide, just(9)), List.of(0, 0), learning);
        DrawRegret priced = regret(draw(4, 9), belief, Way.PRICED);
        DrawRegret learnt = regret(draw(4, 9), belief, Way.LEARNING);
        assertParts(priced, 0, 32 - FOUR_OF_A, 0);
        assertParts(learnt, 0, 0, 0);
    }

    /** Two epochs of b at 3 J were looked at, and a was taken, whose own are the first of the run. */
    @Test
    void lookingAtOtherPairsIsCharged() throws IOException {
        Belief belief = new Belief(points(4, 4), List.of(1, 2), CurveBelief.NONE);
        DrawRegret regret = regret(draw(4, 4), belief, Way.ONCE);
        assertEquals(6, regret.looking(), TINY);
        assertEquals(0, regret.total(), TINY);
    }

    /** That a pair may never get there keeps it from being planned with a confidence, not with a price. */
    @Test
    void aPricedMissAdmitsWhatMayNeverGetThere() throws IOException {
        EpochEstimate doubtful = EpochEstimate.pmf(List.of(0.0, 0.0, 0.0, 0.8), 0.2);
        Belief belief = Belief.of(List.of(doubtful, doubtful));
        DrawRegret confident = regret(draw(4, 4), belief, Way.EVERY_EPOCH);
        assertTrue(confident.outcome().pair().isEmpty());
        assertParts(confident, PRICE * FOUR_OF_A - FOUR_OF_A, 0, 0);
        assertParts(regret(draw(4, 4), belief, Way.PRICED), 0, 0, 0);
    }

    @Test
    void coupledDrawsHaveTheCorrelationAskedFor() {
        for (double correlation : new double[] {0, 0.3, 0.7, 1}) {
            SplittableRandom random = new SplittableRandom(5);
            double together = 0;
            double square = 0;
            for (int i = 0; i < 40_000; i++) {
                List<Double> drawn = DrawSource.coupled(2, correlation, random, () -> random.nextDouble() - 0.5);
                together += drawn.get(0) * drawn.get(1);
                square += drawn.get(0) * drawn.get(0);
            }
            assertEquals(correlation, together / square, 0.02);
            assertEquals(1 / 12.0, square / 40_000, 0.002);
        }
    }

    /** Where all pairs err alike, their order is right far more often. */
    @Test
    void correlatedErrorsLeaveTheOrderOfPairsAlone() throws IOException {
        SeedDraws source = new SeedDraws(wideSeeds(), List.of());
        assertTrue(pairRegret(source, 1) < 0.5 * pairRegret(source, 0));
    }

    private static double pairRegret(DrawSource source, double correlation) throws IOException {
        RegretStudy.Settings settings = new RegretStudy.Settings(correlation, PRICE, 2);
        return new RegretStudy("seeds", "paper-data2", Regret.world("paper-data2"), source, settings)
                .run(40, 3, () -> {}).tallies().stream()
                        .filter(tally -> tally.estimator().equals("largest-seed") && tally.way() == Way.ONCE)
                        .mapToDouble(tally -> tally.percent(DrawRegret::pair).value())
                        .sum();
    }

    private static List<SeedRun> wideSeeds() {
        SplittableRandom random = new SplittableRandom(12);
        List<SeedRun> runs = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            for (int s = 0; s < 6; s++) {
                int epochs = (int) Math.rint(50 * (0.7 + 0.6 * random.nextDouble()));
                runs.add(new SeedRun("configuration" + c, "0.5", "seed" + s, OptionalInt.of(epochs)));
            }
        }
        return runs;
    }

    @Test
    void pairsAreFoundByName() throws IOException {
        RegretWorld world = world();
        assertEquals(1, world.indexOf(world.pairs().get(1).pair()));
        QuantizedModel other = Regret.world("paper-data1").pairs().get(0).pair();
        assertEquals(-1, world.indexOf(other));
    }
}
