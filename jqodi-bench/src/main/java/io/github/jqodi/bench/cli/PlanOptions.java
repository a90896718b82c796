package io.github.jqodi.bench.cli;

import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.Solver;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of commands that plan one scenario or many: rule, solver, limits and what they change in it. */
final class PlanOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = {
                "What is minimised. Default: expected; robust where time is minimised.",
                "  expected  mean energy up to the target or the end",
                "  nominal   energy of a typical run, K_exp epochs",
                "  robust    energy of a run of all K_rob epochs",
                "  paper     Algorithm 4's score, of robust energy"
            })
    private @Nullable String rule;

    @Option(
            names = "--objective",
            paramLabel = "KIND",
            description = {
                "What is minimised, in place of what the scenario says.",
                "  energy  joules, as the rule weighs them",
                "  time    seconds of all K_rob epochs, by rule robust; below target.joules where given",
                "  price   what the bill costs, by the prices of the scenario"
            })
    private @Nullable String objective;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            description = "In place of that of the scenario, above 0; of a run in progress counted from its start.")
    private @Nullable Double deadline;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Which solver; 'jqodi solvers' lists them. Default: ${DEFAULT-VALUE}.")
    private String solver = Solvers.exact().name();

    @Option(
            names = "--schedule",
            paramLabel = "KIND",
            description = "fixed or perEpoch, in place of what the scenario says.")
    private @Nullable String schedule;

    @Option(
            names = "--top",
            paramLabel = "N",
            description =
                    "How many best plans of other pairs of model and width to work out at most. Default: ${DEFAULT-VALUE}.")
    private int top = 5;

    @Option(
            names = "--gap",
            paramLabel = "G",
            description = "Relative distance of objective and bound that counts as proven. Default: 1e-9.")
    private double gap = SolveOptions.DEFAULT_GAP;

    @Option(names = "--time-limit", paramLabel = "SECONDS", description = "When to give up. Default: never.")
    private @Nullable Double timeLimit;

    /** The solver asked for. */
    Solver solver() {
        return Solvers.byName(solver)
                .orElseThrow(() -> usage().unknown(
                                "--solver",
                                solver,
                                Solvers.all().stream().map(Solver::name).toList()));
    }

    /** How it solves a problem. */
    SolveOptions options(Problem problem) {
        return usage().options(
                        problem,
                        options -> options.withGap(gap).withAlternatives(top),
                        rule,
                        List.of(Rule.values()),
                        timeLimit);
    }

    /** Refuses what no scenario makes right. */
    void check() {
        solver();
        if (rule != null) {
            usage().rule(rule, List.of(Rule.values()));
        }
        if (schedule != null) {
            policy(schedule);
        }
        if (timeLimit != null) {
            usage().timeLimit(timeLimit);
        }
        try {
            SolveOptions.DEFAULT.withGap(gap).withAlternatives(top);
        } catch (IllegalArgumentException e) {
            throw usage().bad(e.getMessage());
        }
    }

    /** A problem with what the options change. */
    Problem of(Problem read) {
        return schedule == null && objective == null && deadline == null ? read : usage().changed(read, this::asked);
    }

    private Usage usage() {
        return new Usage(spec);
    }

    private Scenario asked(Scenario given) {
        Scenario scenario = given;
        if (schedule != null) {
            scenario = scenario.withSchedule(policy(schedule));
        }
        if (objective != null) {
            scenario = withObjective(scenario, objective);
        }
        if (deadline != null) {
            scenario = withDeadline(scenario, deadline);
        }
        return scenario;
    }

    private Scenario withDeadline(Scenario scenario, double seconds) {
        if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw usage().bad("--deadline " + seconds + " must be finite and above 0 seconds");
        }
        return scenario.withTarget(scenario.target().withDeadlineSeconds(seconds));
    }

    private Scenario withObjective(Scenario scenario, String kind) {
        return switch (kind) {
            case "energy" -> scenario.withObjective(Objective.ENERGY);
            case "time" -> scenario.withObjective(Objective.TIME);
            case "price" -> withPrices(scenario);
            default -> throw usage().unknown("--objective", kind, List.of("energy", "time", "price"));
        };
    }

    private Scenario withPrices(Scenario scenario) {
        if (!(scenario.objective() instanceof Objective.Price)) {
            throw usage().bad("--objective price needs prices: the scenario's objective must be"
                    + " {\"minimise\": \"price\", \"pricePerJoule\": …} with prices of its nodes and links");
        }
        return scenario;
    }

    private SchedulePolicy policy(String name) {
        return switch (name) {
            case "fixed" -> SchedulePolicy.FIXED;
            case "perEpoch" -> SchedulePolicy.PER_EPOCH;
            default -> throw usage().bad("--schedule '" + name + "' must be fixed or perEpoch");
        };
    }
}
