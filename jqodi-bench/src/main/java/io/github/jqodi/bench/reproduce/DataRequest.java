package io.github.jqodi.bench.reproduce;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.strategy.ConstraintViolation;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.Strategy;
import io.github.jqodi.strategy.StrategyOutcome;
import java.util.List;

/**
 * One of the paper's two data requests, with the runs its four strategies decide on. Optimum, Full Model and Minimal Model are
 * planned; JQODI is the published decision costed, since Algorithm 4 does not give it (READINGS 4.6).
 *
 * @param number 1 or 2
 * @param problem what is planned
 * @param optimum least energy of all
 * @param jqodi the published decision of JQODI
 * @param full least energy at 32 bits
 * @param minimal least energy at 1 bit
 */
record DataRequest(int number, Problem problem, Run optimum, Run jqodi, Run full, Run minimal) {
    static DataRequest of(int number, Problem problem, Published published) {
        return new DataRequest(
                number,
                problem,
                planned("Optimum", problem, Strategies.optimum()),
                decided("JQODI", problem, Decision.parse(published.words("data" + number + ".jqodi.decision"))),
                planned("Full Model", problem, Strategies.fullModel()),
                planned("Minimal Model", problem, Strategies.minimalModel()));
    }

    private static Run planned(String name, Problem problem, Strategy strategy) {
        StrategyOutcome outcome = strategy.plan(problem, SolveOptions.DEFAULT);
        boolean reaches = outcome.breaches().stream().noneMatch(b -> b.kind() == ConstraintViolation.Kind.NEVER);
        return Run.of(name, problem, outcome.plan().orElseThrow(), reaches);
    }

    private static Run decided(String name, Problem problem, Decision decision) {
        Plan plan = Solvers.exact()
                .solve(decision.pin(problem), SolveOptions.DEFAULT.withRule(Rule.NOMINAL))
                .plan()
                .orElseThrow();
        return Run.of(name, problem, plan, true);
    }

    /** All four, in the paper's order. */
    List<Run> runs() {
        return List.of(optimum, jqodi, full, minimal);
    }

    /** The plan that a rule finds best. */
    Plan best(Rule rule) {
        return Solvers.exact()
                .solve(problem, SolveOptions.DEFAULT.withRule(rule))
                .plan()
                .orElseThrow();
    }

    Candidate candidate(QuantizedModel pair) {
        return problem.assess().candidate(pair).orElseThrow();
    }

    /** Costs of an epoch. */
    Cost epoch(Decision decision) {
        return problem.costModel()
                .costs(problem.scenario(), decision.pair())
                .epoch(Decision.action(problem, decision.server(), decision.cut()), 1);
    }

    double deadlineSeconds() {
        return problem.scenario().target().deadlineSeconds();
    }
}
