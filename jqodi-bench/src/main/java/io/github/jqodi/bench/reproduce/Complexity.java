package io.github.jqodi.bench.reproduce;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.tree.StateGraph;
import io.github.jqodi.tree.TreeSize;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Section IV-A on the paper's own instance: vertices, edges and paths of Algorithms 1 to 3. */
final class Complexity {
    private static final String COUNTED =
            "Counted in the diagram of the library; the paper gives formulas and no numbers.";
    private static final String LITERAL = "Counted as the listing has it; the paper gives formulas and no numbers.";

    private Complexity() {}

    static Exhibit section4(Paper paper) {
        RowList rows = new RowList(paper);
        for (int data = 1; data <= 2; data++) {
            add(rows, "Data " + data + ", ", new Counts(paper.main().data(data).problem()));
        }
        rows.row("Property 2: the complexity of Algorithms 1-4 is polynomial")
                .published("section4.property2")
                .as(
                        Kind.NOT_REPRODUCIBLE,
                        "The bound counts vertices, while Algorithms 2 and 3 walk every path. This library proves the optimum without walking them.")
                .is("not as listed: exponential");
        rows.row("Property 1: the decision is NP-hard")
                .published("section4.property1")
                .as(
                        Kind.NOT_REPRODUCIBLE,
                        "With the equations' costs, the same in every epoch, all static plans can be tried; with costs by epoch it is a multiple-choice knapsack, weakly NP-hard.")
                .is("not as stated: polynomial");
        String about =
                "A = 3 models, Q = 4 widths, X = 2 servers, J = 4 or 5 cuts, K_rob of Tables VI and VII; ResNet20 at 2 bits, which never reaches its target, is left out.";
        return Exhibit.of("section4", "Section IV: complexity on the paper's instance", about, rows);
    }

    private static void add(RowList rows, String data, Counts counts) {
        rows.row(data + "|v_m|, models").as(Kind.PREDICTED, COUNTED).is(counts.models());
        rows.row(data + "|v_q|, models and widths").as(Kind.PREDICTED, COUNTED).is(counts.pairs());
        rows.row(data + "|v_q| with finite K").as(Kind.PREDICTED, COUNTED).is(counts.graphs.size());
        rows.row(data + "static plans with finite K")
                .as(Kind.PREDICTED, COUNTED)
                .is(counts.staticPlans());
        rows.row(data + "A·Q·K, first loop").as(Kind.PREDICTED, LITERAL).is(counts.firstLoop());
        rows.row(data + "|v_e|, states (a,q,k,x,j)").as(Kind.PREDICTED, COUNTED).is(counts.states());
        rows.row(data + "|v_e|, line 7 to the letter, without cuts")
                .as(Kind.PREDICTED, LITERAL)
                .is(counts.statesWithoutCuts());
        rows.row(data + "|v_e|, a state for each elapsed time")
                .as(Kind.PREDICTED, LITERAL)
                .is(counts.elapsedTimes());
        rows.row(data + "edges between states that belong together")
                .as(Kind.PREDICTED, COUNTED)
                .is(counts.edges());
        rows.row(data + "edges by lines 28-29 to the letter, over all models")
                .as(Kind.PREDICTED, LITERAL)
                .is(counts.literalEdges());
        rows.row(data + "|v_e|², bound of Property 2")
                .as(Kind.PREDICTED, LITERAL)
                .is((double) counts.states() * counts.states());
        rows.row(data + "paths, log10").as(Kind.PREDICTED, COUNTED).is(counts.log10Paths());
        rows.row(data + "paths within the deadline, log10, at most")
                .as(Kind.PREDICTED, "Predicted by rounding times down.")
                .is(counts.log10PathsInTime());
    }

    /** What there is to count on one data request. */
    private static final class Counts {
        private final Problem problem;
        private final List<StateGraph> graphs;
        private final List<TreeSize> sizes;

        Counts(Problem problem) {
            this.problem = problem;
            double deadline = problem.scenario().target().deadlineSeconds();
            List<Candidate> candidates = problem.assess().candidates();
            this.graphs = candidates.stream()
                    .map(candidate -> StateGraph.of(candidate, table(candidate), deadline))
                    .toList();
            this.sizes = candidates.stream()
                    .map(candidate -> TreeSize.of(candidate, table(candidate), deadline))
                    .toList();
        }

        private static CostTable table(Candidate candidate) {
            return CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        }

        int models() {
            return problem.scenario().models().size();
        }

        int pairs() {
            return models() * problem.scenario().quantizations().size();
        }

        int firstLoop() {
            return pairs() * longest();
        }

        private int longest() {
            return graphs.stream().mapToInt(StateGraph::epochs).max().orElse(0);
        }

        long staticPlans() {
            return graphs.stream().mapToLong(graph -> graph.levelSize(1)).sum();
        }

        long states() {
            return graphs.stream().mapToLong(StateGraph::stateCount).sum();
        }

        long statesWithoutCuts() {
            int servers = problem.scenario().edgeServers().size();
            return graphs.stream()
                    .mapToLong(graph -> (long) graph.epochs() * servers)
                    .sum();
        }

        /** Schedules of k epochs differ in time by how often each action occurs: Σ_k C(k + n - 1, k) = C(K + n, n) - 1. */
        double elapsedTimes() {
            return graphs.stream()
                    .mapToDouble(graph -> binomial(graph.epochs() + graph.levelSize(1), graph.levelSize(1)) - 1)
                    .sum();
        }

        private static double binomial(int n, int k) {
            double value = 1;
            for (int i = 1; i <= k; i++) {
                value = value * (n - k + i) / i;
            }
            return Math.rint(value);
        }

        long edges() {
            return graphs.stream().mapToLong(StateGraph::stateEdges).sum();
        }

        long literalEdges() {
            return IntStream.range(1, longest())
                    .mapToLong(k -> level(k) * level(k + 1))
                    .sum();
        }

        private long level(int epoch) {
            return graphs.stream()
                    .filter(graph -> epoch <= graph.epochs())
                    .mapToLong(graph -> graph.levelSize(epoch))
                    .sum();
        }

        double log10Paths() {
            return log10OfSum(sizes.stream().mapToDouble(TreeSize::log10Paths).toArray());
        }

        double log10PathsInTime() {
            return log10OfSum(
                    sizes.stream().mapToDouble(TreeSize::log10PathsInTime).toArray());
        }

        private static double log10OfSum(double... logs) {
            double largest = Arrays.stream(logs).max().orElseThrow();
            return largest
                    + Math.log10(Arrays.stream(logs)
                            .map(each -> Math.pow(10, each - largest))
                            .sum());
        }
    }
}
