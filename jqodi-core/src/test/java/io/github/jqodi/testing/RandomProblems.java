package io.github.jqodi.testing;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.cost.analytic.TrainingMemory;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Small random problems over everything a scenario can say: schedules, payloads, forecasts, memory limits, links that are
 * down, measured costs with ties, estimates of every form, for several losses, trajectories, accuracies, inference. Deadlines are drawn between the fastest
 * schedule and the one of least energy, so that many of them bind.
 */
public final class RandomProblems {
    private static final double LOOSE = 1e7;

    private final SplittableRandom random;
    /** Draws what was added later, so that problems without it stay as they were. */
    private final SplittableRandom beliefs;
    /** Draws frozen weights, memory of training, placement and idle power. */
    private final SplittableRandom extras;

    private final int mostEpochs;
    private final Quantization narrow;
    private final Quantization wide;

    private RandomProblems(long seed, int mostEpochs) {
        this.random = new SplittableRandom(seed);
        this.beliefs = new SplittableRandom(~seed);
        this.extras = new SplittableRandom(31 * seed + 7);
        List<Quantization> both = new RandomQuantizations(seed).like(List.of(4, 8));
        this.narrow = both.get(0);
        this.wide = both.get(1);
        this.mostEpochs = mostEpochs;
    }

    /** A problem and the rule it is to be solved by. */
    public record Case(Problem problem, Rule rule) {}

    /** The problem of a seed, with at most 4 actions and 5 epochs, so that every schedule can be tried. */
    public static Case of(long seed) {
        RandomProblems problems = new RandomProblems(seed, 5);
        Rule rule = problems.pick(Rule.NOMINAL, Rule.NOMINAL, Rule.EXPECTED, Rule.ROBUST, Rule.PAPER);
        Problem loose = problems.loose();
        return new Case(withDeadline(loose, rule, problems.random), rule);
    }

    /** The rest of a run of the problem of a seed. */
    public static Case begun(long seed) {
        RandomProblems problems = new RandomProblems(seed, 5);
        Rule rule = problems.pick(Rule.NOMINAL, Rule.NOMINAL, Rule.EXPECTED, Rule.ROBUST, Rule.PAPER);
        Problem loose = problems.loose();
        return new Case(problems.begun(loose, rule, progress(loose, new SplittableRandom(17 * seed + 5))), rule);
    }

    /** The rest of a run, whose deadline binds what remains. */
    private Problem begun(Problem loose, Rule rule, RunInProgress run) {
        double left = withDeadline(loose.withProgress(run), rule, random)
                .scenario()
                .target()
                .deadlineSeconds();
        return loose.withDeadlineSeconds(left + run.seconds()).withProgress(run);
    }

    /** A run of a problem with up to three epochs done. */
    private static RunInProgress progress(Problem problem, SplittableRandom own) {
        Scenario scenario = problem.scenario();
        ModelVersion model = scenario.models().get(own.nextInt(scenario.models().size()));
        Quantization quantization = scenario.quantizations()
                .get(own.nextInt(scenario.quantizations().size()));
        int done = own.nextInt(4);
        RunInProgress run = RunInProgress.of(
                        new QuantizedModel(model.name(), quantization.name()),
                        done,
                        own.nextInt(2) * own.nextDouble(50),
                        own.nextInt(2) * own.nextDouble(50))
                .withCarried(own.nextInt(3) * 0.5);
        if (own.nextBoolean()) {
            run = run.withLastServer(scenario.edgeServers()
                    .get(own.nextInt(scenario.edgeServers().size()))
                    .name());
        }
        return own.nextBoolean()
                ? run
                : run.withLosses(own.doubles(done, 0.03, 0.09).boxed().toList());
    }

    private Problem loose() {
        boolean measured = random.nextInt(5) == 0;
        List<ModelVersion> models = IntStream.rangeClosed(1, random.nextInt(3) == 0 ? 2 : 1)
                .mapToObj(i -> model("model" + i))
                .toList();
        Scenario.Builder builder = Scenario.builder(
                        "random", new Target(LOOSE, 0.05, random.nextInt(4) == 0 ? 0.8 : 0.95))
                .schedule(random.nextInt(7) == 0 ? SchedulePolicy.FIXED : SchedulePolicy.PER_EPOCH)
                .cloud(Cloud.of("cloud", between(1e9, 1e11), between(1e-11, 1e-9)))
                .device(device())
                .edgeServers(IntStream.rangeClosed(1, random.nextInt(6) == 0 ? 1 : 2)
                        .mapToObj(i -> server("server" + i))
                        .toList())
                .quantizations(random.nextBoolean() ? List.of(wide) : List.of(narrow, wide))
                .workload(workload())
                .models(models);
        if (!measured && random.nextInt(5) == 0) {
            builder.inference(inference(between(0, 1000)));
        }
        Scenario scenario = withKnownSetups(builder.build());
        List<EstimateTable.Row> rows = new ArrayList<>();
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                if (random.nextInt(12) > 0) {
                    rows.addAll(rows(model, quantization));
                }
            }
        }
        CostModel costs = measured ? measured(scenario) : analytic(scenario);
        Problem problem = new Problem(scenario, Estimators.of(new EstimateTable(rows)), costs);
        return beliefs.nextInt(6) == 0 ? Accuracies.of(problem) : problem;
    }

    /** In batches every other time, by the number itself, so that what is drawn afterwards stays as it was. */
    private static Inference inference(double samples) {
        SplittableRandom own = new SplittableRandom(Double.doubleToLongBits(samples));
        Inference together = Inference.of(samples);
        return own.nextBoolean() ? together.withBatchSize(1 + own.nextInt(400)) : together;
    }

    /** A tenth below the fastest schedule, a tenth loose, the rest between the fastest schedule and the one of least energy. */
    static Problem withDeadline(Problem loose, Rule rule, SplittableRandom random) {
        SolveResult free = Planner.create()
                .withOptions(SolveOptions.DEFAULT.withRule(rule == Rule.PAPER ? Rule.ROBUST : rule))
                .plan(loose);
        if (free.plan().isEmpty()) {
            return loose;
        }
        SolveResult strict = Planner.create().withRule(Rule.ROBUST).plan(loose.withDeadlineSeconds(Double.MIN_VALUE));
        Plan best = free.plan().get();
        double fastest = smallestDeadline(strict, best.pair());
        double anyFastest = strict.infeasibilities().stream()
                .flatMapToDouble(x -> x.smallestDeadlineSeconds().stream())
                .min()
                .orElse(fastest);
        int kind = random.nextInt(20);
        if (kind < 2) {
            return loose.withDeadlineSeconds(Math.max(anyFastest * between(random, 0.5, 1), Double.MIN_VALUE));
        }
        if (kind < 4) {
            return loose.withDeadlineSeconds(Math.max(best.robust().seconds(), 1e-9) * between(random, 1, 2));
        }
        double deadline = fastest + (best.robust().seconds() - fastest) * between(random, 0.05, 0.95);
        return loose.withDeadlineSeconds(Math.max(Math.nextUp(deadline), fastest));
    }

    private static double smallestDeadline(SolveResult strict, QuantizedModel pair) {
        return strict.infeasibilities().stream()
                .filter(x -> x.pair().equals(pair))
                .map(Infeasibility::smallestDeadlineSeconds)
                .flatMapToDouble(OptionalDouble::stream)
                .findFirst()
                .orElse(Double.MIN_VALUE);
    }

    /** Of two quantizations that models were drawn for, the scenario may hold one alone. */
    private static Scenario withKnownSetups(Scenario scenario) {
        return scenario.toBuilder()
                .models(scenario.models().stream()
                        .map(model -> withKnownSetup(model, scenario.quantizations()))
                        .toList())
                .build();
    }

    private static ModelVersion withKnownSetup(ModelVersion model, List<Quantization> quantizations) {
        return model.withSetup(model.setup().stream()
                .filter(setup -> Quantization.bitWidth(setup.quantization()).isPresent()
                        || quantizations.stream().anyMatch(q -> q.name().equals(setup.quantization())))
                .toList());
    }

    private ModelVersion model(String name) {
        int count = 2 + random.nextInt(2);
        List<Layer> layers = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Layer("layer" + i, between(1e4, 1e7), between(1e2, 1e5), between(10, 1e4)))
                .map(this::frozen)
                .toList();
        List<Integer> cuts = random.nextInt(3) == 0 ? List.of(0, random.nextBoolean() ? count : 1) : List.of(1, 2);
        ModelVersion model = ModelVersion.of(name, 0.04, layers)
                .withCuts(cuts.stream().distinct().toList())
                .withCloudMacsPerEpoch(random.nextBoolean() ? 0 : between(1e6, 1e10));
        return random.nextBoolean()
                ? model
                : model.withSetup(List.of(
                        new Setup(wide.name(), between(0, 5), between(0, 5)),
                        new Setup(narrow.name(), 0, between(0, 5))));
    }

    private Layer frozen(Layer layer) {
        return switch (extras.nextInt(12)) {
            case 0 -> layer.withTrainableParameters(0);
            case 1 -> layer.withTrainableParameters(layer.parameters() * extras.nextDouble());
            case 2 -> layer.withActivationElements(extras.nextDouble(1e4));
            default -> layer;
        };
    }

    private Power power() {
        return extras.nextInt(6) == 0 ? Power.ofIdle(extras.nextDouble(20)) : Power.UNKNOWN;
    }

    private Workload workload() {
        Workload workload = Workload.of(between(10, 2000), between(0, 500))
                .withPasses(random.nextBoolean() ? 3 : 2, 1)
                .withInput(3072, 8);
        return random.nextInt(3) > 0 ? workload : workload.withBatchSize(random.nextInt(8, 512));
    }

    private Device device() {
        Device device =
                Device.of("device", between(1e8, 1e10), between(1e-11, 1e-9)).withPower(power());
        if (random.nextInt(8) == 0) {
            device = device.withMemoryBytes(between(1e3, 1e5));
        }
        return random.nextInt(4) == 0 ? device.withOverheadPerBatch(between(0, 1), between(0, 1)) : device;
    }

    private EdgeServer server(String name) {
        EdgeServer server = EdgeServer.of(name, new Processor(between(1e9, 1e12), between(1e-11, 2e-9)), link(), link())
                .withPower(power());
        if (random.nextInt(6) == 0) {
            server = server.withMemoryBytes(between(1e3, 1e5));
        }
        if (random.nextInt(6) == 0) {
            server = server.withOverheadPerBatch(between(0, 0.1), between(0, 0.1));
        }
        if (random.nextInt(4) == 0) {
            double scale = pick(0.1, 1.0, 10.0);
            server = random.nextBoolean()
                    ? server.withSwitching(scale * random.nextInt(3), scale * random.nextInt(3))
                    : server.withSwitching(between(0, scale), between(0, scale));
        }
        return random.nextBoolean() ? server : server.withOverhead(between(0, 1), between(0, 1));
    }

    private Link link() {
        Link link = Link.of(between(1e5, 1e8), between(1e-9, 1e-6));
        if (random.nextInt(4) == 0) {
            link = link.withUplink(between(1e5, 1e8), between(1e-9, 1e-6));
        }
        if (random.nextInt(6) == 0) {
            link = link.withWatts(between(0.01, 10));
        }
        if (random.nextInt(4) == 0) {
            link = link.withLatencySeconds(between(0, 0.1));
        }
        if (random.nextInt(3) == 0) {
            link = link.withBitsPerSecondByEpoch(
                    DoubleStream.generate(() -> random.nextInt(12) == 0 ? 0 : between(1e5, 1e8))
                            .limit(1 + random.nextInt(6))
                            .boxed()
                            .toList());
        }
        return link;
    }

    private AnalyticCosts analytic(Scenario scenario) {
        boolean placed = scenario.schedule() == SchedulePolicy.FIXED && extras.nextBoolean();
        return new AnalyticCosts(
                pick(Payload.values()),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(8),
                random.nextBoolean(),
                new BitScaling.Floor(random.nextBoolean() ? 0.4 : 0),
                random.nextInt(6) == 0,
                placed ? Placement.FIRST_EPOCH : Placement.IN_PLACE,
                extras.nextInt(6) == 0 ? Optional.of(TrainingMemory.DEFAULT) : Optional.empty(),
                Optional.empty());
    }

    /** Small whole numbers and tenths, so that ties and times of 0 are common. */
    private MeasuredCosts measured(Scenario scenario) {
        boolean whole = random.nextBoolean();
        List<Measurement> entries = new ArrayList<>();
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                QuantizedModel pair = new QuantizedModel(model.name(), quantization.name());
                for (EdgeServer server : scenario.edgeServers()) {
                    for (int cut : model.cutPoints()) {
                        if (random.nextInt(8) > 0) {
                            entries.add(measurement(pair, server.name(), cut, 1, whole));
                        }
                        if (random.nextInt(3) == 0) {
                            entries.add(measurement(pair, server.name(), cut, 2 + random.nextInt(3), whole));
                        }
                    }
                }
            }
        }
        return new MeasuredCosts(entries);
    }

    private Measurement measurement(QuantizedModel pair, String server, int cut, int epoch, boolean whole) {
        double scale = whole ? 1 : 0.1;
        int t = random.nextInt(10);
        return new Measurement(
                pair, server, cut, t * scale, Math.max(0, 10 - t + random.nextInt(5) - 2) * scale, epoch);
    }

    private EstimateTable.Row row(ModelVersion model, Quantization quantization) {
        EpochEstimate epochs = epochs();
        EstimateTable.Row row = EstimateTable.Row.of(new QuantizedModel(model.name(), quantization.name()), epochs);
        return random.nextInt(4) == 0 ? row.withLosses(gamma(), trajectory()) : row;
    }

    /** Mostly one row, which says what it reaches or not; else one for some of three losses around the target of 0.05. */
    private List<EstimateTable.Row> rows(ModelVersion model, Quantization quantization) {
        EstimateTable.Row first = row(model, quantization);
        if (beliefs.nextInt(4) > 0) {
            return List.of(beliefs.nextBoolean() ? first : first.withReaches(beliefs.nextBoolean() ? 0.05 : 0.03));
        }
        List<EstimateTable.Row> rows = new ArrayList<>();
        for (double loss : new double[] {0.07, 0.05, 0.03}) {
            if (beliefs.nextInt(3) > 0) {
                rows.add((rows.isEmpty() ? first : row(model, quantization)).withReaches(loss));
            }
        }
        return rows;
    }

    private EpochEstimate epochs() {
        int expected = 2 + random.nextInt(mostEpochs - 1);
        return switch (random.nextInt(14)) {
            case 0 -> EpochEstimate.never();
            case 1 -> EpochEstimate.pmf(List.of(0.3, 0.4, 0.28), random.nextBoolean() ? 0.02 : 0.0200000001);
            case 2 -> EpochEstimate.pmf(List.of(0.0, 0.0, 0.5, 0.0), 0.5);
            case 3 -> EpochEstimate.normal(between(1, 3.5), between(0, 0.5));
            case 4 ->
                EpochEstimate.samples(random.ints(4, 1, mostEpochs + 1).toArray(), random.nextInt(8) == 0 ? 1 : 0);
            default -> EpochEstimate.of(expected, expected + random.nextInt(mostEpochs - expected + 1));
        };
    }

    private LossEstimate gamma() {
        double expected = between(-0.001, 0.01);
        return new LossEstimate(expected, expected + between(0, 0.005));
    }

    private Trajectory trajectory() {
        return new Trajectory(gains(), gains());
    }

    private GainSeries gains() {
        return new GainSeries(
                random.doubles(12, -0.01, 0.0005).boxed().toList(),
                random.doubles(12, -0.009, 0.0005).boxed().toList());
    }

    private double between(double low, double high) {
        return between(random, low, high);
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** What to print when a case fails: seed, rule and the scenario file. */
    public static String describe(long seed, Case failing) {
        return "seed " + seed + ", rule " + failing.rule() + "\n"
                + ScenarioJson.write(failing.problem().tabulated());
    }
}
