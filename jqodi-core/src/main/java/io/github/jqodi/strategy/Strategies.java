package io.github.jqodi.strategy;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.search.SolverCatalog;
import io.github.jqodi.strategy.RestrictedStrategy.Planned;
import io.github.jqodi.strategy.RestrictedStrategy.Planning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The strategies of the paper's Section V, and those a reader will ask for. */
public final class Strategies {
    private static final int MINIMAL_BITS = 1;

    /** Of servers and of cuts, how many {@link #all} fixes at most. */
    private static final int MOST_FIXED = 8;

    private static final Planning EXACT =
            (problem, options) -> Planned.of(SolverCatalog.exact().solve(problem, options));

    private Strategies() {}

    /**
     * JQODI itself: the best plan by a rule, found by the exact solver.
     *
     * @param rule how the objective is weighed, in place of the rule of the options
     * @return the strategy
     */
    public static Strategy jqodi(Rule rule) {
        return new RestrictedStrategy(
                "jqodi-" + rule.label(),
                "model, width, server and cut together, by rule " + rule.label(),
                UnaryOperator.identity(),
                scenario -> Optional.of(rule),
                EXACT);
    }

    /**
     * Optimum: clairvoyant, it knows how many epochs training will take, and takes the best plan of them. Losses are not
     * followed: what the truth reaches is reached.
     *
     * @param truth the true K of each pair; an uncertain answer is read like an estimate
     * @return the strategy
     */
    public static Strategy optimum(EpochEstimator truth) {
        return optimum("best plan for one who knows the true epochs", problem -> truth);
    }

    /**
     * Optimum where K_exp of the estimates is the truth, as it is in every row of the paper's Tables VI and VII.
     *
     * @return the strategy
     */
    public static Strategy optimum() {
        return optimum("best plan for one who knows that the expected epochs are the true ones", problem -> {
            EpochEstimator believed = problem.estimators().epochs();
            return (scenario, pair) -> believed.epochs(scenario, pair).map(estimate -> asTruth(scenario, estimate));
        });
    }

    /**
     * Full Model: no quantization. Uses estimates of 32 bits, whatever the widths and pinned widths of the scenario.
     *
     * @return the strategy
     */
    public static Strategy fullModel() {
        return new RestrictedStrategy(
                "full-model",
                "full precision, 32 bits; best model, server and cut",
                problem -> atWidth(problem, Quantization.FULL_PRECISION_BITS),
                Strategies::asked,
                EXACT);
    }

    /**
     * Minimal Model: quantization to 1 bit. Uses estimates of 1 bit, whatever the widths and pinned widths of the scenario.
     *
     * @return the strategy
     */
    public static Strategy minimalModel() {
        return new RestrictedStrategy(
                "minimal-model",
                "1 bit; best model, server and cut",
                problem -> atWidth(problem, MINIMAL_BITS),
                Strategies::asked,
                EXACT);
    }

    /**
     * One server serves the whole run, everything else is decided.
     *
     * @param server its name
     * @return the strategy
     */
    public static Strategy fixedServer(String server) {
        return new RestrictedStrategy(
                "fixed-server-" + server,
                "everything but the server is decided, that is " + server,
                problem -> withOnlyServer(problem, server),
                Strategies::asked,
                EXACT);
    }

    /**
     * One cut for every model and epoch, everything else is decided.
     *
     * @param cut j; models that may not be cut there are out
     * @return the strategy
     */
    public static Strategy fixedCut(int cut) {
        Check.between("cut", cut, 0, Integer.MAX_VALUE);
        return new RestrictedStrategy(
                "fixed-cut-" + cut,
                "everything but the cut is decided, that is " + cut,
                problem -> withOnlyCut(problem, cut),
                Strategies::asked,
                EXACT);
    }

    /**
     * No partition: the whole model on one node, the device or a server, for the whole run. It may use cuts 0 and n although
     * the models do not list them, unless the choices forbid them.
     *
     * @return the strategy
     */
    public static Strategy quantizeOnly() {
        return new RestrictedStrategy(
                "quantize-only",
                "no partition, all on the device or all on one server; best model, width and node",
                Strategies::withoutPartition,
                Strategies::asked,
                EXACT);
    }

    /**
     * No quantization, and the cut that is fastest rather than cheapest, in the way of Neurosurgeon (Kang et al., ASPLOS
     * 2017): of all models at 32 bits, servers and open cuts the one that is done first.
     *
     * @return the strategy
     */
    public static Strategy partitionOnly() {
        return new RestrictedStrategy(
                "partition-only",
                "full precision, 32 bits; model, server and cut of least time",
                problem -> atWidth(problem, Quantization.FULL_PRECISION_BITS),
                Strategies::asked,
                Heuristics::fastest);
    }

    /**
     * Looks at one epoch at a time: the action that takes least of what is minimised, after which the limit, usually the
     * deadline, can still be kept. With a fixed
     * schedule the first epoch decides.
     *
     * @return the strategy
     */
    public static Strategy greedy() {
        return new RestrictedStrategy(
                "greedy",
                "epoch by epoch the best action that keeps the limit in reach; best pair of them",
                UnaryOperator.identity(),
                Strategies::asked,
                Heuristics::greedy);
    }

    /**
     * Decides by lot, the deadline not looked at.
     *
     * @param seed the same seed gives the same plan
     * @return the strategy
     */
    public static Strategy random(long seed) {
        return new RestrictedStrategy(
                "random-" + seed,
                "pair and actions by lot, seed " + seed,
                UnaryOperator.identity(),
                Strategies::asked,
                (problem, options) -> Heuristics.random(problem, options, seed));
    }

    /**
     * All strategies for one scenario: of the servers, and of the cuts, at most eight are fixed, spread evenly.
     *
     * @param scenario whose servers and cuts are fixed in turn
     * @param seed of the random one
     * @return the optimum first, unless there are no epochs to know, then JQODI by each rule that the objective takes, then the
     *     others
     */
    public static List<Strategy> all(Scenario scenario, long seed) {
        List<Strategy> all = new ArrayList<>();
        if (scenario.task() == Task.FINE_TUNING) {
            all.add(optimum());
        }
        rules(scenario).forEach(rule -> all.add(jqodi(rule)));
        all.add(fullModel());
        all.add(minimalModel());
        spread(openServers(scenario)).forEach(server -> all.add(fixedServer(server)));
        spread(openCuts(scenario)).forEach(cut -> all.add(fixedCut(cut)));
        all.add(quantizeOnly());
        all.add(partitionOnly());
        all.add(greedy());
        all.add(random(seed));
        return List.copyOf(all);
    }

    /**
     * Servers and cuts that {@link #all} fixes, in words.
     *
     * @param scenario whose servers and cuts are fixed in turn
     * @return how many of how many, as a sentence; empty where all of them are fixed
     */
    public static Optional<String> fixedOf(Scenario scenario) {
        String some = Stream.of(
                        some(openServers(scenario).size(), "servers"),
                        some(openCuts(scenario).size(), "cuts"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return some.isEmpty() ? Optional.empty() : Optional.of("Fixed in turn are " + some + ", spread evenly.");
    }

    private static Optional<String> some(int count, String what) {
        return count > MOST_FIXED ? Optional.of(MOST_FIXED + " of " + count + " " + what) : Optional.empty();
    }

    /** No rule but that of the options. */
    private static Optional<Rule> asked(Scenario scenario) {
        return Optional.empty();
    }

    /** The rules that weigh what a scenario minimises; one of those that are the same. */
    private static List<Rule> rules(Scenario scenario) {
        if (scenario.objective() instanceof Objective.Time || scenario.task() == Task.INFERENCE) {
            return List.of(Rule.ROBUST);
        }
        boolean isScored = scenario.objective() instanceof Objective.Energy
                && scenario.target().joules().isEmpty();
        return Stream.of(Rule.values())
                .filter(rule -> isScored || rule != Rule.PAPER)
                .toList();
    }

    private static Strategy optimum(String description, Function<Problem, EpochEstimator> truth) {
        return new RestrictedStrategy(
                "optimum",
                description,
                problem -> problem.withEstimators(Estimators.of(truth.apply(problem))),
                scenario ->
                        scenario.objective() instanceof Objective.Time ? Optional.empty() : Optional.of(Rule.NOMINAL),
                EXACT);
    }

    private static EpochEstimate asTruth(Scenario scenario, EpochEstimate estimate) {
        return estimate.at(scenario.target().confidence())
                .filter(epochs -> epochs.robustEpochs().isPresent())
                .map(EpochDistribution::expectedEpochs)
                .map(expected -> EpochEstimate.of(expected, expected))
                .orElseGet(EpochEstimate::never);
    }

    private static Problem atWidth(Problem problem, int bits) {
        Scenario scenario = problem.scenario();
        return problem.withScenario(scenario.toBuilder()
                .quantizations(ofWeightBits(scenario, bits))
                .choices(scenario.choices().withQuantizations(Selection.all()))
                .build());
    }

    /** The bit-width, and what has a name and weights as wide. */
    private static List<Quantization> ofWeightBits(Scenario scenario, int bits) {
        Stream<Quantization> known = scenario.quantizations().stream().filter(q -> q.weightBits() == bits);
        return Stream.concat(known, Stream.of(Quantization.of(bits))).distinct().toList();
    }

    /** A server the choices close stays closed. */
    private static Problem withOnlyServer(Problem problem, String server) {
        Choices choices = problem.scenario().choices();
        problem.scenario().server(server);
        List<String> open = openServers(problem.scenario()).contains(server) ? List.of(server) : List.of();
        return problem.withScenario(problem.scenario().withChoices(choices.withServers(Selection.only(open))));
    }

    private static Problem withOnlyCut(Problem problem, int cut) {
        Choices choices = problem.scenario().choices();
        Check.that(
                problem.scenario().models().stream()
                        .anyMatch(model -> model.cutPoints().contains(cut)),
                "cut",
                cut,
                "must be a cut of some model");
        List<Integer> open = openCuts(problem.scenario()).contains(cut) ? List.of(cut) : List.of();
        return problem.withScenario(problem.scenario().withChoices(choices.withCuts(Selection.only(open))));
    }

    /** Choices of cuts are those of the models before, and decide here which of the new cuts are open. */
    private static Problem withoutPartition(Problem problem) {
        Choices choices = problem.scenario().choices();
        List<ModelVersion> whole = problem.scenario().models().stream()
                .map(model -> model.withCuts(
                        ends(model).stream().filter(choices.cuts()::allows).toList()))
                .toList();
        return problem.withScenario(problem.scenario().toBuilder()
                .models(whole)
                .choices(choices.withCuts(Selection.all()))
                .schedule(SchedulePolicy.FIXED)
                .build());
    }

    /** Cuts that leave a model whole; where n is not known, only 0 can be one. */
    private static List<Integer> ends(ModelVersion model) {
        if (model.layerCount() > 0) {
            return List.of(0, model.layerCount());
        }
        return model.cutPoints().contains(0) ? List.of(0) : List.of();
    }

    private static List<String> openServers(Scenario scenario) {
        return scenario.openServers().stream().map(EdgeServer::name).toList();
    }

    private static List<Integer> openCuts(Scenario scenario) {
        return scenario.openModels().stream()
                .flatMap(model -> scenario.openCuts(model).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static <T> List<T> spread(List<T> values) {
        if (values.size() <= MOST_FIXED) {
            return values;
        }
        return IntStream.range(0, MOST_FIXED)
                .mapToObj(i -> values.get(i * (values.size() - 1) / (MOST_FIXED - 1)))
                .toList();
    }
}
