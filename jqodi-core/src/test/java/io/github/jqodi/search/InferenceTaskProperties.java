package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.withPlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.RandomInferences;
import io.github.jqodi.testing.RandomProblems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Inference as the task against a search of its own: every pair, every place, in big decimals where sums decide. */
class InferenceTaskProperties {
    private static final int SEEDS = 10_000;
    /** Each solver in turn on so many seeds, the verifier and files too. */
    private static final int EVERY = 5;

    private static final SolveOptions ALL = SolveOptions.DEFAULT.withAlternatives(100);

    @Test
    void theBestPlaceIsFound() {
        int planned = 0;
        int alone = 0;
        int unmet = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            Problem problem = inference(seed, drawn.problem());
            List<Place> places = places(problem);
            SolveResult result = solver(seed).solve(problem, ALL.withRule(drawn.rule()));
            String message = "seed " + seed + ": " + result + " of " + problem;
            double least = places.stream().mapToDouble(Place::joules).min().orElse(Double.POSITIVE_INFINITY);
            assertEquals(places.isEmpty() ? Status.INFEASIBLE : Status.OPTIMAL, result.status(), message);
            assertEquals(least, result.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY), message);
            assertEquals(
                    places.stream().map(Place::pair).distinct().count(),
                    result.plan().stream().count() + result.alternatives().size(),
                    message);
            planned += result.plan().isPresent() ? 1 : 0;
            unmet += result.plan().isEmpty() ? 1 : 0;
            alone += result.plan().filter(InferenceTaskProperties::isAlone).isPresent() ? 1 : 0;
            if (seed % EVERY == 0) {
                assertEquals(List.of(), ResultVerifier.verify(problem, result), message);
                assertEquals(result, PlanJson.parse(PlanJson.write(result)), message);
                assertFrontier(problem, result, message);
            }
        }
        assertTrue(planned > SEEDS / 4, planned + " planned");
        assertTrue(alone > SEEDS / 100, alone + " on the device alone");
        assertTrue(unmet > SEEDS / 20, unmet + " without a plan");
    }

    @Test
    void anotherPlaceIsRefused() {
        int refused = 0;
        for (long seed = 0; seed < SEEDS; seed += EVERY) {
            Problem problem = inference(seed, RandomProblems.of(seed).problem());
            SolveResult result = Solvers.exact().solve(problem, ALL.withRule(Rule.ROBUST));
            if (result.plan().isEmpty()) {
                continue;
            }
            Plan plan = result.plan().get();
            Segment only = plan.schedule().get(0);
            for (Place place : places(problem)) {
                Optional<String> server = place.server();
                if (!place.pair().equals(plan.pair())
                        || (server.equals(only.server()) && place.action().cut() == only.cut())) {
                    continue;
                }
                Plan moved = plan.toBuilder()
                        .schedule(
                                List.of(new Segment(1, 1, server, place.action().cut())))
                        .build();
                assertFalse(
                        ResultVerifier.verify(problem, withPlan(result, moved)).isEmpty(),
                        "seed " + seed + ": " + moved);
                refused++;
            }
        }
        assertTrue(refused > SEEDS / 20, refused + " refused");
    }

    @Test
    void filesSayTheSame() {
        for (long seed = 0; seed < SEEDS; seed += EVERY) {
            Problem problem = inference(seed, RandomProblems.of(seed).problem());
            Problem read = ScenarioJson.parse(ScenarioJson.write(problem));
            assertEquals(problem.scenario(), read.scenario());
            assertEquals(
                    Solvers.exact().solve(problem, ALL).plan(),
                    Solvers.exact().solve(read, ALL).plan());
        }
    }

    private static Solver solver(long seed) {
        return seed % EVERY == 0
                ? Solvers.all().get((int) (seed / EVERY % Solvers.all().size()))
                : Solvers.exact();
    }

    private static boolean isAlone(Plan plan) {
        return plan.schedule().get(0).server().isEmpty();
    }

    private static void assertFrontier(Problem problem, SolveResult result, String message) {
        Frontier frontier = Frontier.of(problem, ALL.withRule(Rule.ROBUST));
        double deadline = problem.scenario().target().deadlineSeconds();
        assertEquals(result.plan().map(Plan::objective), frontier.at(deadline).map(Frontier.Step::objective), message);
    }

    /** A place that meets deadline and loss. */
    private record Place(QuantizedModel pair, Action action, boolean alone, double joules) {
        Optional<String> server() {
            return Optional.of(action.server().name()).filter(name -> !alone);
        }
    }

    private static List<Place> places(Problem problem) {
        Scenario scenario = problem.scenario();
        List<Place> places = new ArrayList<>();
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                QuantizedModel pair = new QuantizedModel(model.name(), quantization.name());
                boolean open = scenario.choices().models().allows(model.name())
                        && scenario.choices().quantizations().allows(quantization.name());
                if (open && meetsLoss(problem, model, pair)) {
                    addPlaces(problem, model, pair, places);
                }
            }
        }
        return places;
    }

    private static boolean meetsLoss(Problem problem, ModelVersion model, QuantizedModel pair) {
        LossEstimate gamma = problem.estimators().table().orElseThrow().rows().stream()
                .filter(row -> row.pair().equals(pair))
                .flatMap(row -> row.compressionLoss().stream())
                .findFirst()
                .orElse(new LossEstimate(0, 0));
        BigDecimal target = new BigDecimal(problem.scenario().lossTarget(model));
        int wanted = problem.scenario().metric() == Metric.LOSS ? -1 : 1;
        BigDecimal loss = new BigDecimal(model.loss());
        return loss.add(new BigDecimal(gamma.expected())).compareTo(target) == wanted
                && loss.add(new BigDecimal(gamma.robust())).compareTo(target) == wanted;
    }

    private static void addPlaces(Problem problem, ModelVersion model, QuantizedModel pair, List<Place> places) {
        Scenario scenario = problem.scenario();
        ModelCosts costs = problem.costModel().costs(scenario, pair);
        for (EdgeServer server : scenario.edgeServers()) {
            for (int cut : model.cutPoints()) {
                boolean alone = cut == model.layerCount();
                boolean open = scenario.choices().cuts().allows(cut)
                        && (alone || scenario.choices().servers().allows(server.name()));
                Action action = new Action(server, cut);
                Cost cost = costs.inference(action, scenario.inference().orElseThrow());
                if (open
                        && cost.isEffective()
                        && cost.seconds() < scenario.target().deadlineSeconds()) {
                    places.add(new Place(pair, action, alone, cost.joules()));
                }
            }
        }
    }

    /** The inference of a random problem's models, with a deadline that one of its places takes, or a double more or less. */
    private static Problem inference(long seed, Problem drawn) {
        SplittableRandom random = new SplittableRandom(seed);
        Scenario.Builder builder = drawn.scenario().toBuilder()
                .task(Task.INFERENCE)
                .target(drawn.scenario().target().withDeadlineSeconds(1e9));
        if (random.nextInt(4) > 0) {
            Inference inference = Inference.of(random.nextInt(50));
            builder.inference(random.nextBoolean() ? inference.withBatchSize(1 + random.nextInt(20)) : inference);
        }
        Problem loose = new Problem(builder.build(), drawn.estimators(), RandomInferences.costs(drawn));
        List<Place> places = places(loose);
        if (places.isEmpty()) {
            return loose;
        }
        Place place = places.get(random.nextInt(places.size()));
        double seconds = loose.costModel()
                .costs(loose.scenario(), place.pair())
                .inference(place.action(), loose.scenario().inference().orElseThrow())
                .seconds();
        double deadline = switch (random.nextInt(4)) {
            case 0 -> 1e9;
            case 1 -> Math.nextUp(seconds);
            case 2 -> seconds * 1.5;
            default -> seconds;
        };
        return loose.withDeadlineSeconds(Math.max(Double.MIN_VALUE, deadline));
    }
}
