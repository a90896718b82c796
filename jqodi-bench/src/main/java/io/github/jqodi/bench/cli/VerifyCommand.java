package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code jqodi verify}. */
@Command(
        name = "verify",
        description = "Recomputes a plan from the scenario's layers and equations.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Checked are the scenario's hash, schedule, times, energies, losses, chances, bill, deadline, objective, score, alternatives and stated relaxations, numbers to 1e-9 relative. Optimality and the lower bound cannot be vouched for."
        },
        exitCodeList = {"0:nothing is wrong", "1:the plan is wrong"})
final class VerifyCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            description = "A file, - for standard input, or the name of a bundled scenario.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String scenario;

    @Parameters(index = "1", paramLabel = "PLAN", description = "A plan file, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String plan;

    @Option(
            names = "--gap",
            paramLabel = "G",
            description = "The gap that the plan was asked for, up to which OPTIMAL is accepted. Default: 1e-9.")
    private double gap = SolveOptions.DEFAULT_GAP;

    VerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (!(gap >= 0 && gap < 1)) {
            throw new ParameterException(new CommandLine(this), "--gap " + gap + " must be at least 0 and below 1");
        }
        Inputs inputs = new Inputs(streams.in());
        Problem problem = inputs.scenario(scenario);
        SolveResult result = inputs.plan(plan);
        List<Finding> findings = findings(problem, result);
        if (findings.isEmpty()) {
            streams.out()
                    .println(
                            result.plan().isPresent()
                                    ? "The plan is consistent with the scenario."
                                    : "The explanations are consistent with the scenario.");
            streams.out().println("Optimality and the lower bound cannot be verified this way.");
            return ExitStatus.DONE;
        }
        findings.forEach(finding -> streams.out().println(Text.escaped(finding.toString())));
        return ExitStatus.WRONG_PLAN;
    }

    private List<Finding> findings(Problem problem, SolveResult result) {
        try {
            return ProgressLine.during(streams, "verify", () -> ResultVerifier.verify(problem, result, gap));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(problem.scenario().name() + ": " + e.getMessage());
        }
    }
}
