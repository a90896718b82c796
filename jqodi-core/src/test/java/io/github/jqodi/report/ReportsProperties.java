package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.Planner;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.RandomGoals;
import io.github.jqodi.testing.RandomInferences;
import io.github.jqodi.testing.RandomProblems;
import io.github.jqodi.testing.ReadPage;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Pages of random problems: fine-tuning by every rule, runs in progress, limits, time, prices, inferences, with plans and without. */
class ReportsProperties {
    private static final int SEEDS = 120;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Status, Integer> seen = new EnumMap<>(Status.class);

    @Test
    void everyNumberOfAPageIsThatOfThePlanFileOrFollowsFromIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            check(seed, drawn.problem(), drawn.rule());
            RandomProblems.Case begun = RandomProblems.begun(seed);
            check(seed, begun.problem(), begun.rule());
            RandomGoals.Case limited = RandomGoals.limitedEnergy(seed);
            check(seed, limited.problem(), limited.rule());
            RandomGoals.Case time = RandomGoals.time(seed);
            check(seed, time.problem(), time.rule());
            RandomGoals.Case price = RandomGoals.price(seed);
            check(seed, price.problem(), price.rule());
            check(seed, inference(drawn.problem()), Rule.EXPECTED);
            check(seed, drawn.problem().withDeadlineSeconds(1e-6), drawn.rule());
        }
        assertTrue(seen.getOrDefault(Status.OPTIMAL, 0) > 3 * SEEDS, seen::toString);
        assertTrue(seen.getOrDefault(Status.INFEASIBLE, 0) > SEEDS, seen::toString);
    }

    @Test
    void aPageWithoutAnAnswerSaysSo() {
        SolveResult result = Planner.create()
                .withOptions(SolveOptions.DEFAULT.withMaxLabels(1).withRule(Rule.EXPECTED))
                .plan(RandomProblems.of(3).problem());
        SolveResult unknown = new SolveResult(
                Status.UNKNOWN,
                result.solver(),
                result.rule(),
                result.objectiveKind(),
                result.provenance(),
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                result.infeasibilities(),
                result.statistics());
        String html = PlanReport.html(RandomProblems.of(3).problem(), unknown);
        ReadPage.of(html).standsAlone().figuresAreNamed().readsInOrder();
        assertTrue(html.contains("UNKNOWN") && html.contains("A limit was reached before a plan was found."), html);
    }

    private static Problem inference(Problem drawn) {
        Scenario scenario = drawn.scenario().toBuilder()
                .task(Task.INFERENCE)
                .inference(Inference.of(10))
                .build();
        return new Problem(scenario, drawn.estimators(), RandomInferences.costs(drawn));
    }

    private void check(long seed, Problem problem, Rule rule) {
        SolveResult result = Planner.create().withRule(rule).plan(problem);
        seen.merge(result.status(), 1, Integer::sum);
        String html = PlanReport.html(problem, result);
        String message = "seed " + seed + ", " + result;
        assertEquals(html, PlanReport.html(problem, result), message);
        ReadPage page =
                ReadPage.of(html).standsAlone().figuresAreNamed().readsInOrder().showsItsNumbers();
        Set<Double> known = numbers(json(PlanJson.write(result)));
        known.add(problem.scenario().target().deadlineSeconds());
        problem.scenario().target().joules().ifPresent(known::add);
        result.plan().ifPresent(plan -> follow(known, problem, result, plan));
        known.add((double) result.infeasibilities().stream()
                .filter(why -> why.reason() == Infeasibility.Reason.PRUNED)
                .count());
        for (double number : page.numbers()) {
            assertTrue(known.contains(number), () -> message + ": " + number + " is in no file");
        }
        result.plan().ifPresent(plan -> tables(page, problem, result, plan, message));
    }

    /** What a page works out of a plan. */
    private static void follow(Set<Double> known, Problem problem, SolveResult result, Plan plan) {
        known.add(problem.scenario().target().deadlineSeconds() - plan.robust().seconds());
        known.add(1.0);
        double price =
                plan.bill().stream().mapToDouble(item -> item.price().orElse(0)).sum();
        boolean isPriced = plan.bill().stream().anyMatch(item -> item.price().isPresent());
        double total = isPriced ? price : plan.robust().joules();
        known.add(price);
        plan.bill().forEach(item -> known.add((isPriced ? item.price().orElse(0) : item.joules()) / total));
        for (int i = 0; i < result.alternatives().size(); i++) {
            known.add(i + 1.0);
            known.add(result.alternatives().get(i).objective() / plan.objective() - 1);
        }
        frontier(problem, result.rule()).forEach(point -> {
            known.add(point.limit());
            known.add(point.objective());
        });
        Candidate candidate = problem.assess().candidate(plan.pair()).orElseThrow();
        for (Action action : candidate.actions()) {
            Cost cost = cost(problem, candidate, action, plan.schedule().get(0).fromEpoch());
            known.add((double) action.cut());
            known.add(cost.seconds());
            known.add(cost.joules());
        }
    }

    /** None by rule paper. */
    private static List<Step> frontier(Problem problem, Rule rule) {
        return rule == Rule.PAPER
                ? List.of()
                : Frontier.of(problem, SolveOptions.DEFAULT.withRule(rule)).steps();
    }

    private static Cost cost(Problem problem, Candidate candidate, Action action, int epoch) {
        return problem.scenario().task() == Task.INFERENCE
                ? candidate
                        .costs()
                        .inference(action, problem.scenario().inference().orElseThrow())
                : candidate.costs().epoch(action, epoch);
    }

    /** The tables hold all rows, not only right numbers. */
    private static void tables(ReadPage page, Problem problem, SolveResult result, Plan plan, String message) {
        boolean isInference = problem.scenario().task() == Task.INFERENCE;
        List<List<Element>> bill = page.table(isInference ? "Bill of the inference" : "Bill of the robust run");
        assertEquals(plan.bill().isEmpty() ? 0 : plan.bill().size() + 1, bill.size(), message);
        for (int i = 0; i < plan.bill().size(); i++) {
            List<Element> row = bill.get(i);
            assertEquals(plan.bill().get(i).phase().label(), row.get(1).getTextContent(), message);
            assertEquals(List.of(plan.bill().get(i).seconds()), ReadPage.numbers(row.get(2)), message);
            assertEquals(List.of(plan.bill().get(i).joules()), ReadPage.numbers(row.get(3)), message);
        }
        int others = result.alternatives().size();
        List<List<Element>> alternatives = page.table("Best plans of other pairs");
        assertEquals(others, alternatives.size(), message);
        for (int i = 0; i < others; i++) {
            assertEquals(
                    List.of(result.alternatives().get(i).objective()),
                    ReadPage.numbers(alternatives.get(i).get(3)),
                    message);
        }
        long closed = result.infeasibilities().stream()
                .filter(why -> why.reason() != Infeasibility.Reason.PRUNED)
                .count();
        assertEquals(closed, page.table("Pairs without a plan").size(), message);
        if (!isInference) {
            assertEquals(3, page.table("What it comes to, setup included").size(), message);
        }
        assertEquals(
                result.objectiveKind() == ObjectiveKind.PRICE, page.toString().contains("Price by node"), message);
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Double> numbers(JsonNode node) {
        Set<Double> numbers = new HashSet<>();
        if (node.isNumber()) {
            numbers.add(node.doubleValue());
        }
        node.forEach(child -> numbers.addAll(numbers(child)));
        return numbers;
    }
}
