package io.github.jqodi.tree;

import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.tree.Vertex.Kind;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Algorithm 1's time-energy diagram of a whole problem: vertices of models, of quantized models below them, of states below
 * those, and Θ. A pair (a,q) that is no candidate stays a vertex without edges: its K_rob is infinite (READINGS #30) or its
 * loss, which depends on (a,q) alone, misses the target, so that nothing below it could reach Θ. Vertices are joined within
 * one model only (READINGS #26). The action may change from epoch to epoch, whatever the schedule of the scenario. What a
 * caller gets are views of the branches' arrays. Immutable; thread-safe.
 */
public final class Diagram {
    private final List<ModelVersion> models;
    private final List<Pair> pairs;
    private final double deadlineSeconds;

    /**
     * A quantized model and what hangs below it.
     *
     * @param model place of M_a in {@link Diagram#models()}
     * @param quantization q
     * @param branch its states; empty if it is no candidate
     */
    public record Pair(int model, Quantization quantization, Optional<Branch> branch) {}

    private Diagram(List<ModelVersion> models, List<Pair> pairs, double deadlineSeconds) {
        this.models = models;
        this.pairs = pairs;
        this.deadlineSeconds = deadlineSeconds;
    }

    /**
     * The diagram as printed, a vertex for each partial path.
     *
     * @param problem whose diagram
     * @param mostVertices state vertices to allow at most in all
     * @return the diagram
     * @throws IllegalArgumentException if more vertices are predicted (no memory was taken for them), or if the estimates of
     *     the problem contradict themselves
     */
    public static Diagram ofPaths(Problem problem, long mostVertices) {
        double deadline = problem.scenario().target().deadlineSeconds();
        Assessment assessment = problem.assess();
        long left = mostVertices;
        for (Candidate candidate : assessment.candidates()) {
            TreeSize size = TreeSize.atMost(candidate, table(candidate), deadline, left);
            if (!(size.vertices() <= left)) {
                throw size.refusal(candidate.label(), left);
            }
            left -= (long) size.vertices();
        }
        return of(problem, assessment, c -> PathTree.of(c, table(c), deadline, Math.max(1, mostVertices)));
    }

    /**
     * The diagram with merged states.
     *
     * @param problem whose diagram
     * @return the diagram
     * @throws IllegalArgumentException if the estimates of the problem contradict themselves
     */
    public static Diagram ofStates(Problem problem) {
        double deadline = problem.scenario().target().deadlineSeconds();
        return of(problem, problem.assess(), c -> StateGraph.of(c, table(c), deadline));
    }

    private static Diagram of(Problem problem, Assessment assessment, Function<Candidate, Branch> grow) {
        List<ModelVersion> models = problem.scenario().models().stream()
                .filter(model -> problem.scenario().choices().models().allows(model.name()))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            String name = models.get(m).name();
            for (Quantization quantization : problem.scenario().quantizations()) {
                if (problem.scenario().choices().quantizations().allows(quantization.name())) {
                    QuantizedModel pair = new QuantizedModel(name, quantization.name());
                    Optional<Branch> branch = assessment.candidate(pair).map(grow);
                    pairs.add(new Pair(m, quantization, branch));
                }
            }
        }
        return new Diagram(
                models, List.copyOf(pairs), problem.scenario().target().deadlineSeconds());
    }

    private static CostTable table(Candidate candidate) {
        return CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
    }

    /**
     * {@return T_max}
     */
    public double deadlineSeconds() {
        return deadlineSeconds;
    }

    /**
     * {@return the models, v_m}
     */
    public List<ModelVersion> models() {
        return models;
    }

    /**
     * {@return the quantized models, v_q, in order of models, then quantizations}
     */
    public List<Pair> pairs() {
        return pairs;
    }

    private Branch branch(int pair) {
        return pairs.get(pair).branch().orElseThrow();
    }

    /**
     * {@return vertices in all, Θ included}
     */
    public long vertexCount() {
        return 1
                + models.size()
                + pairs.size()
                + branches().mapToLong(Branch::stateCount).sum();
    }

    /**
     * {@return edges in all, those from models and to Θ included; O(vertices)}
     */
    public long edgeCount() {
        return vertices().mapToLong(v -> successors(v).size()).sum();
    }

    /**
     * {@return all vertices: models, quantized models, states by pair and epoch, Θ}
     */
    public Stream<Vertex> vertices() {
        return Stream.of(
                        IntStream.range(0, models.size()).mapToObj(m -> new Vertex(Kind.MODEL, m, 0, 0)),
                        IntStream.range(0, pairs.size()).mapToObj(p -> new Vertex(Kind.QUANTIZED, p, 0, 0)),
                        IntStream.range(0, pairs.size()).boxed().flatMap(this::states),
                        Stream.of(Vertex.THETA))
                .flatMap(s -> s);
    }

    /**
     * Whether a vertex belongs to this diagram.
     *
     * @param vertex any vertex
     * @return whether its place exists
     */
    public boolean contains(Vertex vertex) {
        boolean plain = vertex.epoch() == 0 && vertex.index() == 0 && vertex.pair() >= 0;
        return switch (vertex.kind()) {
            case THETA -> vertex.equals(Vertex.THETA);
            case MODEL -> plain && vertex.pair() < models.size();
            case QUANTIZED -> plain && vertex.pair() < pairs.size();
            case STATE -> isState(vertex);
        };
    }

    /**
     * Where edges lead to.
     *
     * @param vertex of this diagram
     * @return a view
     */
    public List<Vertex> successors(Vertex vertex) {
        return switch (vertex.kind()) {
            case THETA -> List.of();
            case MODEL ->
                IntStream.range(0, pairs.size())
                        .filter(p -> pairs.get(p).model() == vertex.pair() && entered(p))
                        .mapToObj(p -> new Vertex(Kind.QUANTIZED, p, 0, 0))
                        .toList();
            case QUANTIZED -> pairs.get(vertex.pair()).branch().isEmpty() ? List.of() : below(vertex);
            case STATE -> vertex.epoch() == branch(vertex.pair()).epochs() ? end(vertex) : below(vertex);
        };
    }

    /**
     * Where edges come from.
     *
     * @param vertex of this diagram
     * @return its predecessors; O(vertices of the last levels) for Θ
     */
    public List<Vertex> predecessors(Vertex vertex) {
        return switch (vertex.kind()) {
            case MODEL -> List.of();
            case QUANTIZED ->
                entered(vertex.pair())
                        ? List.of(
                                new Vertex(Kind.MODEL, pairs.get(vertex.pair()).model(), 0, 0))
                        : List.of();
            case STATE -> above(vertex);
            case THETA ->
                IntStream.range(0, pairs.size())
                        .filter(p -> pairs.get(p).branch().isPresent())
                        .boxed()
                        .flatMap(this::feasible)
                        .toList();
        };
    }

    /**
     * Whether an edge leads from one vertex to another.
     *
     * @param from of this diagram
     * @param to of this diagram
     * @return whether it does
     */
    public boolean hasEdge(Vertex from, Vertex to) {
        return switch (to.kind()) {
            case MODEL -> false;
            case QUANTIZED ->
                from.kind() == Kind.MODEL && pairs.get(to.pair()).model() == from.pair() && entered(to.pair());
            case STATE -> leadsToState(from, to);
            case THETA ->
                from.kind() == Kind.STATE
                        && from.epoch() == branch(from.pair()).epochs()
                        && branch(from.pair()).feasible(from.index());
        };
    }

    /**
     * Weight of the edges into a vertex: ε_(a,q) into a quantized model, e(k) into a state, 0 into Θ.
     *
     * @param to of this diagram
     * @return joules; 0 for a model, which no edge leads to, and for a pair that is no candidate
     */
    public double joulesInto(Vertex to) {
        return switch (to.kind()) {
            case MODEL, THETA -> 0;
            case QUANTIZED ->
                pairs.get(to.pair())
                        .branch()
                        .map(b -> b.candidate().setup().joules())
                        .orElse(0.0);
            case STATE -> branch(to.pair()).epochJoules(to.epoch(), to.index());
        };
    }

    /**
     * Elapsed time at a vertex.
     *
     * @param vertex of this diagram
     * @return T(k) in seconds; 0 for models, Θ and pairs that are no candidates
     */
    public double seconds(Vertex vertex) {
        boolean timed = vertex.kind() == Kind.STATE
                || (vertex.kind() == Kind.QUANTIZED
                        && pairs.get(vertex.pair()).branch().isPresent());
        return timed ? branch(vertex.pair()).seconds(vertex.epoch(), vertex.index()) : 0;
    }

    /**
     * A vertex in words.
     *
     * @param vertex of this diagram
     * @return as in {@code LeNet-like 8 bits, epoch 3, RTX3090 cut 1}
     */
    public String label(Vertex vertex) {
        if (vertex.kind() == Kind.THETA) {
            return "Θ";
        }
        if (vertex.kind() == Kind.MODEL) {
            return models.get(vertex.pair()).name();
        }
        Pair pair = pairs.get(vertex.pair());
        String quantized =
                models.get(pair.model()).name() + " " + pair.quantization().label();
        return vertex.kind() == Kind.QUANTIZED
                ? quantized
                : quantized + ", epoch " + vertex.epoch() + ", "
                        + branch(vertex.pair()).action(vertex.epoch(), vertex.index());
    }

    private Stream<Branch> branches() {
        return pairs.stream().flatMap(pair -> pair.branch().stream());
    }

    private boolean entered(int pair) {
        return pairs.get(pair).branch().map(Branch::entered).orElse(false);
    }

    private boolean isState(Vertex vertex) {
        if (vertex.pair() < 0
                || vertex.pair() >= pairs.size()
                || pairs.get(vertex.pair()).branch().isEmpty()) {
            return false;
        }
        Branch branch = branch(vertex.pair());
        return vertex.epoch() >= 1
                && vertex.epoch() <= branch.epochs()
                && vertex.index() >= 0
                && vertex.index() < branch.levelSize(vertex.epoch());
    }

    private Stream<Vertex> states(int pair) {
        Optional<Branch> branch = pairs.get(pair).branch();
        return branch.stream()
                .flatMap(b -> IntStream.rangeClosed(1, b.epochs())
                        .boxed()
                        .flatMap(k ->
                                IntStream.range(0, b.levelSize(k)).mapToObj(i -> new Vertex(Kind.STATE, pair, k, i))));
    }

    private Stream<Vertex> feasible(int pair) {
        Branch branch = branch(pair);
        return IntStream.range(0, branch.levelSize(branch.epochs()))
                .filter(branch::feasible)
                .mapToObj(i -> new Vertex(Kind.STATE, pair, branch.epochs(), i));
    }

    private List<Vertex> end(Vertex vertex) {
        return branch(vertex.pair()).feasible(vertex.index()) ? List.of(Vertex.THETA) : List.of();
    }

    private List<Vertex> below(Vertex vertex) {
        Branch branch = branch(vertex.pair());
        int first = branch.firstSuccessor(vertex.epoch(), vertex.index());
        int count = branch.successorCount(vertex.epoch(), vertex.index());
        return new Range(vertex.pair(), vertex.epoch() + 1, first, count);
    }

    private List<Vertex> above(Vertex vertex) {
        Branch branch = branch(vertex.pair());
        Vertex root = new Vertex(Kind.QUANTIZED, vertex.pair(), 0, 0);
        if (branch instanceof PathTree tree && vertex.epoch() > 1) {
            int parent = tree.parent(vertex.epoch(), vertex.index());
            return List.of(new Vertex(Kind.STATE, vertex.pair(), vertex.epoch() - 1, parent));
        }
        return (vertex.epoch() == 1
                        ? Stream.of(root)
                        : IntStream.range(0, branch.levelSize(vertex.epoch() - 1))
                                .mapToObj(i -> new Vertex(Kind.STATE, vertex.pair(), vertex.epoch() - 1, i)))
                .filter(from -> leadsToState(from, vertex))
                .toList();
    }

    private boolean leadsToState(Vertex from, Vertex to) {
        boolean rightKind = from.kind() == Kind.STATE || from.kind() == Kind.QUANTIZED;
        if (!rightKind || from.pair() != to.pair() || from.epoch() + 1 != to.epoch()) {
            return false;
        }
        Branch branch = branch(to.pair());
        int place = to.index() - branch.firstSuccessor(from.epoch(), from.index());
        return place >= 0 && place < branch.successorCount(from.epoch(), from.index());
    }

    /** Neighbouring states of one level. */
    private static final class Range extends AbstractList<Vertex> {
        private final int pair;
        private final int epoch;
        private final int first;
        private final int count;

        Range(int pair, int epoch, int first, int count) {
            this.pair = pair;
            this.epoch = epoch;
            this.first = first;
            this.count = count;
        }

        @Override
        public Vertex get(int index) {
            return new Vertex(Kind.STATE, pair, epoch, first + Objects.checkIndex(index, count));
        }

        @Override
        public int size() {
            return count;
        }
    }

    @Override
    public String toString() {
        return Text.count(models.size(), "model") + ", " + Text.count(pairs.size(), "pair") + ", " + vertexCount()
                + " vertices";
    }
}
