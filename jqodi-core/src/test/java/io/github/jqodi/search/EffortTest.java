package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Statistics;
import io.github.jqodi.testing.RandomPractice;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What solvers take for fixed problems: candidates that are pruned, costs computed, labels kept. Bounds and orders that are
 * weakened find the same plans and only take more; other tests cannot tell. Who means to change them replaces the numbers and
 * says why.
 */
class EffortTest {
    private static final long SEEDS = 150;

    /** A problem and its options. */
    private record Case(Problem problem, SolveOptions options) {}

    /** Solvers and problems, with what they take for all seeds together. */
    private static List<Kind> kinds() {
        return List.of(
                new Kind("exact", "87 pruned, 1700 costs, 1888 labels", Solvers.exact(), EffortTest::random),
                new Kind(
                        "exact with alternatives",
                        "66 pruned, 2075 costs, 2323 labels",
                        Solvers.exact(),
                        EffortTest::withAlternatives),
                new Kind("exact by score", "60 pruned, 2216 costs, 3303 labels", Solvers.exact(), EffortTest::byScore),
                new Kind(
                        "exact with few labels",
                        "87 pruned, 1700 costs, 892 labels",
                        Solvers.exact(),
                        EffortTest::fewLabels),
                new Kind(
                        "merged with few labels",
                        "82 pruned, 2224 costs, 1028 labels",
                        Solvers.merged(),
                        EffortTest::fewLabels),
                new Kind(
                        "exact switching",
                        "100 pruned, 1722 costs, 2415 labels",
                        Solvers.exact(),
                        EffortTest::switching),
                new Kind(
                        "exact switching by score",
                        "74 pruned, 2208 costs, 3546 labels",
                        Solvers.exact(),
                        EffortTest::switchingByScore),
                new Kind(
                        "exact in practice",
                        "112 pruned, 1790 costs, 1390 labels",
                        Solvers.exact(),
                        EffortTest::practice),
                new Kind(
                        "approximate",
                        "87 pruned, 1700 costs, 1281 labels",
                        Solvers.approximate(0.01),
                        EffortTest::random),
                new Kind("merged", "60 pruned, 2224 costs, 1809 labels", Solvers.merged(), EffortTest::random),
                new Kind(
                        "merged by score", "60 pruned, 2216 costs, 2565 labels", Solvers.merged(), EffortTest::byScore),
                new Kind(
                        "merged switching",
                        "74 pruned, 2208 costs, 2612 labels",
                        Solvers.merged(),
                        EffortTest::switching),
                new Kind(
                        "merged in practice",
                        "86 pruned, 2096 costs, 1242 labels",
                        Solvers.merged(),
                        EffortTest::practice),
                new Kind("paths", "60 pruned, 2224 costs, 22369 labels", Solvers.paths(), EffortTest::random),
                new Kind(
                        "paths switching",
                        "74 pruned, 2208 costs, 30965 labels",
                        Solvers.paths(),
                        EffortTest::switching),
                new Kind(
                        "bellman switching",
                        "105 pruned, 2208 costs, 2506 labels",
                        Solvers.bellman(),
                        EffortTest::switching),
                new Kind("bellman", "90 pruned, 2224 costs, 1463 labels", Solvers.bellman(), EffortTest::random),
                new Kind(
                        "exhaustive", "60 pruned, 2216 costs, 12115 labels", Solvers.exhaustive(), EffortTest::random));
    }

    /** One kind of them. */
    private record Kind(String name, String expected, Solver solver, LongFunction<Case> cases) {
        String effort() {
            long pruned = 0;
            long cells = 0;
            long labels = 0;
            for (long seed = 0; seed < SEEDS; seed++) {
                Case given = cases.apply(seed);
                Statistics taken = solver.solve(given.problem, given.options).statistics();
                pruned += taken.pruned();
                cells += taken.cells();
                labels += taken.labels();
            }
            return pruned + " pruned, " + cells + " costs, " + labels + " labels";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isWhatItWas(Kind kind) {
        assertEquals(kind.expected, kind.effort());
    }

    private static Case random(long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        return new Case(given.problem(), options(given.rule()));
    }

    private static Case withAlternatives(long seed) {
        Case given = random(seed);
        return new Case(given.problem, given.options.withAlternatives(1));
    }

    private static Case fewLabels(long seed) {
        Case given = random(seed);
        return new Case(given.problem, given.options.withMaxLabels(10));
    }

    private static Case byScore(long seed) {
        return new Case(RandomProblems.of(seed).problem(), options(Rule.PAPER));
    }

    private static Case switching(long seed) {
        RandomProblems.Case given = SwitchingProperties.switching(seed);
        return new Case(given.problem(), options(given.rule()));
    }

    private static Case switchingByScore(long seed) {
        return new Case(SwitchingProperties.switching(seed).problem(), options(Rule.PAPER));
    }

    private static Case practice(long seed) {
        RandomPractice.Case given = RandomPractice.of(seed);
        return new Case(given.problem(), options(given.rule()));
    }

    private static SolveOptions options(Rule rule) {
        return SolveOptions.DEFAULT
                .withRule(rule)
                .withGap(0)
                .withAlternatives(0)
                .withThreads(1);
    }
}
