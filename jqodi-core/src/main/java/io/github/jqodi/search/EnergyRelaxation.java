package io.github.jqodi.search;

import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.SolveListener;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import java.util.List;

/** Reasons of pairs without a plan that name the limit on the energy which is needed together with another loss target. */
final class EnergyRelaxation {
    private final Solver solver;
    private final Problem problem;
    private final SolveOptions options;
    private final SearchControl control;

    /**
     * The relaxation of one problem.
     *
     * @param solver finds the limit that is needed
     * @param problem whose energy may be limited
     * @param options of the solve
     * @param control of the solve, whose time it takes
     */
    EnergyRelaxation(Solver solver, Problem problem, SolveOptions options, SearchControl control) {
        this.solver = solver;
        this.problem = problem;
        this.options = options;
        this.control = control;
    }

    /** The assessment, of which rows that name a loss target name the limit on the energy that is needed with it. */
    Assessment of(Assessment assessment) {
        if (problem.scenario().target().joules().isEmpty()) {
            return assessment;
        }
        List<Infeasibility> rows = assessment.excluded().stream()
                .map(row ->
                        row.reason() == Reason.LOSS && row.lossTargetNeeded().isPresent() && !control.poll()
                                ? withEnergy(row)
                                : row)
                .toList();
        return new Assessment(assessment.candidates(), rows, assessment.warnings());
    }

    private Infeasibility withEnergy(Infeasibility row) {
        SolveOptions inTime = control.remaining(options).withAlternatives(0).withListener(SolveListener.NONE);
        SolveResult result = solver.solve(problem.withScenario(relaxed(row)), inTime);
        Infeasibility.Builder joint = row.toBuilder();
        result.infeasibilities().stream()
                .filter(why -> why.pair().equals(row.pair()))
                .forEach(why -> {
                    why.joulesNeeded().ifPresent(joint::joulesNeeded);
                    why.smallestDeadlineSeconds().ifPresent(joint::smallestDeadlineSeconds);
                });
        return joint.build();
    }

    /** The pair alone, with the loss target and the deadline that its row names. */
    private Scenario relaxed(Infeasibility row) {
        Scenario scenario = problem.scenario();
        QuantizedModel pair = row.pair();
        return scenario.withLossTarget(pair.model(), row.lossTargetNeeded().getAsDouble())
                .withTarget(scenario.target()
                        .withDeadlineSeconds(row.smallestDeadlineSeconds()
                                .orElse(scenario.target().deadlineSeconds())))
                .withChoices(scenario.choices()
                        .withModels(Selection.only(List.of(pair.model())))
                        .withQuantizations(Selection.only(List.of(pair.quantization()))));
    }
}
