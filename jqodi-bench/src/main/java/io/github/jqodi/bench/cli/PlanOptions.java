package io.github.jqodi.bench.cli;

import io.github.jqodi.Solvers;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.ObjectiveKind;
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
    private static final List<ObjectiveKind> OBJECTIVES =
            List.of(ObjectiveKind.ENERGY, ObjectiveKind.TIME, ObjectiveKind.PRICE);

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = {
                "How epochs weigh in the objective. Default: expected; robust where time is minimised.",
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
        checkLimits();
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
        if (deadline != null) {
            checkDeadline(deadline);
        }
        if (objective != null) {
            checkObjective(objective);
        }
        if (timeLimit != null) {
            usage().timeLimit(timeLimit);
        }
        checkLimits();
    }

    private void checkObjective(String label) {
        ObjectiveKind kind = objective(label);
        if (rule != null) {
            Rule asked = usage().rule(rule, List.of(Rule.values()));
            usage().check(asked, weighing -> Goal.check(kind, weighing));
        }
    }

    /** A problem with what the options change. */
    Problem applyTo(Problem read) {
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
        checkDeadline(seconds);
        return scenario.withTarget(scenario.target().withDeadlineSeconds(seconds));
    }

    private void checkDeadline(double seconds) {
        if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw usage().bad("--deadline " + seconds + " must be finite and above 0 seconds");
        }
    }

    private void checkLimits() {
        if (!(gap >= 0 && gap < 1)) {
            throw usage().bad("--gap (" + Text.shortest(gap) + ") must be at least 0 and below 1");
        }
        if (top < 0) {
            throw usage().bad("--top (" + top + ") must be at least 0");
        }
    }

    private Scenario withObjective(Scenario scenario, String label) {
        return switch (objective(label)) {
            case TIME -> scenario.withObjective(Objective.TIME);
            case PRICE -> withPrices(scenario);
            default -> scenario.withObjective(Objective.ENERGY);
        };
    }

    private ObjectiveKind objective(String label) {
        return OBJECTIVES.stream()
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> usage().unknown(
                                "--objective",
                                label,
                                OBJECTIVES.stream().map(ObjectiveKind::label).toList()));
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
