package io.github.jqodi.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.testing.RandomProblems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Both diagrams against a recursion in exact decimals over the cost model itself. */
class TreeProperties {
    @Property(tries = 1000, seed = "20261204", shrinking = ShrinkingMode.OFF)
    void pathTreeHoldsThePartialPathsInTime(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        double deadline = given.problem().scenario().target().deadlineSeconds();
        for (Candidate candidate : given.problem().assess().candidates()) {
            CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
            Paths paths = new Paths(candidate, deadline);
            PathTree tree = PathTree.of(candidate, table, deadline, PathTree.MAX_VERTICES);
            assertEquals(paths.partial, tree.stateCount());
            assertEquals(paths.complete, found(tree), () -> RandomProblems.describe(seed, given));
            TreeSize size = TreeSize.of(candidate, table, deadline);
            assertTrue(size.vertices() >= tree.stateCount());
            assertTrue(size.vertices() <= Math.max(1, paths.unlimited));
            assertTrue(paths.complete.isEmpty() || size.log10PathsInTime() >= Math.log10(paths.complete.size()) - 1e-9);
            Statistics.label("cut by the deadline").collect(paths.partial < paths.unlimited);
        }
    }

    @Property(tries = 700, seed = "20261205", shrinking = ShrinkingMode.OFF)
    void stateGraphMergesTheTree(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        double deadline = given.problem().scenario().target().deadlineSeconds();
        for (Candidate candidate : given.problem().assess().candidates()) {
            CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
            StateGraph graph = StateGraph.of(candidate, table, deadline);
            PathTree tree = PathTree.of(candidate, table, deadline, PathTree.MAX_VERTICES);
            assertEquals(edges(tree), edges(graph), () -> RandomProblems.describe(seed, given));
            assertEquals(ends(tree), ends(graph));
        }
    }

    @Property(tries = 300, seed = "20261206", shrinking = ShrinkingMode.OFF)
    void diagramsAreConsistentFromBothSides(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        for (Diagram diagram :
                List.of(Diagram.ofPaths(given.problem(), PathTree.MAX_VERTICES), Diagram.ofStates(given.problem()))) {
            List<Vertex> all = diagram.vertices().toList();
            assertEquals(all.size(), diagram.vertexCount());
            assertEquals(all.size(), new HashSet<>(all).size());
            Set<List<Vertex>> forth = new HashSet<>();
            Set<List<Vertex>> back = new HashSet<>();
            for (Vertex v : all) {
                assertTrue(diagram.contains(v));
                diagram.successors(v).forEach(w -> forth.add(List.of(v, w)));
                diagram.predecessors(v).forEach(u -> back.add(List.of(u, v)));
            }
            assertEquals(forth, back);
            assertEquals(forth.size(), diagram.edgeCount());
            forth.forEach(edge -> assertTrue(diagram.hasEdge(edge.get(0), edge.get(1))));
        }
    }

    private static Set<String> found(PathTree tree) {
        Set<String> found = new TreeSet<>();
        long shown = Traversal.visitPaths(tree, (path, joules) -> {
            double sum = tree.candidate().setup().joules();
            List<String> actions = new ArrayList<>();
            for (int k = 1; k <= tree.epochs(); k++) {
                actions.add(tree.action(k, path[k]).toString());
                sum += tree.epochJoules(path, k);
            }
            assertEquals(sum, joules, 1e-12 * sum);
            assertEquals(actions, names(tree, tree.actions(path[tree.epochs()])));
            found.add(String.join(", ", actions));
            return true;
        });
        assertEquals(shown, found.size());
        return found;
    }

    private static List<String> names(PathTree tree, int[] columns) {
        List<String> names = new ArrayList<>();
        for (int column : columns) {
            names.add(tree.candidate().actions().get(column).toString());
        }
        return names;
    }

    /** Edges as (epoch, action from, action to), paths merged. */
    private static Set<String> edges(Branch branch) {
        Set<String> edges = new TreeSet<>();
        for (int k = 0; k < branch.epochs(); k++) {
            for (int i = 0; i < branch.levelSize(k); i++) {
                String from = k == 0 ? "" : branch.action(k, i).toString();
                int first = branch.firstSuccessor(k, i);
                for (int j = first; j < first + branch.successorCount(k, i); j++) {
                    edges.add(k + " " + from + " > " + branch.action(k + 1, j));
                }
            }
        }
        return edges;
    }

    private static Set<String> ends(Branch branch) {
        Set<String> ends = new TreeSet<>();
        for (int i = 0; i < branch.levelSize(branch.epochs()); i++) {
            if (branch.feasible(i)) {
                ends.add(branch.action(branch.epochs(), i).toString());
            }
        }
        return ends;
    }

    /** Counts partial paths up to T_max and lists complete ones below it. */
    private static final class Paths {
        private final Candidate candidate;
        private final BigDecimal deadline;
        private final Set<String> complete = new TreeSet<>();
        private long partial;
        private double unlimited;

        Paths(Candidate candidate, double deadline) {
            this.candidate = candidate;
            this.deadline = new BigDecimal(deadline);
            extend(new BigDecimal(candidate.setup().seconds()), "", 1);
            double level = 1;
            for (int k = 1; k <= candidate.robustEpochs(); k++) {
                int epoch = k;
                level *= candidate.actions().stream()
                        .filter(action -> candidate.costs().epoch(action, epoch).isEffective())
                        .count();
                unlimited += level;
            }
        }

        private void extend(BigDecimal elapsed, String path, int epoch) {
            if (epoch > candidate.robustEpochs()) {
                if (elapsed.compareTo(deadline) < 0) {
                    complete.add(path);
                }
                return;
            }
            for (Action action : candidate.actions()) {
                Cost cost = candidate.costs().epoch(action, epoch);
                BigDecimal next = cost.isEffective() ? elapsed.add(new BigDecimal(cost.seconds())) : null;
                if (next != null && next.compareTo(deadline) <= 0) {
                    partial++;
                    extend(next, path.isEmpty() ? action.toString() : path + ", " + action, epoch + 1);
                }
            }
        }
    }
}
