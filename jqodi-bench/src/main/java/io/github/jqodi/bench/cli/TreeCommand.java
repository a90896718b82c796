package io.github.jqodi.bench.cli;

import io.github.jqodi.json.TreeJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.view.Dot;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jqodi tree}. */
@Command(
        name = "tree",
        description = "Shows the time-energy tree of Algorithm 1: its size, or the diagram itself.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "The action may change from epoch to epoch here, whatever the schedule of the scenario.",
            "",
            "text: one row a model and width: epochs (K_rob), actions, states and edges of the diagram with merged states (a,q,k,x,j), paths through all epochs and those within the deadline as powers of ten, and vertices of the tree with one vertex for each partial path within the deadline; the last two are upper bounds.",
            "",
            "dot: Graphviz.",
            "",
            "json: format jqodi-tree/1, {format, kind, deadlineSeconds, vertices, edges, models[] {name, loss}, pairs[] {model, bits or quantization, candidate, entered, epochs, seconds, joules, first, count, levels[][] {server, cut, seconds, joules, first, count | feasible}}}: first and count say which states of the next level edges lead to, joules is the weight of the edges into a state, feasible whether an edge leads to the virtual vertex. A diagram that would be too large to be written is refused as bad input."
        })
final class TreeCommand implements Callable<Integer> {
    /** Vertices a diagram that is written out may have. */
    private static final long MOST_VERTICES = 10_000;

    private final Streams streams;

    @Mixin
    private final ScenarioInput input = new ScenarioInput();

    @Option(
            names = "--states",
            description = "dot and json: merge the paths that end in the same state, as one vertex for each.")
    private boolean states;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), dot or json.")
    private Format format = Format.text;

    /** How a diagram is printed. */
    enum Format {
        /** Its size, for people. */
        text,
        /** For Graphviz. */
        dot,
        /** As a diagram file. */
        json
    }

    TreeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (format == Format.text) {
            input.usage()
                    .refuse("is of --format dot and json; text tells the sizes of both diagrams", List.of("--states"));
        }
        Problem problem = input.problem(streams);
        try {
            streams.out().print(ProgressLine.during(streams, "tree", () -> text(problem)));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(problem.scenario().name() + ": " + e.getMessage()
                    + (format == Format.text ? "" : " --only, --except and --states make it smaller."));
        }
        streams.out().flush();
        return ExitStatus.DONE;
    }

    private String text(Problem problem) {
        return switch (format) {
            case text -> TreeText.of(problem);
            case dot -> Dot.write(diagram(problem), MOST_VERTICES);
            case json -> TreeJson.write(diagram(problem), MOST_VERTICES);
        };
    }

    private Diagram diagram(Problem problem) {
        return states ? Diagram.ofStates(problem) : Diagram.ofPaths(problem, MOST_VERTICES);
    }
}
