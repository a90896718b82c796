package io.github.jqodi.bench.study;

import io.github.jqodi.bench.peer.library.LinearModel;
import io.github.jqodi.bench.peer.library.OrTools;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.scenario.FleetSize;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import io.github.jqodi.plan.Rule;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Plans of fleets beside other people's solvers: of small fleets the value beside SCIP's and CP-SAT's of one program of whole
 * numbers, of others the bound beside the linear program of all schedules by GLOP.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.FleetPeers --help}.
 */
public final class FleetPeers {
    private FleetPeers() {}

    /**
     * Prints a line for each fleet.
     *
     * @param args sizes, seeds, limit
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /** The command. */
    @Command(
            description = "Prints values of fleets beside those of SCIP and CP-SAT, and bounds beside GLOP's.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DEVICES/SERVERS@PRESSURE",
                arity = "0..*",
                defaultValue = "5/2@0.9 10/3@0.9 20/4@0.9 30/5@0.9",
                split = " ",
                description = "Sizes. Default: ${DEFAULT-VALUE}.")
        private List<String> sizes = new ArrayList<>();

        @Option(
                names = "--seeds",
                defaultValue = "3",
                converter = Values.Positive.class,
                description = "How many of each. Default: ${DEFAULT-VALUE}.")
        private int seeds;

        @Option(
                names = "--peer-seconds",
                defaultValue = "60",
                converter = Values.Positive.class,
                description = "When a peer is cut off. Default: ${DEFAULT-VALUE}.")
        private int peerSeconds;

        @Option(
                names = "--nodes",
                defaultValue = "2000",
                converter = Values.Positive.class,
                description =
                        "Most nodes, and neighbourhoods for a resource, of our own search. Default: ${DEFAULT-VALUE}.")
        private int nodes;

        @Option(names = "--bounds", description = "Sets bounds beside the linear program's in place of values.")
        private boolean bounds;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            List<FleetSize> asked = Values.all(spec, sizes, FleetSize::parse);
            if (!OrTools.isAvailable()) {
                out.println("OR-Tools has no native library here");
                return Program.DONE;
            }
            for (FleetSize size : asked) {
                for (int seed = 1; seed <= seeds; seed++) {
                    Fleet fleet = size.generator(seed).generate();
                    out.println(size + ", seed " + seed + ": " + (bounds ? bound(fleet) : values(fleet)));
                    out.flush();
                }
            }
            return Program.DONE;
        }

        private String bound(Fleet fleet) {
            // without branching, which raises the bound above that of the linear program
            FleetOptions options = FleetOptions.DEFAULT.withNeighbourhoods(0);
            FleetResult own = FleetPlanner.create().withOptions(options).plan(fleet);
            LinearModel.Answer program = new FleetModels(fleet).relaxed(own);
            return String.format(
                    Locale.ROOT,
                    "bound %.8g, GLOP %.8g%s, lower by %.2e, findings of the verifier %d",
                    own.lowerBound(),
                    program.value(),
                    program.isProven() ? "" : " not converged",
                    1 - own.lowerBound() / program.value(),
                    findings(fleet, own));
        }

        private static int findings(Fleet fleet, FleetResult own) {
            return FleetVerifier.verify(fleet, own, FleetOptions.DEFAULT.gap()).size();
        }

        private String values(Fleet fleet) {
            FleetOptions options = FleetOptions.DEFAULT.withRule(Rule.ROBUST).withNeighbourhoods(nodes);
            long began = System.nanoTime();
            FleetResult own = FleetPlanner.create().withOptions(options).plan(fleet);
            double seconds = (System.nanoTime() - began) / 1e9;
            FleetModels models = new FleetModels(fleet);
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "value %.8g, gap %.3f %%, left out %d, %.1f s, findings of the verifier %d",
                    own.value(),
                    100 * own.gap(),
                    own.rejectedCount(),
                    seconds,
                    findings(fleet, own)));
            for (String solver : List.of("SCIP", "SAT")) {
                LinearModel.Answer peer = models.compact(solver, Duration.ofSeconds(peerSeconds));
                line.append(String.format(
                        Locale.ROOT,
                        "; %s %s, ours %+.3f %% to its value, its bound %+.3f %%",
                        solver,
                        peer.isProven() ? "proven" : "cut off",
                        100 * (own.value() / peer.value() - 1),
                        100 * (peer.bound() / peer.value() - 1)));
            }
            return line.toString();
        }
    }
}
