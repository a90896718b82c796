package io.github.jqodi.testing;

import io.github.jqodi.Planner;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Small random problems with limits on the energy and other objectives, most of whose limits bind. */
public final class RandomGoals {
    private RandomGoals() {}

    /** A problem and the rule it is to be solved by. */
    public record Case(Problem problem, Rule rule) {}

    /** Least energy under a deadline and a limit on the energy, drawn around the least. */
    public static Case limitedEnergy(long seed) {
        return limitedEnergy(RandomProblems.of(seed), new SplittableRandom(seed + 1));
    }

    static Case limitedEnergy(RandomProblems.Case drawn, SplittableRandom random) {
        Rule rule = drawn.rule() == Rule.PAPER ? Rule.ROBUST : drawn.rule();
        SolveResult free = Planner.create().withRule(rule).plan(drawn.problem());
        double least = free.plan().map(Plan::objective).orElse(100 * random.nextDouble());
        double limit = random.nextInt(4) == 0 ? least : least * (0.8 + 0.5 * random.nextDouble());
        return new Case(withJoules(drawn.problem(), limit), rule);
    }

    /** Least time, mostly under a limit on the energy between the least and that of the fastest schedule. */
    public static Case time(long seed) {
        return time(RandomProblems.of(seed).problem(), new SplittableRandom(seed + 2));
    }

    static Case time(Problem drawn, SplittableRandom random) {
        Problem problem = drawn.withScenario(drawn.scenario().withObjective(Objective.TIME));
        if (random.nextInt(2) == 0) {
            problem = problem.withDeadlineSeconds(1e7);
        }
        if (random.nextInt(6) == 0) {
            return new Case(problem, Rule.ROBUST);
        }
        SolveResult fastest = Planner.create().plan(problem);
        SolveResult strict = Planner.create().plan(withJoules(problem, Double.MIN_VALUE));
        OptionalDouble least = strict.infeasibilities().stream()
                .map(Infeasibility::joulesNeeded)
                .flatMapToDouble(OptionalDouble::stream)
                .min();
        double low = least.orElse(1);
        double high = fastest.plan().map(plan -> plan.robust().joules()).orElse(2 * low);
        double share = random.nextInt(8) == 0 ? 0 : random.nextDouble() * 1.1 - 0.1;
        return new Case(withJoules(problem, Math.max(Double.MIN_VALUE, low + share * (high - low))), Rule.ROBUST);
    }

    /** Least price, of joules and of seconds, by node and often by epoch. */
    public static Case price(long seed) {
        return price(RandomProblems.of(seed), new SplittableRandom(seed + 3));
    }

    static Case price(RandomProblems.Case drawn, SplittableRandom random) {
        Rule rule = drawn.rule() == Rule.PAPER ? Rule.ROBUST : drawn.rule();
        Scenario scenario = drawn.problem().scenario();
        Objective objective = Objective.price(prices(scenario, random));
        return new Case(drawn.problem().withScenario(scenario.withObjective(objective)), rule);
    }

    static Prices prices(Scenario scenario, SplittableRandom random) {
        List<String> names = new ArrayList<>(List.of("cloud", "device"));
        for (EdgeServer server : scenario.edgeServers()) {
            names.addAll(List.of(server.name(), "cloud-" + server.name(), server.name() + "-device"));
        }
        Prices prices = random.nextBoolean() ? Prices.NONE : Prices.ofJoules(random.nextDouble());
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                prices = prices.withPerJoule(name, random.nextInt(4) == 0 ? 0 : 10 * random.nextDouble());
            }
            if (random.nextInt(4) == 0) {
                prices = prices.withPerJouleByEpoch(
                        name, random.doubles(random.nextInt(1, 6), 0, 5).boxed().toList());
            }
            if (random.nextInt(4) == 0) {
                prices = prices.withPerSecond(name, random.nextDouble());
            }
        }
        return prices;
    }

    private static Problem withJoules(Problem problem, double joules) {
        Target target = problem.scenario().target().withJoules(Math.max(Double.MIN_VALUE, joules));
        return problem.withScenario(problem.scenario().withTarget(target));
    }

    /** What to print when a case fails. */
    public static String describe(long seed, Case failing) {
        return "seed " + seed + ", rule " + failing.rule() + "\n" + ScenarioJson.write(failing.problem());
    }
}
