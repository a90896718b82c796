package io.github.jqodi.testing;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.cost.analytic.TrainingMemory;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small random problems in which all that a truthful epoch has comes together: objectives and limits, measured times of layers,
 * costs of switching the server, named quantizations, frozen weights, memory of training, idle power, first placement, batches,
 * losses that estimates reach, and now and then inference as the task. Deadlines and limits mostly bind.
 */
public final class RandomPractice {
    private static final double LOOSE = 1e7;

    private final SplittableRandom random;

    private RandomPractice(long seed) {
        this.random = new SplittableRandom(97 * seed + 13);
    }

    /** A problem, the rule it is to be solved by, and whether inference is its task. */
    public record Case(Problem problem, Rule rule) {
        /** {@return whether nothing is trained} */
        public boolean isInference() {
            return problem.scenario().task() == Task.INFERENCE;
        }

        /** {@return whether layers are profiled} */
        public boolean isProfiled() {
            return problem.costModel() instanceof AnalyticCosts costs
                    && costs.profile().isPresent();
        }

        /** {@return whether some server costs something to change to, from epoch to epoch} */
        public boolean switches() {
            Scenario scenario = problem.scenario();
            return scenario.schedule() == SchedulePolicy.PER_EPOCH
                    && scenario.edgeServers().stream()
                            .anyMatch(server -> server.switchSeconds() > 0 || server.switchJoules() > 0);
        }

        /** {@return what to print when a case fails} */
        public String describe() {
            return "rule " + rule + "\n" + ScenarioJson.write(problem);
        }
    }

    /** The problem of a seed, few enough schedules to try them all. */
    public static Case of(long seed) {
        return new RandomPractice(seed).of(RandomProblems.of(seed));
    }

    private Case of(RandomProblems.Case drawn) {
        Rule rule = drawn.rule();
        Problem loose = enriched(drawn.problem()).withDeadlineSeconds(LOOSE);
        if (random.nextInt(8) == 0) {
            return inference(loose, rule);
        }
        Problem timed = RandomProblems.withDeadline(loose, rule, random);
        RandomProblems.Case tight = new RandomProblems.Case(timed, rule);
        return switch (random.nextInt(4)) {
            case 0 -> new Case(timed, rule);
            case 1 -> of(RandomGoals.limitedEnergy(tight, random));
            case 2 -> of(RandomGoals.time(timed, random));
            default -> of(RandomGoals.price(tight, random));
        };
    }

    private static Case of(RandomGoals.Case goal) {
        return new Case(goal.problem(), goal.rule());
    }

    private Problem enriched(Problem problem) {
        Scenario.Builder builder = problem.scenario().toBuilder()
                .edgeServers(problem.scenario().edgeServers().stream()
                        .map(this::server)
                        .toList());
        if (!(problem.costModel() instanceof AnalyticCosts analytic)) {
            return problem.withScenario(builder.build());
        }
        SchedulePolicy policy = random.nextInt(4) == 0 ? SchedulePolicy.FIXED : SchedulePolicy.PER_EPOCH;
        Scenario scenario = builder.schedule(policy)
                .cloud(withPower(problem.scenario().cloud().orElseThrow()))
                .device(withPower(problem.scenario().device().orElseThrow()))
                .models(problem.scenario().models().stream()
                        .map(this::partlyFrozen)
                        .toList())
                .build();
        boolean placed = policy == SchedulePolicy.FIXED && random.nextBoolean();
        AnalyticCosts costs = analytic.withPlacement(placed ? Placement.FIRST_EPOCH : Placement.IN_PLACE);
        if (random.nextInt(3) == 0) {
            costs = costs.withTrainingMemory(TrainingMemory.DEFAULT);
        }
        Problem enriched = new Problem(scenario, problem.estimators(), costs);
        return random.nextBoolean() ? RandomProfiles.of(enriched, random, true) : enriched;
    }

    private EdgeServer server(EdgeServer server) {
        EdgeServer powered = random.nextBoolean() ? server : server.withPower(idle(server.power()));
        return switch (random.nextInt(4)) {
            case 0 -> powered.withSwitching(random.nextInt(3) * 0.5, random.nextInt(3));
            case 1 -> powered.withSwitching(random.nextDouble(), 5 * random.nextDouble());
            default -> powered;
        };
    }

    private Cloud withPower(Cloud cloud) {
        return random.nextInt(3) == 0 ? cloud.withPower(idle(cloud.power())) : cloud;
    }

    private Device withPower(Device device) {
        return random.nextInt(3) == 0 ? device.withPower(idle(device.power())) : device;
    }

    private Power idle(Power power) {
        return power.withIdleWatts(random.nextInt(4) == 0 ? 0 : 20 * random.nextDouble());
    }

    /** Often some layers from the front on, or all but adapters. */
    private ModelVersion partlyFrozen(ModelVersion model) {
        int frozen = random.nextInt(3) == 0 ? random.nextInt(model.layers().size()) : 0;
        double adapters = random.nextInt(4) == 0 ? random.nextDouble() : 1;
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : model.layers()) {
            double share = layers.size() < frozen ? 0 : adapters;
            layers.add(layer.withTrainableParameters(layer.trainableParameters() * share));
        }
        return new ModelVersion(
                model.name(),
                model.loss(),
                model.lossTarget(),
                layers,
                model.cuts(),
                model.cloudMacsPerEpoch(),
                model.setup(),
                model.variants());
    }

    /** One of the four objectives, or energy below a limit. */
    private Case inference(Problem loose, Rule rule) {
        boolean computed = loose.costModel() instanceof AnalyticCosts;
        Scenario.Builder builder = loose.scenario().toBuilder()
                .task(Task.INFERENCE)
                .target(loose.scenario().target().withDeadlineSeconds(random.nextDouble() < 0.5 ? LOOSE : 0.5))
                .inference(Inference.of(1 + random.nextInt(40)).withBatchSize(1 + random.nextInt(20)));
        switch (random.nextInt(computed ? 5 : 4)) {
            case 0 -> builder.objective(Objective.ENERGY);
            case 1 -> builder.objective(Objective.TIME);
            case 2 -> builder.objective(Objective.price(RandomGoals.prices(loose.scenario(), random)));
            case 3 -> builder.target(loose.scenario().target().withJoules(10 * random.nextDouble() + Double.MIN_VALUE));
            default -> builder.objective(Objective.INTERVAL);
        }
        Scenario scenario = builder.build();
        boolean any = scenario.objective() instanceof Objective.Energy
                && scenario.target().joules().isEmpty();
        boolean fits = any || (rule != Rule.PAPER && !(scenario.objective() instanceof Objective.Time));
        return new Case(
                new Problem(scenario, loose.estimators(), RandomInferences.costs(loose)), fits ? rule : Rule.ROBUST);
    }

    /** What to print when a case fails. */
    public static String describe(long seed, Case failing) {
        return "seed " + seed + ", " + failing.describe();
    }
}
