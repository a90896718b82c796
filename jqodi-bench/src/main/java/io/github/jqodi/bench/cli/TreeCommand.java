package io.github.jqodi.bench.cli;

import io.github.jqodi.json.TreeJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.view.Dot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            "text: one row a model and width: epochs (K_rob), actions, states and edges of the diagram with merged states",
            "(a,q,k,x,j), paths through all epochs and those within the deadline as powers of ten, and vertices of the tree",
            "with one vertex for each partial path within the deadline; the last two are upper bounds.",
            "dot: Graphviz. json: format jqodi-tree/1, {format, kind, deadlineSeconds, vertices, edges, models[] {name, loss},",
            "pairs[] {model, bits, candidate, entered, epochs, seconds, joules, first, count, levels[][] {server, cut, seconds,",
            "joules, first, count | feasible}}}: first and count say which states of the next level edges lead to, joules is",
            "the weight of the edges into a state, feasible whether an edge leads to the virtual vertex."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "64:bad usage", "65:bad input, or a diagram too large to be written"})
final class TreeCommand implements Callable<Integer> {
    /** Vertices a diagram that is written out may have. */
    private static final long MOST_VERTICES = 10_000;

    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "A file, - for standard input, or the name of a bundled scenario.")
    @SuppressWarnings("NullAway.Init")
    private String scenario;

    @Option(
            names = "--only",
            paramLabel = "KEY=VALUE",
            description = "Pins a choice: model, bits, server or cut. Repeatable; several values by commas.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--except", paramLabel = "KEY=VALUE", description = "Forbids a choice, in the same way.")
    private List<String> except = new ArrayList<>();

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
        Problem problem = problem();
        try {
            streams.out().print(text(problem));
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

    private Problem problem() {
        Problem problem = new Inputs(streams.in()).scenario(scenario);
        try {
            Choices choices = SelectionOptions.apply(problem.scenario().choices(), only, except);
            return problem.withScenario(problem.scenario().withChoices(choices));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
