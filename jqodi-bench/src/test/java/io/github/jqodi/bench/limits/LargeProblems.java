package io.github.jqodi.bench.limits;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Problems of the largest sizes a scenario may have. */
final class LargeProblems {
    static final int LONG_LIST = 100_000;
    static final int MANY_SERVERS = 100_000;
    static final int MOST_EPOCHS = 1_000_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private SchedulePolicy schedule = SchedulePolicy.PER_EPOCH;
    private double inferenceSamples;
    private int models = 1;
    private double[] widths = {8};
    private EpochEstimate epochs = EpochEstimate.of(LONG_LIST - 1000, LONG_LIST);
    private int layers = 8;
    private boolean tight;

    LargeProblems fixed() {
        schedule = SchedulePolicy.FIXED;
        return this;
    }

    LargeProblems inference(double samples) {
        inferenceSamples = samples;
        return this;
    }

    LargeProblems pairs(int modelCount, double... bits) {
        models = modelCount;
        widths = bits;
        return this;
    }

    LargeProblems epochs(EpochEstimate estimate) {
        epochs = estimate;
        return this;
    }

    LargeProblems layers(int count) {
        layers = count;
        return this;
    }

    /** A deadline that even the fastest schedule misses. */
    LargeProblems tooTight() {
        tight = true;
        return this;
    }

    /** Servers whose rates never change. */
    Problem steady(int servers) {
        return problem(servers, i -> link());
    }

    /** Servers with forecasts of their own. */
    Problem forecast(int servers, int entries) {
        return problem(servers, i -> link().withBitsPerSecondByEpoch(list(entries)));
    }

    /** Servers that differ in name and speed alone; their forecasts are equal lists, not the same ones. */
    Problem equalForecasts(int servers, int entries) {
        List<Double> list = list(entries);
        return problem(servers, i -> Link.of(1e8, 1e-8).withBitsPerSecondByEpoch(new ArrayList<>(list)));
    }

    /** Servers that share one forecast. */
    Problem sharedForecast(int servers, int entries) {
        Link link = link().withBitsPerSecondByEpoch(list(entries));
        return problem(servers, i -> link);
    }

    /** Costs measured anew in every epoch. */
    Problem measured(int epochCount) {
        List<Measurement> entries = new ArrayList<>();
        for (int k = 1; k <= epochCount; k++) {
            for (int cut = 0; cut < 4; cut++) {
                double seconds = random.nextDouble(1, 2);
                entries.add(
                        new Measurement(QuantizedModel.of("model0", 8), "server0", cut, seconds, 10 - 3 * seconds, k));
            }
        }
        Scenario scenario = Scenario.builder("measured", Target.of(1.45 * epochCount, 1))
                .edgeServers(List.of(EdgeServer.named("server0")))
                .bitWidths(8)
                .model(ModelVersion.of("model0", 1, List.of()).withCuts(List.of(0, 1, 2, 3)))
                .build();
        EstimateTable table = new EstimateTable(List.of(
                EstimateTable.Row.of(QuantizedModel.of("model0", 8), EpochEstimate.of(epochCount, epochCount))));
        return new Problem(scenario, Estimators.of(table), new MeasuredCosts(entries));
    }

    private Problem problem(int servers, IntFunction<Link> deviceLinks) {
        Scenario.Builder builder = Scenario.builder("large", Target.of(1e9, 0.5))
                .schedule(schedule)
                .cloud(Cloud.of("cloud", 1e12, 1e-11))
                .device(Device.of("device", 1e9, 2e-10))
                .edgeServers(IntStream.range(0, servers)
                        .mapToObj(i -> EdgeServer.of(
                                "server" + i,
                                new Processor(random.nextDouble(1e10, 1e11), random.nextDouble(1e-10, 1e-9)),
                                Link.of(random.nextDouble(5e7, 2e8), random.nextDouble(1e-9, 1e-8)),
                                deviceLinks.apply(i)))
                        .toList())
                .bitWidths(widths)
                .workload(Workload.of(100, 20).withInput(3072, 8))
                .models(IntStream.range(0, models).mapToObj(this::model).toList());
        if (inferenceSamples > 0) {
            builder.inferenceSamples(inferenceSamples);
        }
        List<EstimateTable.Row> rows = new ArrayList<>();
        for (int m = 0; m < models; m++) {
            for (double bits : widths) {
                rows.add(EstimateTable.Row.of(QuantizedModel.of("model" + m, bits), epochs));
            }
        }
        Problem loose = new Problem(
                builder.build(), Estimators.of(new EstimateTable(rows)), AnalyticCosts.PAPER.withPayload(Payload.BOTH));
        return loose.withDeadlineSeconds(deadline(loose));
    }

    /** Half-way between the fastest action and the cheapest one of some servers, so that the deadline binds. */
    private double deadline(Problem problem) {
        Scenario scenario = problem.scenario();
        ModelCosts costs = problem.costModel().costs(scenario, QuantizedModel.of("model0", widths[0]));
        double fastest = Double.POSITIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double cheapest = 0;
        for (int s = 0; s < Math.min(100, scenario.edgeServers().size()); s++) {
            for (int cut : scenario.models().get(0).cutPoints()) {
                Cost cost = costs.epoch(new Action(scenario.edgeServers().get(s), cut), 1);
                fastest = Math.min(fastest, cost.seconds());
                cheapest = cost.joules() < least ? cost.seconds() : cheapest;
                least = Math.min(least, cost.joules());
            }
        }
        int most = epochs.at(0.95).orElseThrow().robustEpochs().orElse(1);
        return most * (tight ? 0.01 * fastest : (fastest + cheapest) / 2);
    }

    private ModelVersion model(int number) {
        List<Layer> list = IntStream.range(0, layers)
                .mapToObj(i -> new Layer(
                        "layer" + i,
                        random.nextDouble(1e6, 1e8),
                        random.nextDouble(1e3, 1e6),
                        random.nextDouble(1e2, 1e5)))
                .toList();
        return ModelVersion.of("model" + number, 0.4, list);
    }

    private Link link() {
        return Link.of(random.nextDouble(1e7, 1e8), random.nextDouble(1e-9, 1e-7));
    }

    private List<Double> list(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(k -> random.nextDouble(1e7, 1e8))
                .toList();
    }
}
