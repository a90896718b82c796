package io.github.jqodi.testing;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
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
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkEnergy;
import io.github.jqodi.scenario.LinkRate;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Variant.VariantLayer;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.testing.RandomProblems.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Random problems made of numbers that rounding is hard on: times far below an ulp of the deadline, exponents up to ±150, zeros,
 * setups of a day beside epochs of nothing, deadlines and loss targets at exact sums and the doubles next to them. All that a
 * scenario can say is used, mostly several things at once.
 */
public final class HardProblems {
    private static final double LOOSE = 1e200;
    private static final double LOSS = 0.04;

    private final SplittableRandom random;
    private final RandomQuantizations ofQuantizations;
    private List<Quantization> quantizations = List.of(Quantization.of(8));
    private final boolean medium;
    private final Rule rule;
    /** Powers of ten that times and energies of one problem range over, up and down. */
    private final int reach;
    /** A time beside which most others may be of the size of its ulp. */
    private final double longest;

    private final boolean vanishing;
    /** Times that many epochs have in common, so that sums are equal now and then. */
    private final double[] times;

    private final double[] energies;

    private HardProblems(long seed, boolean medium) {
        this.random = new SplittableRandom(seed);
        this.ofQuantizations = new RandomQuantizations(seed);
        this.medium = medium;
        this.rule = pick(Rule.EXPECTED, Rule.NOMINAL, Rule.ROBUST, medium ? Rule.EXPECTED : Rule.PAPER);
        this.reach = pick(0, 0, 3, 12, 20, rule == Rule.PAPER ? 30 : 150);
        double scale = power();
        this.longest = pick(1e5, 0.300000001, 0.5, 86400.0, scale);
        this.vanishing = random.nextInt(3) == 0;
        this.times =
                DoubleStream.generate(() -> time(scale)).limit(medium ? 5 : 9).toArray();
        double worth = power();
        this.energies =
                DoubleStream.generate(() -> energy(worth)).limit(medium ? 5 : 9).toArray();
    }

    /** A problem of few enough schedules to try them all. */
    public static Case small(long seed) {
        return new HardProblems(seed, false).next();
    }

    /** A problem with up to 150 epochs and few distinct times, so that labels on merged states stay few. */
    public static Case medium(long seed) {
        return new HardProblems(seed, true).next();
    }

    /** The rest of a run of a problem of few schedules, which has taken nothing, little or far more than the rest will. */
    public static Case begun(long seed) {
        return new HardProblems(seed, false).nextBegun();
    }

    private Case nextBegun() {
        Problem loose = withLossTargets(random.nextInt(5) < 3 ? measured() : analytic());
        Problem rest = loose.withProgress(run(loose.scenario()));
        return new Case(withDeadline(rest), rule);
    }

    private RunInProgress run(Scenario scenario) {
        ModelVersion model =
                scenario.models().get(random.nextInt(scenario.models().size()));
        int done = random.nextInt(4);
        double seconds = pick(0.0, anyTime(), longest, Math.ulp(longest), 1e15);
        RunInProgress run = RunInProgress.of(
                        new QuantizedModel(model.name(), widest()), done, seconds, pick(0.0, anyEnergy()))
                .withCarried(pick(0.0, 0.5, 1.0));
        return random.nextBoolean()
                ? run
                : run.withLastServer(scenario.edgeServers()
                        .get(random.nextInt(scenario.edgeServers().size()))
                        .name());
    }

    private Case next() {
        Problem loose = medium || random.nextInt(5) < 3 ? measured() : analytic();
        Problem meetable = withLossTargets(loose);
        return new Case(withDeadline(meetable), rule);
    }

    private double power() {
        return reach == 0 ? 1 : Math.pow(10, random.nextInt(-reach, reach + 1));
    }

    /** Nothing, small multiples, decimals, and times that vanish beside others. */
    private double time(double scale) {
        if (vanishing && random.nextInt(3) > 0) {
            return Math.ulp(longest) * (random.nextBoolean() ? random.nextDouble(3) : random.nextInt(9) / 8.0);
        }
        return switch (random.nextInt(9)) {
            case 0, 1 -> 0;
            case 2 -> scale * random.nextInt(1, 6);
            case 3 -> scale * random.nextInt(1, 30) / 10.0;
            case 4 -> scale * random.nextDouble();
            case 5 -> scale * random.nextDouble() * 1e-17;
            case 6 -> scale * 1e-22 * random.nextInt(1, 90);
            case 7 -> scale * (1 + random.nextInt(1, 4) * 0x1p-52);
            default -> power() * random.nextDouble();
        };
    }

    private double energy(double scale) {
        return switch (random.nextInt(7)) {
            case 0 -> 0;
            case 1, 2, 3 -> scale * random.nextInt(1, 8);
            case 4 -> scale * random.nextInt(1, 80) / 10.0;
            case 5 -> scale * random.nextDouble();
            default -> power() * random.nextInt(1, 8);
        };
    }

    private double anyTime() {
        return times[random.nextInt(times.length)];
    }

    private double anyEnergy() {
        return energies[random.nextInt(energies.length)];
    }

    private Problem measured() {
        List<Integer> cuts = random.nextBoolean() ? List.of(1) : List.of(1, 2);
        int models = random.nextInt(4) == 0 ? 2 : 1;
        int servers = random.nextInt(1, cuts.size() == 1 ? 4 : 3);
        Scenario.Builder builder = builder()
                .edgeServers(IntStream.range(0, servers)
                        .mapToObj(i -> EdgeServer.named("s" + i))
                        .toList())
                .bitWidths(8)
                .models(IntStream.range(0, models)
                        .mapToObj(i -> model("m" + i, List.of()).withCuts(cuts))
                        .toList());
        Scenario scenario = builder.build();
        List<EstimateTable.Row> rows = scenario.models().stream()
                .map(model -> row(QuantizedModel.of(model.name(), 8), servers * cuts.size()))
                .toList();
        List<Measurement> entries = new ArrayList<>();
        for (ModelVersion model : scenario.models()) {
            for (EdgeServer server : scenario.edgeServers()) {
                cuts.forEach(cut -> measure(entries, model.name(), server.name(), cut));
            }
        }
        return new Problem(scenario, Estimators.of(new EstimateTable(rows)), new MeasuredCosts(entries));
    }

    private void measure(List<Measurement> entries, String model, String server, int cut) {
        int from = random.nextInt(10) == 0 ? 2 : 1;
        int changes = random.nextInt(3) == 0 ? 0 : random.nextInt(medium ? 4 : 3);
        for (int i = 0; i <= changes; i++) {
            entries.add(new Measurement(QuantizedModel.of(model, 8), server, cut, anyTime(), anyEnergy(), from));
            from += random.nextInt(1, medium ? 30 : 4);
        }
    }

    private Scenario.Builder builder() {
        double confidence = pick(0.55, 0.8, 0.95, 0.99);
        return Scenario.builder("hard", new Target(LOOSE, 0.05, confidence))
                .schedule(random.nextInt(6) == 0 ? SchedulePolicy.FIXED : SchedulePolicy.PER_EPOCH);
    }

    private ModelVersion model(String name, List<Layer> layers) {
        ModelVersion model = ModelVersion.of(name, LOSS, layers);
        double seconds = vanishing ? longest : pick(0.0, 1e5, 0.300000001, anyTime());
        boolean setUp = random.nextInt(4) < (vanishing ? 3 : 2);
        return setUp ? model.withSetup(List.of(new Setup(widest(), seconds, anyEnergy()))) : model;
    }

    private Problem analytic() {
        int models = random.nextInt(4) == 0 ? 2 : 1;
        quantizations = ofQuantizations.like(random.nextInt(3) == 0 ? List.of(4, 8) : List.of(8));
        Scenario.Builder builder = builder()
                .cloud(new Cloud("cloud", new Processor(speed(), price()), nodePower()))
                .device(device())
                .edgeServers(IntStream.range(0, random.nextInt(1, 3))
                        .mapToObj(i -> server("s" + i))
                        .toList())
                .quantizations(quantizations)
                .workload(workload())
                .models(IntStream.range(0, models)
                        .mapToObj(i -> layered("m" + i))
                        .toList());
        if (random.nextBoolean()) {
            builder.inferenceSamples(pick(0.0, 1.0, 1e3, 1e9));
        }
        Scenario scenario = builder.build();
        if (random.nextInt(5) == 0
                && scenario.models().stream()
                        .anyMatch(model -> model.cutPoints().contains(1))) {
            scenario = scenario.withChoices(Choices.ALL.withCuts(Selection.except(List.of(1))));
        }
        List<EstimateTable.Row> rows = new ArrayList<>();
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                rows.add(row(
                        new QuantizedModel(model.name(), quantization.name()),
                        scenario.edgeServers().size() * model.cutPoints().size()));
            }
        }
        return new Problem(scenario, Estimators.of(new EstimateTable(rows)), costs(scenario));
    }

    private CostModel costs(Scenario scenario) {
        boolean placed = scenario.schedule() == SchedulePolicy.FIXED && random.nextBoolean();
        boolean computed =
                scenario.models().stream().allMatch(model -> !model.layers().isEmpty());
        return new AnalyticCosts(
                pick(Payload.values()),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(8),
                random.nextBoolean(),
                random.nextBoolean() ? new BitScaling.Floor(pick(0.0, 0.4, 1.0)) : new BitScaling.Table(table()),
                random.nextInt(3) == 0,
                placed ? Placement.FIRST_EPOCH : Placement.IN_PLACE,
                computed && random.nextInt(6) == 0
                        ? Optional.of(new TrainingMemory(pick(0, 32), pick(0, 64), pick(8, 32)))
                        : Optional.empty(),
                Optional.empty());
    }

    private Power nodePower() {
        return random.nextInt(5) == 0 ? Power.ofIdle(pick(1e-9, 0.5, 3e4)) : Power.UNKNOWN;
    }

    private Layer frozen(Layer layer) {
        return switch (random.nextInt(10)) {
            case 0 -> layer.withTrainableParameters(0);
            case 1 -> layer.withTrainableParameters(layer.parameters() * random.nextDouble());
            case 2 -> layer.withActivationElements(load());
            default -> layer;
        };
    }

    private Map<String, Double> table() {
        Map<String, Double> table = new HashMap<>(Map.of("32", 1.0));
        for (int i = 0; i < quantizations.size(); i++) {
            table.put(quantizations.get(i).name(), i == quantizations.size() - 1 ? 0.4 : 0.3);
        }
        return table;
    }

    private ModelVersion layered(String name) {
        int count = random.nextInt(2, 4);
        List<Layer> layers = IntStream.range(0, count)
                .mapToObj(i -> new Layer("l" + i, zeroOr(speed() * 1e-3), zeroOr(load()), zeroOr(load())))
                .map(this::frozen)
                .toList();
        ModelVersion model = model(name, layers)
                .withCuts(random.nextBoolean() ? List.of(0, count) : List.of(0, 1))
                .withCloudMacsPerEpoch(zeroOr(speed()));
        return random.nextInt(4) == 0
                ? model.withVariants(List.of(new Variant(
                        widest(),
                        IntStream.range(0, count)
                                .mapToObj(i -> new VariantLayer(
                                        zeroOr(speed()), zeroOr(load()), zeroOr(load()), zeroOr(load())))
                                .toList(),
                        random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(zeroOr(speed())))))
                : model;
    }

    private String widest() {
        return quantizations.get(quantizations.size() - 1).name();
    }

    private double zeroOr(double value) {
        return random.nextInt(4) == 0 ? 0 : value;
    }

    private double speed() {
        return 1e6 * random.nextDouble(1, 1e3);
    }

    private double load() {
        return random.nextInt(1, 5) * Math.pow(10, random.nextInt(0, 5));
    }

    private double price() {
        return zeroOr(random.nextDouble() * Math.pow(10, random.nextInt(-12, reach > 12 ? 30 : 0)));
    }

    private Workload workload() {
        Workload workload = Workload.of(random.nextInt(1, 1000), zeroOr(random.nextDouble(500)))
                .withPasses(pick(3.0, 2.0, 1e-9), 1)
                .withInput(zeroOr(3072), 8);
        return random.nextBoolean() ? workload : workload.withBatchSize(random.nextInt(1, 600));
    }

    private Device device() {
        Device device = Device.of("device", speed(), price()).withPower(nodePower());
        if (random.nextInt(6) == 0) {
            device = device.withMemoryBytes(load());
        }
        return random.nextInt(4) == 0 ? device.withOverheadPerBatch(pick(0.0, 1e-20, 0.5, 1e4), anyEnergy()) : device;
    }

    private EdgeServer server(String name) {
        EdgeServer server = EdgeServer.of(name, new Processor(speed(), price()), link(), link())
                .withPower(nodePower());
        if (random.nextInt(6) == 0) {
            server = server.withMemoryBytes(load());
        }
        if (random.nextInt(4) == 0) {
            server = server.withOverheadPerBatch(pick(0.0, 1e-20, 0.5, 1e2), anyEnergy());
        }
        if (random.nextInt(4) == 0) {
            server = server.withSwitching(pick(0.0, 1e-20, 0.5, 1e2), pick(0.0, anyEnergy()));
        }
        return random.nextBoolean() ? server : server.withOverhead(pick(0.0, 1e-20, 0.5, 1e4), anyEnergy());
    }

    private Link link() {
        Link.Builder link = Link.builder(new LinkRate.Fixed(rate()), energy());
        if (random.nextInt(3) == 0) {
            link.uplinkBitsPerSecond(OptionalDouble.of(rate()));
        }
        if (random.nextInt(3) == 0) {
            link.uplinkEnergy(Optional.of(energy()));
        }
        return link.latencySeconds(random.nextInt(3) == 0 ? pick(1e-18, 0.05, 1e3) : 0)
                .bitsPerSecondByEpoch(forecast(() -> random.nextInt(10) == 0 ? 0 : rate()))
                .joulesPerBitByEpoch(forecast(this::price))
                .uplinkBitsPerSecondByEpoch(forecast(() -> random.nextInt(10) == 0 ? 0 : rate()))
                .build();
    }

    private LinkEnergy energy() {
        return random.nextInt(4) == 0 ? new LinkEnergy.Power(pick(0.0, 1e-9, 2.0)) : new LinkEnergy.PerBit(price());
    }

    private double rate() {
        return pick(1.0, 2.0, 1e3) * Math.pow(10, random.nextInt(0, 9));
    }

    private List<Double> forecast(java.util.function.DoubleSupplier value) {
        return random.nextInt(3) > 0
                ? List.of()
                : DoubleStream.generate(value)
                        .limit(random.nextInt(1, 5))
                        .boxed()
                        .toList();
    }

    private EstimateTable.Row row(QuantizedModel pair, int actions) {
        int most = medium ? 150 : actions > 3 ? 4 : actions > 2 ? 5 : 7;
        EstimateTable.Row row = EstimateTable.Row.of(pair, epochs(most));
        return random.nextInt(3) == 0
                ? row.withLosses(
                        new LossEstimate(decimal(), decimal()),
                        new Trajectory(gains(medium ? 200 : 24), gains(medium ? 200 : 24)))
                : row;
    }

    private EpochEstimate epochs(int most) {
        int expected = random.nextInt(1, most + 1);
        int robust = random.nextInt(expected, most + 1);
        return switch (random.nextInt(8)) {
            case 0 -> pmf(most);
            case 1 -> EpochEstimate.normal(Math.max(1, most * 0.4), random.nextDouble(most * 0.1));
            case 2 -> EpochEstimate.samples(random.ints(5, 1, most + 1).toArray(), random.nextInt(3) == 0 ? 1 : 0);
            default -> EpochEstimate.of(expected, robust);
        };
    }

    /** Whole shares of a whole, some epochs of no probability, perhaps never. */
    private EpochEstimate pmf(int most) {
        int[] shares = random.ints(most, 0, 4).map(x -> x == 1 ? 0 : x).toArray();
        shares[random.nextInt(most)] = 8;
        int never = random.nextInt(3) == 0 ? 1 : 0;
        double whole = never + IntStream.of(shares).sum();
        return EpochEstimate.pmf(IntStream.of(shares).mapToObj(x -> x / whole).toList(), never / whole);
    }

    private double decimal() {
        return random.nextInt(-5, 20) / 1000.0;
    }

    private GainSeries gains(int count) {
        return new GainSeries(decimals(count), decimals(count));
    }

    private List<Double> decimals(int count) {
        return random.ints(count, -10, 2).mapToObj(x -> x / 1000.0).toList();
    }

    /** Targets at the exact loss of a pair and the doubles next to it. */
    private Problem withLossTargets(Problem problem) {
        if (random.nextInt(3) == 0) {
            return problem;
        }
        List<Candidate> all = withTarget(problem, OptionalDouble.of(Double.MAX_VALUE))
                .assess()
                .candidates();
        List<ModelVersion> models = new ArrayList<>();
        for (ModelVersion model : problem.scenario().models()) {
            OptionalDouble loss = all.stream()
                    .filter(candidate -> candidate.model().name().equals(model.name()))
                    .flatMap(candidate -> candidate.losses().stream())
                    .mapToDouble(losses -> losses.worst())
                    .findFirst();
            double at = loss.orElse(0.05);
            models.add(model.withLossTarget(Math.max(0, pick(at, Math.nextUp(at), Math.nextDown(at), at + 1))));
        }
        return problem.withScenario(
                problem.scenario().toBuilder().models(models).build());
    }

    private static Problem withTarget(Problem problem, OptionalDouble target) {
        List<ModelVersion> models = problem.scenario().models().stream()
                .map(model -> model.withLossTarget(target.getAsDouble()))
                .toList();
        return problem.withScenario(
                problem.scenario().toBuilder().models(models).build());
    }

    /** The exact time of some schedule, the doubles next to it, or something loose. */
    private Problem withDeadline(Problem loose) {
        List<Candidate> candidates = loose.assess().candidates();
        if (candidates.isEmpty() || random.nextInt(12) == 0) {
            return loose.withDeadlineSeconds(pick(1.0, 1e5, LOOSE));
        }
        ExactSum seconds = someSchedule(candidates.get(random.nextInt(candidates.size())));
        loose.continued().ifPresent(known -> seconds.add(known.run().seconds()));
        double at = seconds.value();
        double deadline = pick(at, Math.nextUp(at), Math.nextUp(at), Math.nextDown(at), seconds.nextAbove(), at * 1.01);
        return loose.withDeadlineSeconds(Math.max(Double.MIN_VALUE, deadline));
    }

    /** Mostly quick actions, so that the deadline binds. */
    private ExactSum someSchedule(Candidate candidate) {
        ExactSum sum = new ExactSum(candidate.setup().seconds());
        double patience = random.nextDouble();
        Action last = candidate.actions().isEmpty() ? null : candidate.actions().get(0);
        for (int k = 1; k <= candidate.robustEpochs() && last != null; k++) {
            double best = Double.POSITIVE_INFINITY;
            for (Action action : candidate.actions()) {
                Cost cost = candidate.costs().epoch(action, k);
                boolean takes = cost.isEffective() && (cost.seconds() < best || random.nextDouble() < patience * 0.5);
                best = takes ? cost.seconds() : best;
            }
            sum.add(best < Double.POSITIVE_INFINITY ? best : 0);
        }
        return sum;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
