package io.github.jqodi.json;

import io.github.jqodi.base.Check;
import io.github.jqodi.tree.Branch;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.tree.Diagram.Pair;
import io.github.jqodi.tree.PathTree;
import io.github.jqodi.tree.Vertex;
import io.github.jqodi.tree.Vertex.Kind;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes time-energy diagrams, {@code jqodi-tree/1}:
 *
 * <ul>
 *   <li>{@code format}, {@code kind} ({@code paths} or {@code states}), {@code deadlineSeconds}, {@code vertices}, {@code
 *       edges}: the numbers of both, those of models and Θ included;
 *   <li>{@code models[]} with {@code name} and {@code loss}, L_a;
 *   <li>{@code pairs[]} with {@code model} (place in {@code models}), {@code bits}, {@code candidate}; of a candidate also
 *       {@code entered} (whether an edge leads here from the model), {@code epochs} (K_rob), {@code seconds} and {@code joules}
 *       (τ, ε), and {@code levels[]}, one an epoch;
 *   <li>a level is an array of states {@code {server, cut, seconds, joules, first, count}}: action, T(k) (in merged diagrams
 *       that of the fastest path), the weight e(k) of the edges that lead here, and the states of the next level to which edges
 *       lead, {@code count} of them from place {@code first}; in the last level {@code feasible} instead of both: whether an edge
 *       leads to Θ;
 *   <li>{@code first} and {@code count} of a pair say the same of level 1.
 * </ul>
 */
public final class TreeJson {
    /** The format's tag. */
    public static final String FORMAT = "jqodi-tree/1";

    private TreeJson() {}

    /**
     * Writes a diagram.
     *
     * @param diagram of paths or of merged states
     * @param mostVertices how many vertices to write at most
     * @return JSON
     * @throws IllegalArgumentException if the diagram has more vertices
     */
    public static String write(Diagram diagram, long mostVertices) {
        if (diagram.vertexCount() > mostVertices) {
            throw Check.invalid(
                    "diagram",
                    diagram.vertexCount() + " vertices",
                    "must have at most " + mostVertices + " to be written as JSON",
                    "Leave fewer models, widths, servers and cuts to choose from.");
        }
        boolean paths = branches(diagram).anyMatch(PathTree.class::isInstance);
        return Json.document(out -> {
            out.text("format", FORMAT);
            out.text("kind", paths ? "paths" : "states");
            out.number("deadlineSeconds", diagram.deadlineSeconds());
            out.integer("vertices", diagram.vertexCount());
            out.integer("edges", diagram.edgeCount());
            out.list("models", diagram.models(), (json, model) -> {
                json.text("name", model.name());
                json.number("loss", model.loss());
            });
            List<Integer> places =
                    IntStream.range(0, diagram.pairs().size()).boxed().toList();
            out.list("pairs", places, (json, place) -> pair(json, diagram, place));
        });
    }

    private static Stream<Branch> branches(Diagram diagram) {
        return diagram.pairs().stream().flatMap(pair -> pair.branch().stream());
    }

    private static void pair(Json out, Diagram diagram, int place) throws IOException {
        Pair pair = diagram.pairs().get(place);
        out.number("model", pair.model());
        QuantizationFields.write(out, pair.quantization().name());
        out.bool("candidate", pair.branch().isPresent());
        if (pair.branch().isEmpty()) {
            return;
        }
        Branch branch = pair.branch().get();
        out.bool("entered", branch.entered());
        out.number("epochs", branch.epochs());
        out.number("seconds", branch.candidate().setup().seconds());
        out.number("joules", diagram.joulesInto(new Vertex(Kind.QUANTIZED, place, 0, 0)));
        out.number("first", branch.firstSuccessor(0, 0));
        out.number("count", branch.successorCount(0, 0));
        List<Integer> epochs = IntStream.rangeClosed(1, branch.epochs()).boxed().toList();
        out.lists("levels", epochs, epoch -> indices(branch, epoch), (json, at) -> state(json, branch, at));
    }

    private static List<int[]> indices(Branch branch, int epoch) {
        return IntStream.range(0, branch.levelSize(epoch))
                .mapToObj(index -> new int[] {epoch, index})
                .toList();
    }

    private static void state(Json out, Branch branch, int[] at) throws IOException {
        int epoch = at[0];
        int index = at[1];
        out.text("server", branch.action(epoch, index).server().name());
        out.number("cut", branch.action(epoch, index).cut());
        out.number("seconds", branch.seconds(epoch, index));
        out.number("joules", branch.epochJoules(epoch, index));
        if (epoch == branch.epochs()) {
            out.bool("feasible", branch.feasible(index));
        } else {
            out.number("first", branch.firstSuccessor(epoch, index));
            out.number("count", branch.successorCount(epoch, index));
        }
    }
}
