package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi verify}. */
@Command(
        name = "verify",
        description = "Recomputes a plan of a scenario or of a fleet from layers and equations.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Checked are the scenario's hash, schedule, times, energies, losses, chances, bill, deadline, objective, score, alternatives and stated relaxations, numbers to 1e-9 relative. Optimality and the lower bound cannot be vouched for.",
            "Of a fleet every plan is checked so, and deadlines with what is waited for, loads against capacities, energies, weights, and that each device is planned or left out."
        },
        exitCodeList = {"0:nothing is wrong", "1:the plan is wrong"})
final class VerifyCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            description = "A file of a scenario or a fleet, - for standard input, or the name of a bundled one.")
    @SuppressWarnings("NullAway.Init")
    private String scenario;

    @Parameters(index = "1", paramLabel = "PLAN", description = "A plan file, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String plan;

    @Option(
            names = "--gap",
            paramLabel = "G",
            description =
                    "The gap that the plan was asked for, up to which OPTIMAL is accepted. Default: 1e-9, of a fleet 1e-4.")
    private @Nullable Double gap;

    VerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (gap != null && !(gap >= 0 && gap < 1)) {
            throw new ParameterException(spec.commandLine(), "--gap " + gap + " must be at least 0 and below 1");
        }
        Inputs inputs = new Inputs(streams.in());
        return inputs.isFleet(scenario) ? verifyFleet(inputs) : verifyPlan(inputs);
    }

    private int verifyPlan(Inputs inputs) {
        Problem problem = inputs.scenario(scenario);
        SolveResult result = inputs.plan(plan);
        List<Finding> findings = findings(
                problem.scenario().name(), () -> ResultVerifier.verify(problem, result, gap(SolveOptions.DEFAULT_GAP)));
        return told(
                findings,
                result.plan().isPresent()
                        ? "The plan is consistent with the scenario."
                        : "The explanations are consistent with the scenario.");
    }

    private int verifyFleet(Inputs inputs) {
        Fleet fleet = inputs.fleet(scenario);
        FleetResult result = inputs.fleetPlan(plan, fleet);
        List<Finding> findings =
                findings(scenario, () -> FleetVerifier.verify(fleet, result, gap(FleetOptions.DEFAULT_GAP)));
        return told(findings, "The plans are consistent with the fleet.");
    }

    private double gap(double standard) {
        return gap == null ? standard : gap;
    }

    private int told(List<Finding> findings, String consistent) {
        if (findings.isEmpty()) {
            streams.out().println(consistent);
            streams.out().println("Optimality and the lower bound cannot be verified this way.");
            return ExitStatus.DONE;
        }
        findings.forEach(finding -> streams.out().println(Text.escaped(finding.toString())));
        return ExitStatus.WRONG_PLAN;
    }

    private List<Finding> findings(String name, Supplier<List<Finding>> work) {
        try {
            return ProgressLine.during(streams, "verify", work);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(name + ": " + e.getMessage());
        }
    }
}
