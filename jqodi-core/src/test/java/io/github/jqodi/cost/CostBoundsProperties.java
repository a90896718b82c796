package io.github.jqodi.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.testing.RandomGoals;
import io.github.jqodi.testing.RandomPractice;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Bounds, filtered tables and plain cells against the itemised costs. */
class CostBoundsProperties {
    @Property(tries = 1500, seed = "20261127", shrinking = ShrinkingMode.OFF)
    void everyCostLiesBetweenItsBounds(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        for (Candidate candidate : given.problem().assess().candidates()) {
            Optional<CostBounds> bounds = candidate.costs().bounds(candidate.actions(), candidate.robustEpochs());
            Statistics.label("bounds").collect(bounds.isPresent());
            bounds.ifPresent(b -> assertBounds(seed, candidate, b));
        }
    }

    @Property(tries = 1500, seed = "20261128", shrinking = ShrinkingMode.OFF)
    void whatAFilteredTableLeavesOutIsUndercutInEveryEpoch(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        for (Candidate candidate : given.problem().assess().candidates()) {
            CostTable all = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
            CostTable some = CostTable.nondominated(candidate.costs(), candidate.actions(), candidate.robustEpochs());
            Statistics.label("left out")
                    .collect(some.actions().size() < all.actions().size())
                    .coverage(c -> c.check(true).percentage(p -> p >= 10));
            for (int i = 0; i < all.actions().size(); i++) {
                int left = i;
                boolean kept = some.actions().contains(all.actions().get(i));
                assertTrue(kept || isUseless(all, left, some), () -> "seed " + seed + " action " + left);
            }
        }
    }

    @Property(tries = 500, seed = "20261129", shrinking = ShrinkingMode.OFF)
    void plainCellsAreTheItemisedCosts(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        for (Candidate candidate : given.problem().assess().candidates()) {
            List<Action> actions = candidate.actions();
            for (int k = 1; k <= candidate.robustEpochs(); k++) {
                int epoch = k;
                double[] seconds = new double[actions.size()];
                double[] joules = new double[actions.size()];
                candidate.costs().rows(actions).fill(epoch, seconds, joules);
                double[] itemised = actions.stream()
                        .mapToDouble(a -> candidate.costs().epoch(a, epoch).seconds())
                        .toArray();
                assertArrayEquals(itemised, seconds);
                double[] energies = actions.stream()
                        .mapToDouble(a -> candidate.costs().epoch(a, epoch).joules())
                        .toArray();
                assertArrayEquals(energies, joules);
            }
        }
    }

    /** What rows, bounds and filtered tables say of prices holds of the itemised prices. */
    @Property(tries = 800, seed = "20261203", shrinking = ShrinkingMode.OFF)
    void pricesAsWell(@ForAll long seed) {
        Problem problem = RandomGoals.price(seed).problem();
        Prices prices = ((Objective.Price) problem.scenario().objective()).prices();
        for (Candidate plain : problem.assess().candidates()) {
            Candidate candidate = Goal.of(problem.scenario()).searched(plain, () -> false);
            List<Action> actions = candidate.actions();
            candidate
                    .costs()
                    .bounds(candidate.actions(), candidate.robustEpochs())
                    .ifPresent(bounds -> assertBounds(seed, candidate, bounds));
            CostTable all = CostTable.of(candidate.costs(), actions, candidate.robustEpochs());
            CostTable some = CostTable.nondominated(candidate.costs(), candidate.actions(), candidate.robustEpochs());
            for (int i = 0; i < actions.size(); i++) {
                assertTrue(some.actions().contains(actions.get(i)) || isUseless(all, i, some), "seed " + seed);
                for (int k = 1; k <= candidate.robustEpochs(); k++) {
                    Cost price = candidate.costs().epoch(actions.get(i), k);
                    Cost cost = plain.costs().epoch(actions.get(i), k);
                    assertEquals(cost.seconds(), price.seconds(), "seed " + seed);
                    assertEquals(price.seconds(), all.seconds(all.rowOf(k))[i], "seed " + seed);
                    assertEquals(price.joules(), all.joules(all.rowOf(k))[i], "seed " + seed);
                    assertItems(seed, prices, k, cost, price);
                }
            }
        }
    }

    /** In every epoch the table by epochs holds what is no worse than any action, at the very costs, and nothing else. */
    @Property(tries = 800, seed = "20261206", shrinking = ShrinkingMode.OFF)
    void aTableByEpochsHoldsWhatNothingUndercutsInEach(@ForAll long seed) {
        Problem problem = RandomGoals.price(seed).problem();
        for (Candidate plain : problem.assess().candidates()) {
            Candidate candidate = Goal.of(problem.scenario()).searched(plain, () -> false);
            ActionGrid grid = candidate.actions();
            int epochs = candidate.robustEpochs();
            CostTable all = CostTable.of(candidate.costs(), grid, epochs);
            CostTable some = CostTable.nondominatedByEpoch(candidate.costs(), grid, epochs, WorkLimits.NONE);
            int spans =
                    candidate.costs().boundsByEpoch(grid, epochs, () -> false).size();
            Statistics.label("by epoch")
                    .collect(spans > 1)
                    .coverage(c -> c.check(true).percentage(p -> p >= 10));
            for (int row = 0; row < some.rows(); row++) {
                assertHoldsTheBest("seed " + seed + " row " + row, all, some, row);
            }
        }
    }

    private static void assertHoldsTheBest(String where, CostTable all, CostTable some, int row) {
        for (int a = 0; a < some.actions().size(); a++) {
            int i = all.actions().indexOf(some.actions().get(a));
            double seconds = some.seconds(row)[a];
            assertTrue(seconds == Double.POSITIVE_INFINITY || seconds == all.seconds(row)[i], where);
            assertTrue(seconds == Double.POSITIVE_INFINITY || some.joules(row)[a] == all.joules(row)[i], where);
        }
        for (int i = 0; i < all.actions().size(); i++) {
            double seconds = all.seconds(row)[i];
            double joules = all.joules(row)[i];
            boolean isMatched = seconds == Double.POSITIVE_INFINITY;
            for (int a = 0; a < some.actions().size() && !isMatched; a++) {
                isMatched = some.seconds(row)[a] <= seconds && some.joules(row)[a] <= joules;
            }
            assertTrue(isMatched, where + " action " + i);
        }
        assertEquals(all.leastSeconds(row), some.leastSeconds(row), where);
    }

    /** The same of measured layers, whose joules may have prices. */
    @Property(tries = 1500, seed = "20261204", shrinking = ShrinkingMode.OFF)
    void profilesAsWell(@ForAll long seed) {
        RandomPractice.Case given = RandomPractice.of(seed);
        if (!given.isProfiled() || given.isInference()) {
            return;
        }
        Goal goal = Goal.of(given.problem().scenario());
        for (Candidate plain : given.problem().assess().candidates()) {
            Candidate candidate = goal.searched(plain, () -> false);
            Optional<CostBounds> bounds = candidate.costs().bounds(candidate.actions(), candidate.robustEpochs());
            bounds.ifPresent(own -> assertBounds(seed, candidate, own));
            Statistics.label("bounds of prices").collect(goal.kind() == ObjectiveKind.PRICE && bounds.isPresent());
        }
        Statistics.label("bounds of prices").coverage(seen -> seen.check(true).percentage(share -> share > 2));
    }

    private static void assertItems(long seed, Prices prices, int epoch, Cost cost, Cost price) {
        if (cost.isEffective()) {
            double sum = cost.items().stream()
                    .mapToDouble(item -> item.joules() * prices.perJoule(item.node(), epoch)
                            + item.seconds() * prices.perSecond(item.node()))
                    .sum();
            assertEquals(sum, price.joules(), 1e-12 * sum, "seed " + seed + " epoch " + epoch);
        }
    }

    private static void assertBounds(long seed, Candidate candidate, CostBounds bounds) {
        ActionGrid grid = candidate.actions();
        double[] lowSeconds = new double[grid.servers().size()];
        double[] lowJoules = new double[grid.servers().size()];
        SplittableRandom random = new SplittableRandom(seed);
        double secondsWeight = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        double joulesWeight = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        double least = bounds.least(secondsWeight, joulesWeight);
        for (int i = 0; i < grid.size(); i++) {
            int x = i / grid.cutCount();
            int j = i % grid.cutCount();
            bounds.low(j, lowSeconds, lowJoules);
            CostBounds.Upper high = bounds.high(x, j);
            for (int k = 1; k <= candidate.robustEpochs(); k++) {
                Cost cost = candidate.costs().epoch(grid.get(i), k);
                String where = "seed " + seed + " " + grid.get(i) + " epoch " + k;
                assertTrue(lowSeconds[x] <= cost.seconds() && lowJoules[x] <= cost.joules(), where);
                assertTrue(high.seconds() >= cost.seconds() && high.joules() >= cost.joules(), where);
                if (cost.isEffective()) {
                    double value = secondsWeight * cost.seconds() + joulesWeight * cost.joules();
                    assertTrue(least <= value * (1 + 1e-15), where);
                }
            }
        }
    }

    /** Where all epochs cost the same, bounds are what they bound, but for the rounding they allow for. */
    @Property(tries = 1500, seed = "20261205", shrinking = ShrinkingMode.OFF)
    void boundsOfEpochsThatAreAlikeAreTheCosts(@ForAll long seed) {
        List<Problem> problems = List.of(
                RandomProblems.of(seed).problem(), RandomPractice.of(seed).problem());
        for (Problem problem : problems) {
            for (Candidate candidate : problem.assess().candidates()) {
                if (candidate.costs().steadyFromEpoch() == 1) {
                    candidate
                            .costs()
                            .bounds(candidate.actions(), candidate.robustEpochs())
                            .ifPresent(bounds -> assertTight(seed, candidate, bounds));
                }
            }
        }
    }

    private static void assertTight(long seed, Candidate candidate, CostBounds bounds) {
        ActionGrid grid = candidate.actions();
        double[] lowSeconds = new double[grid.servers().size()];
        double[] lowJoules = new double[grid.servers().size()];
        SplittableRandom random = new SplittableRandom(seed);
        double secondsWeight = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        double joulesWeight = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < grid.size(); i++) {
            int x = i / grid.cutCount();
            int j = i % grid.cutCount();
            bounds.low(j, lowSeconds, lowJoules);
            Cost cost = candidate.costs().epoch(grid.get(i), 1);
            String where = "seed " + seed + " " + grid.get(i) + " " + cost;
            assertClose(cost.seconds(), lowSeconds[x], where);
            assertClose(cost.joules(), lowJoules[x], where);
            CostBounds.Upper high = bounds.high(x, j);
            assertClose(cost.seconds(), high.seconds(), where);
            assertClose(cost.joules(), high.joules(), where);
            if (cost.isEffective()) {
                least = Math.min(least, secondsWeight * cost.seconds() + joulesWeight * cost.joules());
            }
        }
        double stated = bounds.least(secondsWeight, joulesWeight);
        assertClose(least, stated, "seed " + seed);
        assertEquals(stated, bounds.least(secondsWeight, joulesWeight), "asked again");
    }

    private static void assertClose(double expected, double bound, String where) {
        assertEquals(expected, bound, expected < Double.POSITIVE_INFINITY ? 1e-9 * expected : 0, where);
    }

    private static boolean isUseless(CostTable all, int left, CostTable some) {
        boolean everEffective = false;
        for (int row = 0; row < all.rows(); row++) {
            everEffective |= all.seconds(row)[left] < Double.POSITIVE_INFINITY;
        }
        if (!everEffective) {
            return true;
        }
        for (int other = 0; other < some.actions().size(); other++) {
            boolean undercuts = true;
            for (int row = 0; row < all.rows(); row++) {
                undercuts &= some.seconds(row)[other] <= all.seconds(row)[left]
                        && some.joules(row)[other] <= all.joules(row)[left];
            }
            if (undercuts) {
                return true;
            }
        }
        return false;
    }
}
