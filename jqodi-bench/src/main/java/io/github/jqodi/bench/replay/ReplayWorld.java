package io.github.jqodi.bench.replay;

import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.control.CurveBelief;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * World that all jobs of a replay share: the problem with its deadline, whose beliefs know that some runs never get there, the
 * traces of its device links and what epochs need. Immutable but for caches; thread-safe.
 */
final class ReplayWorld {
    /** How many runs never reach the target. */
    static final double NEVER = 0.03;

    private static final double MOST_SECONDS = 1e9;
    /** At most this part of what a confidence leaves open, so that pairs stay candidates. */
    private static final double MOST_NEVER = 0.6;

    private final Problem problem;
    private final Epochs epochs;
    private final Map<String, BandwidthTrace> traces;
    private final Map<QuantizedModel, EpochDistribution> finite;
    private final List<Candidate> candidates;
    private final double never;
    private final Optional<Tightness> deadline;
    private final CurveBelief learning;

    /** What epochs need. */
    @FunctionalInterface
    interface Epochs {
        /** The profile of an epoch; empty if the action cannot be taken. */
        Optional<EpochProfile> of(QuantizedModel pair, Action action, int epoch);
    }

    private ReplayWorld(
            Problem problem,
            Epochs epochs,
            Map<String, BandwidthTrace> traces,
            Map<QuantizedModel, EpochDistribution> finite,
            double never,
            List<Candidate> candidates,
            Optional<Tightness> deadline,
            CurveBelief learning) {
        this.problem = problem;
        this.epochs = epochs;
        this.traces = traces;
        this.finite = finite;
        this.never = never;
        this.candidates = candidates;
        this.deadline = deadline;
        this.learning = learning;
    }

    /**
     * The world of a scenario and traces.
     *
     * @param given the problem as its file has it
     * @param traces of its device links, by server
     * @param deadline where between fastest and most frugal; empty for the deadline of the scenario
     * @throws IllegalArgumentException if epochs have no transfers that could be played, or nothing can be planned
     */
    static ReplayWorld of(Problem given, Map<String, BandwidthTrace> traces, Optional<Tightness> deadline) {
        double confidence = given.scenario().target().confidence();
        return of(given, traces, deadline, Math.min(NEVER, MOST_NEVER * (1 - confidence)), CurveBelief.NONE);
    }

    /**
     * The world of recorded runs: beliefs say themselves how many runs never get there.
     *
     * @param given the problem with these beliefs
     * @param traces of its device links, by server
     * @param deadline where between fastest and most frugal; empty for the deadline of the scenario
     * @param learning what the losses of a run tell of its epochs
     * @throws IllegalArgumentException as {@link #of(Problem, Map, Optional)}
     */
    static ReplayWorld recorded(
            Problem given, Map<String, BandwidthTrace> traces, Optional<Tightness> deadline, CurveBelief learning) {
        return of(given, traces, deadline, 0, learning);
    }

    private static ReplayWorld of(
            Problem given,
            Map<String, BandwidthTrace> traces,
            Optional<Tightness> deadline,
            double never,
            CurveBelief learning) {
        check(given.scenario());
        Map<QuantizedModel, EpochDistribution> finite = new HashMap<>();
        given.assess().candidates().forEach(candidate -> finite.put(candidate.pair(), candidate.epochs()));
        Problem believed = withLinks(given, server -> traces.containsKey(server.name()) ? steady(server) : server)
                .withEstimators(given.estimators()
                        .withEpochs((scenario, pair) ->
                                Optional.ofNullable(finite.get(pair)).map(k -> mixed(k, never))));
        Problem played = withLinks(believed, server -> withRate(server, traces));
        List<Candidate> candidates =
                played.withDeadlineSeconds(MOST_SECONDS).assess().candidates();
        require(!candidates.isEmpty(), "some pair", "feasible at any deadline");
        return new ReplayWorld(
                believed,
                new EpochProfiles(played)::of,
                Map.copyOf(traces),
                Map.copyOf(finite),
                never,
                candidates,
                deadline,
                learning);
    }

    /**
     * The world of a scenario whose rates are as stated, epoch by epoch: what the cost model says of an epoch is what it takes, no
     * rate is seen, and every pair with a belief gets there.
     *
     * @param given the problem as its file has it
     * @throws IllegalArgumentException if the problem cannot be played
     */
    static ReplayWorld stated(Problem given) {
        require(given.scenario().task() == Task.FINE_TUNING, "task", "fineTuning");
        ScenarioCosts costs = given.costModel().costs(given.scenario());
        List<Candidate> candidates = given.assess().candidates();
        require(!candidates.isEmpty(), "some pair", "reached with the stated confidence");
        Map<QuantizedModel, EpochDistribution> finite = new HashMap<>();
        candidates.forEach(candidate -> finite.put(candidate.pair(), candidate.epochs()));
        return new ReplayWorld(
                given,
                (pair, action, epoch) -> EpochProfile.stated(costs.of(pair).epoch(action, epoch)),
                Map.of(),
                finite,
                0,
                candidates,
                Optional.empty(),
                CurveBelief.NONE);
    }

    /** The same world with other beliefs; what may be trained, and what it takes, stays. */
    ReplayWorld believing(Estimators beliefs) {
        return new ReplayWorld(
                problem.withEstimators(beliefs), epochs, traces, finite, never, candidates, deadline, learning);
    }

    private static void check(Scenario scenario) {
        require(scenario.task() == Task.FINE_TUNING, "task", "fineTuning");
        require(scenario.schedule() == SchedulePolicy.PER_EPOCH, "schedule", "perEpoch");
        for (EdgeServer server : scenario.edgeServers()) {
            require(server.deviceLink().isPresent(), "server '" + server.name() + "'", "linked to the device");
        }
    }

    private static void require(boolean holds, String what, String must) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + must + " to be replayed");
        }
    }

    /** A belief in which some runs never reach the target. */
    private static EpochEstimate mixed(EpochDistribution finite, double never) {
        List<Double> pmf = new ArrayList<>();
        for (int k = 1; k <= finite.lastEpoch(); k++) {
            pmf.add(finite.probability(k));
        }
        double all = Math.max(never, finite.neverProbability());
        double sum = pmf.stream().mapToDouble(Double::doubleValue).sum();
        pmf.replaceAll(p -> p / sum * (1 - all));
        return EpochEstimate.pmf(pmf, all);
    }

    /** The problem with other device links. */
    static Problem withLinks(Problem problem, UnaryOperator<EdgeServer> change) {
        Scenario scenario = problem.scenario();
        return problem.withScenario(scenario.withEdgeServers(
                scenario.edgeServers().stream().map(change).toList()));
    }

    /** Without rates by epoch, which say nothing of a trace: what is seen of it would be taken for a departure from them. */
    private static EdgeServer steady(EdgeServer server) {
        Link link = server.deviceLink().orElseThrow();
        return server.withDeviceLink(link.toBuilder()
                .bitsPerSecondByEpoch(List.of())
                .uplinkBitsPerSecondByEpoch(List.of())
                .build());
    }

    private static EdgeServer withRate(EdgeServer server, Map<String, BandwidthTrace> traces) {
        BandwidthTrace trace = traces.get(server.name());
        Link link = server.deviceLink().orElseThrow();
        return trace == null ? server : server.withDeviceLink(constant(link, trace.meanBitsPerSecond()));
    }

    private static Link constant(Link link, double bitsPerSecond) {
        return link.withBitsPerSecond(bitsPerSecond).toBuilder()
                .uplinkBitsPerSecond(OptionalDouble.of(bitsPerSecond * upRatio(link)))
                .uplinkBitsPerSecondByEpoch(List.of())
                .build();
    }

    /** How much faster a link is upwards than downwards, which the trace speaks of. */
    static double upRatio(Link link) {
        double down = link.rate().bitsPerSecond();
        return link.uplinkBitsPerSecond().orElse(down) / down;
    }

    /** Scenario, beliefs and deadline; device links that have a trace are stated at their base rate. */
    Problem problem() {
        return problem;
    }

    /** The same world for a job, with its deadline. */
    ReplayWorld forJob(Job job) {
        return deadline.map(place ->
                        withDeadline(JobDeadlineSpan.of(this, job::offset).at(place.share())))
                .orElse(this);
    }

    private ReplayWorld withDeadline(double seconds) {
        return new ReplayWorld(
                problem.withDeadlineSeconds(seconds),
                epochs,
                traces,
                finite,
                never,
                candidates,
                Optional.empty(),
                learning);
    }

    double deadlineSeconds() {
        return problem.scenario().target().deadlineSeconds();
    }

    /** A first guess of how long an epoch takes: the deadline by the least number of epochs expected. */
    double secondsPerEpoch() {
        int epochs =
                candidates.stream().mapToInt(Candidate::expectedEpochs).min().orElse(1);
        return deadlineSeconds() / epochs;
    }

    /** The pairs that may be trained. */
    List<Candidate> candidates() {
        return candidates;
    }

    Candidate candidate(QuantizedModel pair) {
        return candidates.stream()
                .filter(candidate -> candidate.isOf(pair))
                .findFirst()
                .orElseThrow();
    }

    EdgeServer server(String name) {
        return problem.scenario().server(name);
    }

    /** How likely a pair never gets there. */
    double never(QuantizedModel pair) {
        return Math.max(never, finite(pair).neverProbability());
    }

    /** K of a pair if it ever gets there. */
    EpochDistribution finite(QuantizedModel pair) {
        return Objects.requireNonNull(finite.get(pair), pair::toString);
    }

    /** Belief that learns from the losses of a run; none where losses are made up. */
    CurveBelief learning() {
        return learning;
    }

    /** Whether rates are played that can be seen; else they are as stated. */
    boolean hasTraces() {
        return !traces.isEmpty();
    }

    /** The trace of a server's device link; a constant rate where none is played. */
    BandwidthTrace trace(String server) {
        return traces.getOrDefault(server, BandwidthTrace.UNUSED);
    }

    Optional<EpochProfile> profile(QuantizedModel pair, Action action, int epoch) {
        return epochs.of(pair, action, epoch);
    }
}
