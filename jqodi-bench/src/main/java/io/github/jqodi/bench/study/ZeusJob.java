package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.study.ZeusRuns.Epoch;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A task of the Zeus traces with a target: configurations as models, GPUs as servers, limits of power as cuts, epochs as samples
 * over every second seed. The other seeds are held back and play what was decided.
 */
final class ZeusJob {
    private static final int LEAST_SEEDS = 4;

    private final String task;
    private final double target;
    private final Map<String, List<OptionalInt>> known = new LinkedHashMap<>();
    private final Map<String, List<OptionalInt>> heldBack = new LinkedHashMap<>();
    private final List<Epoch> epochs;

    private ZeusJob(String task, double target, List<Epoch> epochs) {
        this.task = task;
        this.target = target;
        this.epochs = epochs;
    }

    /** A choice for a whole run: a configuration on a GPU at a limit of power, for so many epochs of each. */
    record Choice(String configuration, List<Part> parts) {
        static Choice fixed(String configuration, Epoch epoch) {
            return new Choice(configuration, List.of(new Part(Integer.MAX_VALUE, epoch)));
        }
    }

    /** The epochs up to one, all the same. */
    record Part(int toEpoch, Epoch epoch) {}

    /** What a run took in the end; a seed that does not get there runs until the deadline. */
    record Outcome(double seconds, double joules, boolean met) {}

    /** Every task and target with enough seeds of some configuration, and not all of them in vain. */
    static List<ZeusJob> all(ZeusRuns runs) {
        List<ZeusJob> jobs = new ArrayList<>();
        runs.seeds()
                .forEach((task, targets) -> targets.forEach((target, configurations) -> {
                    ZeusJob job = new ZeusJob(task, target, runs.epochs().getOrDefault(task, List.of()));
                    configurations.forEach(job::add);
                    if (!job.possible().isEmpty()) {
                        jobs.add(job);
                    }
                }));
        return jobs;
    }

    private void add(String configuration, List<OptionalInt> seeds) {
        boolean timed = epochs.stream().anyMatch(epoch -> epoch.batch() == ZeusRuns.batch(configuration));
        if (seeds.size() < LEAST_SEEDS || !timed) {
            return;
        }
        for (int i = 0; i < seeds.size(); i++) {
            (i % 2 == 0 ? known : heldBack)
                    .computeIfAbsent(configuration, each -> new ArrayList<>())
                    .add(seeds.get(i));
        }
    }

    /** Configurations all of whose known seeds reached the target. */
    private List<String> possible() {
        return known.keySet().stream()
                .filter(name -> seeds(known, name).stream().allMatch(OptionalInt::isPresent))
                .toList();
    }

    String label() {
        return task + " to " + target;
    }

    private static List<OptionalInt> seeds(Map<String, List<OptionalInt>> of, String configuration) {
        return Objects.requireNonNull(of.get(configuration));
    }

    private double mean(String configuration) {
        return seeds(known, configuration).stream()
                .mapToInt(OptionalInt::orElseThrow)
                .average()
                .orElseThrow();
    }

    private int most(String configuration) {
        return seeds(known, configuration).stream()
                .mapToInt(OptionalInt::orElseThrow)
                .max()
                .orElseThrow();
    }

    private List<Epoch> of(String configuration) {
        return epochs.stream()
                .filter(epoch -> epoch.batch() == ZeusRuns.batch(configuration))
                .toList();
    }

    /** The shortest time in which all known seeds of a configuration get there. */
    double fastestSeconds() {
        return possible().stream()
                .flatMapToDouble(name -> of(name).stream().mapToDouble(epoch -> most(name) * epoch.seconds()))
                .min()
                .orElseThrow();
    }

    /** The configuration and GPU of the shortest mean time at full power. */
    Choice fastest() {
        return bestOf(possible(), Epoch::seconds, this::isFullPower);
    }

    /** The same at the least limit of power of that GPU. */
    Choice leastPower() {
        Epoch at = fastest().parts().get(0).epoch();
        String configuration = fastest().configuration();
        return Choice.fixed(
                configuration,
                of(configuration).stream()
                        .filter(epoch -> epoch.gpu().equals(at.gpu()))
                        .min(Comparator.comparingInt(Epoch::watts))
                        .orElseThrow());
    }

    /** The configuration that needs the fewest epochs, on the GPU of the shortest epoch at full power. */
    Choice fewestEpochs() {
        String configuration =
                possible().stream().min(Comparator.comparingDouble(this::mean)).orElseThrow();
        return bestOf(List.of(configuration), Epoch::seconds, this::isFullPower);
    }

    /** The largest batch that gets there, which fills the GPU, at full power. */
    Choice largestBatch() {
        String configuration = possible().stream()
                .max(Comparator.comparingInt(ZeusRuns::batch))
                .orElseThrow();
        return bestOf(List.of(configuration), Epoch::seconds, this::isFullPower);
    }

    private boolean isFullPower(Epoch epoch) {
        return epochs.stream()
                .filter(each -> each.gpu().equals(epoch.gpu()) && each.batch() == epoch.batch())
                .allMatch(each -> each.watts() <= epoch.watts());
    }

    private Choice bestOf(
            List<String> configurations,
            java.util.function.ToDoubleFunction<Epoch> cost,
            java.util.function.Predicate<Epoch> open) {
        Choice best = null;
        double least = Double.POSITIVE_INFINITY;
        for (String configuration : configurations) {
            for (Epoch epoch : of(configuration)) {
                double total = mean(configuration) * cost.applyAsDouble(epoch);
                if (open.test(epoch) && total < least) {
                    least = total;
                    best = Choice.fixed(configuration, epoch);
                }
            }
        }
        return Objects.requireNonNull(best);
    }

    /** The plan for a deadline; empty if there is none. */
    Optional<Choice> planned(double deadlineSeconds, double confidence) {
        return Planner.create()
                .plan(problem(deadlineSeconds, confidence))
                .plan()
                .map(this::choice);
    }

    private Choice choice(Plan plan) {
        List<Part> parts = new ArrayList<>();
        String configuration = plan.pair().model();
        for (Segment segment : plan.schedule()) {
            parts.add(new Part(
                    segment.toEpoch(),
                    of(configuration).stream()
                            .filter(epoch -> epoch.watts() == segment.cut()
                                    && epoch.gpu().equals(segment.server().orElse("")))
                            .findFirst()
                            .orElseThrow()));
        }
        return new Choice(configuration, parts);
    }

    /** The measured scenario. */
    Problem problem(double deadlineSeconds, double confidence) {
        List<ModelVersion> models = new ArrayList<>();
        List<Measurement> entries = new ArrayList<>();
        List<EstimateTable.Row> beliefs = new ArrayList<>();
        known.forEach((configuration, seeds) -> {
            QuantizedModel pair = QuantizedModel.of(configuration, Quantization.FULL_PRECISION_BITS);
            List<Epoch> own = of(configuration);
            models.add(ModelVersion.of(configuration, 0, List.of())
                    .withCuts(own.stream().map(Epoch::watts).distinct().sorted().toList()));
            own.forEach(epoch ->
                    entries.add(new Measurement(pair, epoch.gpu(), epoch.watts(), epoch.seconds(), epoch.joules(), 1)));
            beliefs.add(new EstimateTable.Row(
                    pair, Optional.of(estimate(seeds)), OptionalDouble.of(target), Optional.empty(), Optional.empty()));
        });
        Scenario scenario = Scenario.builder(label(), new Target(deadlineSeconds, target, confidence, Metric.ACCURACY))
                .models(models)
                .quantizations(Quantization.ofBitWidths(Quantization.FULL_PRECISION_BITS))
                .edgeServers(entries.stream()
                        .map(entry -> entry.server().orElseThrow())
                        .distinct()
                        .map(EdgeServer::named)
                        .toList())
                .build();
        return new Problem(scenario, Estimators.of(new EstimateTable(beliefs)), new MeasuredCosts(entries));
    }

    private static EpochEstimate estimate(List<OptionalInt> seeds) {
        int[] reached = seeds.stream().flatMapToInt(OptionalInt::stream).toArray();
        return reached.length == 0
                ? EpochEstimate.never()
                : EpochEstimate.samples(reached, seeds.size() - reached.length);
    }

    /** The seeds held back of a choice, played until the target or the deadline. */
    List<Outcome> played(Choice choice, double deadlineSeconds) {
        return seeds(heldBack, choice.configuration()).stream()
                .map(epochs -> played(choice, epochs, deadlineSeconds))
                .toList();
    }

    private static Outcome played(Choice choice, OptionalInt epochs, double deadlineSeconds) {
        double seconds = 0;
        double joules = 0;
        for (int k = 1; epochs.isEmpty() || k <= epochs.getAsInt(); k++) {
            Epoch next = at(choice, k);
            if (seconds + next.seconds() > deadlineSeconds) {
                double share = (deadlineSeconds - seconds) / next.seconds();
                return new Outcome(deadlineSeconds, joules + share * next.joules(), false);
            }
            seconds += next.seconds();
            joules += next.joules();
        }
        return new Outcome(seconds, joules, true);
    }

    /** After the last planned epoch the run goes on as it was. */
    private static Epoch at(Choice choice, int epoch) {
        for (Part part : choice.parts()) {
            if (epoch <= part.toEpoch()) {
                return part.epoch();
            }
        }
        return choice.parts().get(choice.parts().size() - 1).epoch();
    }

    @Override
    public String toString() {
        return label() + ", " + known.size() + " configurations";
    }
}
