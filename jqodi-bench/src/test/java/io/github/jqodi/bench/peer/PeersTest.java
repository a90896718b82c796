package io.github.jqodi.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.KnapsackClass;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The peers agree with each other where they meet, so that none is an oracle by itself. */
class PeersTest {
    @Test
    void filtersKeepWhatNothingBeats() {
        SplittableRandom random = new SplittableRandom(1);
        ParetoFilter filter = new ParetoFilter();
        for (int round = 0; round < 200; round++) {
            int cells = 1 + random.nextInt(60);
            double[] seconds = random.doubles(cells).map(t -> Math.rint(10 * t)).toArray();
            double[] joules = random.doubles(cells).map(e -> Math.rint(10 * e)).toArray();
            if (round % 3 == 0) {
                seconds[0] = Double.POSITIVE_INFINITY;
                joules[0] = Double.POSITIVE_INFINITY;
            }
            Front sorted = filter.sorted(seconds, joules);
            Front bucketed = filter.bucketed(seconds, joules);
            assertEquals(java.util.Arrays.toString(sorted.cell()), java.util.Arrays.toString(bucketed.cell()));
            for (int i = 0; i < cells; i++) {
                double t = seconds[i];
                double e = joules[i];
                boolean covered = t == Double.POSITIVE_INFINITY;
                for (int f = 0; f < sorted.size(); f++) {
                    covered |= sorted.seconds()[f] <= t && sorted.joules()[f] <= e;
                }
                assertTrue(covered);
            }
            for (int f = 1; f < sorted.size(); f++) {
                assertTrue(sorted.seconds()[f] > sorted.seconds()[f - 1]);
                assertTrue(sorted.joules()[f] < sorted.joules()[f - 1]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KnapsackClass.class)
    void labelsAndBellmanAgree(KnapsackClass kind) {
        for (int seed = 0; seed < 20; seed++) {
            Instance instance = kind.whole(8, 5, 300, seed);
            double labels = LabelSetting.solve(instance, 10_000_000).orElseThrow();
            assertEquals((double) Bellman.solve(IntegerKnapsack.exactly(instance)), labels);
        }
    }

    @ParameterizedTest
    @EnumSource(Tightness.class)
    void labelsAndExhaustionAgree(Tightness tightness) {
        for (int seed = 0; seed < 10; seed++) {
            Problem problem = InstanceGenerator.of(SizeClass.TINY)
                    .withSeed(seed)
                    .withForecasts(seed % 2 == 0)
                    .withTightness(tightness)
                    .generate();
            Rule rule = seed % 3 == 0 ? Rule.EXPECTED : Rule.NOMINAL;
            double exhaustive = IndependentProof.exhaustive(problem, rule).orElseThrow();
            double labels = IndependentProof.labels(problem, rule, 1_000_000).orElseThrow();
            double plain = new PlainSolver(0)
                    .solve(problem, rule)
                    .map(solution -> solution.plan().objective())
                    .orElse(Double.POSITIVE_INFINITY);
            assertEquals(exhaustive, labels, 1e-12 * exhaustive);
            assertEquals(exhaustive, plain, 1e-12 * exhaustive);
        }
    }

    @Test
    void theLinearBoundIsBelowTheOptimumAndTightOnHulls() {
        double[][] time = {{1, 2, 4}};
        double[][] cost = {{9, 5, 3}};
        Instance.Builder twice = Instance.builder(time, cost).classes(0, 0);
        assertEquals(10, LinearBound.of(twice.limit(4).build()));
        assertEquals(9.5, LinearBound.of(twice.limit(4.5).build()));
        assertEquals(Double.POSITIVE_INFINITY, LinearBound.of(twice.limit(1.9).build()));
    }

    @Test
    void atTheDeadlineItselfNothingFits() {
        double third = 1.0 / 3;
        Instance instance = Instance.builder(new double[][] {{third}}, new double[][] {{1}})
                .classes(0, 0, 0)
                .limit(1)
                .build();
        // Three times the double nearest to a third is below 1, though it rounds to 1.
        assertEquals(3, LabelSetting.solve(instance, 100).orElseThrow());
        assertEquals(3, LinearBound.of(instance));
        Instance equal = Instance.builder(new double[][] {{0.25}}, new double[][] {{1}})
                .classes(0, 0)
                .spent(0.25)
                .reserved(0.25)
                .limit(1)
                .build();
        assertEquals(Double.POSITIVE_INFINITY, LabelSetting.solve(equal, 100).orElseThrow());
        assertEquals(OptionalDouble.empty(), LabelSetting.solve(instance, 0));
    }
}
