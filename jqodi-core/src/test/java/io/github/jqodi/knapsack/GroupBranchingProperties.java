package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Branches on groups, with so few labels that they branch on and on, against trying every choice in exact decimals. */
class GroupBranchingProperties {
    private static final double TOLERANCE = 1e-14;

    @Property(tries = 10_000, seed = "27", shrinking = ShrinkingMode.OFF)
    void provesTheLeastCost(@ForAll long seed) {
        GroupedInstance instance = GroupedKnapsackProperties.random(seed);
        Optional<GroupedBest> reference = GroupedBest.of(instance);
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        if (reference.isEmpty()) {
            assertTrue(graph.isInfeasible());
            return;
        }
        int[] known = graph.fastest();
        long few = new SplittableRandom(seed).nextInt(3);
        GroupBranching branching = new GroupBranching(graph, known, 1e-12 * graph.cost(known), few, Limits.NONE);
        boolean proven = branching.prove(Larac.of(graph), 0);
        double least = reference.get().cost().doubleValue();
        Statistics.label("proven").collect(proven);
        Statistics.label("branchings").collect(Math.min(branching.branchings(), 5));
        Statistics.label("branches")
                .collect(branching.branchings() > 0)
                .coverage(c -> c.check(true).percentage(p -> p > 3));
        GroupedBest found =
                GroupedBest.ofChoice(instance, graph.items(branching.best())).orElseThrow();
        assertTrue(branching.bound() <= least * (1 + TOLERANCE));
        assertEquals(OpenGroups.ALL, graph.open);
        if (proven) {
            assertEquals(
                    least,
                    found.cost().doubleValue(),
                    TOLERANCE * least,
                    () -> GroupedKnapsackProperties.describe(seed, instance));
        }
    }

    @Property(tries = 4000, seed = "28", shrinking = ShrinkingMode.OFF)
    void whatIsKnownWhenLabelsRunOutHolds(@ForAll long seed) {
        GroupedInstance instance = GroupedKnapsackProperties.random(seed);
        Optional<GroupedBest> reference = GroupedBest.of(instance);
        if (reference.isEmpty()) {
            return;
        }
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        int[] known = graph.fastest();
        long most = new SplittableRandom(seed).nextInt(4);
        Limits few = new Limits(most, 0, () -> false);
        GroupBranching branching = new GroupBranching(graph, known, 1e-12 * graph.cost(known), 1, few);
        boolean proven = branching.prove(Larac.of(graph), 0);
        double least = reference.get().cost().doubleValue();
        Statistics.label("proven").collect(proven);
        assertTrue(graph.fits(branching.best()));
        assertTrue(branching.bound() <= least * (1 + TOLERANCE), () -> "seed " + seed);
        assertTrue(branching.branchings() <= 1 + 3 * (most + 1), () -> "seed " + seed);
        if (proven) {
            assertEquals(least, graph.cost(branching.best()), TOLERANCE * least, () -> "seed " + seed);
        }
    }
}
