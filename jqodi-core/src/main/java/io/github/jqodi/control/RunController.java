package io.github.jqodi.control;

import static io.github.jqodi.control.ServerState.NOMINAL;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Controls a run of fine-tuning epoch by epoch: says what to do next and why, is told what it took and what has changed, plans
 * again where that helps, and ends the run with success or as soon as nothing can succeed. It has no thread, no clock and does no
 * I/O: whoever embeds it runs the epochs and says how long they took. All that it knows is a {@link RunState}; taken up again from
 * one, it decides as it would have, to the bit. Not thread-safe.
 *
 * <pre>{@code
 * RunController controller = RunController.start(problem, ControlOptions.DEFAULT);
 * Decision decision = controller.next();
 * while (decision.stop().isEmpty()) {
 *     if (decision.isWaiting()) {
 *         controller.waited(1); // and resourcesChanged, once a server is back
 *     } else {
 *         Measured epoch = run(decision.epoch().get());
 *         controller.observe(epoch.loss(), epoch.seconds(), epoch.joules());
 *     }
 *     decision = controller.next();
 * }
 * }</pre>
 */
public final class RunController {
    private final Problem problem;
    private final ControlOptions options;
    private final Replanning replanning;
    private final ScenarioNames names;
    private final List<RunEvent> events = new ArrayList<>();
    private RunState state;

    private RunController(Problem problem, ControlOptions options, Replanning replanning, RunState state) {
        this.problem = problem;
        this.options = options;
        this.replanning = replanning;
        this.names = new ScenarioNames(problem.scenario());
        this.state = state;
    }

    private static RunController of(Problem problem, ControlOptions options, RunState state) {
        check(problem);
        return new RunController(problem, options, new Replanning(problem, options), state);
    }

    /**
     * Starts a run.
     *
     * @param problem whole, of fine-tuning, whose energy or price is minimised
     * @param options how it is controlled
     * @return its controller
     * @throws IllegalArgumentException if the problem is of another kind or cannot be costed
     */
    public static RunController start(Problem problem, ControlOptions options) {
        RunController controller = of(problem, options, RunState.start(problem.scenarioSha256()));
        controller.log(RunEvent.Kind.START, "started: " + problem.scenario());
        return controller;
    }

    /**
     * Takes up a run again.
     *
     * @param problem the one it was started with
     * @param options those it was started with
     * @param state where it was left
     * @return its controller
     * @throws IllegalArgumentException if the state is of another scenario
     */
    public static RunController resume(Problem problem, ControlOptions options, RunState state) {
        RunController controller = of(problem, options, state);
        Check.that(
                state.scenarioSha256().isEmpty()
                        || problem.scenarioSha256().isEmpty()
                        || state.scenarioSha256().equals(problem.scenarioSha256()),
                "scenarioSha256",
                state.scenarioSha256().orElse(""),
                "must be that of the problem, " + problem.scenarioSha256().orElse(""),
                "Resume a run with the scenario it was started with.");
        controller.names.check(state);
        controller.log(RunEvent.Kind.START, "taken up again");
        return controller;
    }

    /**
     * Another run of the same problem that shares what this controller has worked out, so that its first decision takes no longer
     * than any other: one that is taken up again, or that asks what if. Not beside this one on two threads.
     *
     * @param other where it is, reached with the same problem and options
     * @return its controller
     */
    public RunController fork(RunState other) {
        return new RunController(problem, options, replanning, other);
    }

    private static void check(Problem problem) {
        Scenario scenario = problem.scenario();
        Check.that(
                scenario.task() == Task.FINE_TUNING,
                "task",
                scenario.task().label(),
                "must be fine-tuning",
                "An inference has no epochs.");
        Check.that(
                problem.continued().isEmpty(),
                "progress",
                "given",
                "must be missing where a run is controlled",
                "A run in progress is taken up from its state.");
        Check.that(
                !(scenario.objective() instanceof Objective.Time),
                "objective",
                "time",
                "must be energy or price where a run is controlled");
    }

    /**
     * {@return all that is known of the run; a run is taken up again from it}
     */
    public RunState state() {
        return state;
    }

    /**
     * {@return what happened since the run was started or taken up again, in order}
     */
    public List<RunEvent> events() {
        return List.copyOf(events);
    }

    /**
     * What is to be done next. Asked again before that is done, it answers the same.
     *
     * @return an epoch to run, a stop, or that nothing can run until resources change
     * @throws IllegalArgumentException if estimates or costs of the caller fail
     */
    public Decision next() {
        if (state.decision().isEmpty()) {
            decide();
        }
        return state.decision().orElseThrow();
    }

    private void decide() {
        Optional<Decision> end = end();
        if (end.isPresent()) {
            decided(end.get(), RunEvent.Kind.STOP);
            return;
        }
        Replanning.Answer answer = replanning.answer(state);
        state = state.changed(next -> {
            next.committed = answer.committed();
            next.referenceObjective = answer.referenceObjective();
            next.plans += answer.isPlanned() ? 1 : 0;
        });
        decided(answer.decision(), kind(answer));
    }

    private static RunEvent.Kind kind(Replanning.Answer answer) {
        if (answer.decision().stop().isPresent()) {
            return RunEvent.Kind.STOP;
        }
        if (answer.decision().isWaiting()) {
            return RunEvent.Kind.WAIT;
        }
        return answer.isPlanned() ? RunEvent.Kind.PLAN : RunEvent.Kind.KEEP;
    }

    private void decided(Decision decision, RunEvent.Kind kind) {
        state = state.changed(next -> next.decision = Optional.of(decision));
        log(kind, decision.why());
    }

    /** Success and deadline are decided exactly, and limits strictly. */
    private Optional<Decision> end() {
        double deadline = problem.scenario().target().deadlineSeconds();
        boolean isLate = state.seconds().compareTo(new BigDecimal(deadline)) >= 0;
        OptionalDouble joules = problem.scenario().target().joules();
        boolean isSpent = joules.isPresent() && state.joules() >= joules.getAsDouble();
        boolean isReached = isReached();
        String but = isReached ? "the target is reached, but " : "";
        if (isLate) {
            String late = isReached ? "past the deadline" : "the deadline of " + Text.number(deadline) + " s has come";
            return Optional.of(Decision.stop(Stop.DEADLINE, but + late));
        }
        if (isSpent) {
            String spent = "the limit of " + Text.number(joules.getAsDouble()) + " J is spent";
            return Optional.of(Decision.stop(Stop.ENERGY, but + spent));
        }
        return isReached ? Optional.of(Decision.stop(Stop.SUCCESS, "the target is reached")) : Optional.empty();
    }

    private boolean isReached() {
        OptionalDouble loss = state.lastLoss();
        Metric metric = problem.scenario().metric();
        return loss.isPresent() && metric.compare(loss.getAsDouble(), target()) < 0;
    }

    private double target() {
        return problem.scenario().lossTarget(state.trained().orElseThrow());
    }

    /**
     * Tells that the epoch decided on is over.
     *
     * @param loss observed after it; an accuracy where the scenario speaks of these
     * @param seconds it took, of the first one its setup included
     * @param joules it took, likewise
     * @throws IllegalArgumentException if no epoch was decided on, or a number is out of range
     */
    public void observe(double loss, double seconds, double joules) {
        NextEpoch epoch = running();
        problem.scenario().metric().check("loss", loss);
        List<Double> losses = new ArrayList<>(state.losses());
        losses.add(loss);
        state = spent(seconds, joules).changed(next -> {
            ran(next, epoch);
            next.losses = losses;
            next.epochsDone++;
        });
        log(
                RunEvent.Kind.EPOCH,
                problem.scenario().metric().label() + " " + Text.number(loss) + " after " + Text.number(seconds)
                        + " s and " + Text.number(joules) + " J");
    }

    private NextEpoch running() {
        return state.decision()
                .flatMap(Decision::epoch)
                .orElseThrow(() -> Check.invalid(
                        "epoch", "none", "must have been decided on", "Ask next() what to do before telling of it."));
    }

    /** The state after some time and energy. */
    private RunState spent(double seconds, double joules) {
        Map<LinkName, LinkState> links = new HashMap<>();
        state.links().forEach((name, link) -> links.put(name, link.afterEpoch(seconds)));
        return state.changed(next -> {
            next.spend(seconds, joules);
            next.links = links;
        });
    }

    private void ran(RunState.Builder next, NextEpoch epoch) {
        next.ran(epoch.pair(), epoch.server(), options.carried().orElse(0));
    }

    /**
     * Tells that the epoch decided on was broken off; what it took is lost.
     *
     * @param seconds it took until then
     * @param joules it took until then
     * @throws IllegalArgumentException if no epoch was decided on, or a number is out of range
     */
    public void brokenOff(double seconds, double joules) {
        NextEpoch epoch = running();
        boolean isFixed = RunAhead.isFixed(problem.scenario(), state);
        state = spent(seconds, joules).changed(next -> {
            ran(next, epoch);
            next.committed = next.committed.filter(known -> isFixed);
        });
        log(RunEvent.Kind.BREAK_OFF, "broken off on " + epoch.server() + " after " + Text.number(seconds) + " s");
    }

    /**
     * Tells that time went by in which nothing ran. An epoch that was decided on has not begun, and is decided on anew.
     *
     * @param seconds how much
     * @throws IllegalArgumentException if it is not finite and at least 0
     */
    public void waited(double seconds) {
        boolean isStopped = state.decision().flatMap(Decision::stop).isPresent();
        state = isStopped ? spent(seconds, 0) : spent(seconds, 0).changed(this::decideAnew);
    }

    /** The epoch decided on has not begun; of a change of pair its schedule ends, but where one action serves the whole run. */
    private void decideAnew(RunState.Builder next) {
        boolean isOther = !pair().equals(state.pair());
        boolean isFixed = RunAhead.isFixed(problem.scenario(), state);
        next.decision = Optional.empty();
        next.committed = next.committed
                .filter(known -> !isOther || isFixed)
                .map(known -> isOther ? known.ended(state.epochsDone()) : known);
    }

    /**
     * Tells news of links and servers. They count in the next decision; whether they end the present epoch,
     * {@link #whyBreakOff(double, double)} says.
     *
     * @param changes rates that hold from now on, servers that have come, gone or slowed down
     * @throws IllegalArgumentException if the scenario does not hold a server or link, or a number is out of range
     */
    public void resourcesChanged(ResourceChanges changes) {
        Map<LinkName, LinkState> links = new HashMap<>(state.links());
        changes.bitsPerSecond()
                .forEach((name, rate) -> links.put(name, link(name).told(atNominal(name, rate))));
        Map<String, ServerState> servers = new HashMap<>(state.servers());
        changes.isUp().keySet().forEach(names::checkServer);
        changes.slowDown().keySet().forEach(names::checkServer);
        changes.isUp().forEach((name, up) -> servers.merge(name, NOMINAL.withUp(up), (known, n) -> known.withUp(up)));
        changes.slowDown()
                .forEach((name, slow) ->
                        servers.merge(name, NOMINAL.withSlowDown(slow), (known, n) -> known.withSlowDown(slow)));
        servers.values().removeIf(NOMINAL::equals);
        state = state.changed(next -> {
            next.links = links;
            next.servers = servers;
            next.decision = next.decision.filter(known -> !known.isWaiting());
        });
        log(
                RunEvent.Kind.NEWS,
                "news of links " + new TreeMap<>(changes.bitsPerSecond()) + ", servers " + new TreeMap<>(servers));
    }

    /**
     * Tells the rate that a link had for some time of the present epoch.
     *
     * @param name which link
     * @param bitsPerSecond its mean rate downward, at least 0
     * @param forSeconds for how long
     * @throws IllegalArgumentException if the scenario does not hold the link, or a number is out of range
     */
    public void rateSeen(LinkName name, double bitsPerSecond, double forSeconds) {
        Map<LinkName, LinkState> links = new HashMap<>(state.links());
        links.put(name, link(name).seen(atNominal(name, bitsPerSecond), forSeconds));
        state = state.changed(next -> next.links = links);
    }

    /** A rate of the present epoch in proportion to what is stated of it. */
    private double atNominal(LinkName name, double bitsPerSecond) {
        double rate = Check.nonNegative("bitsPerSecond of " + name, bitsPerSecond);
        return new StatedRates(names.link(name)).atNominal(rate, state.epochsDone() + 1);
    }

    private LinkState link(LinkName name) {
        LinkState known = state.links().get(name);
        return known != null ? known : LinkState.of(new StatedRates(names.link(name)).nominalBitsPerSecond());
    }

    /**
     * Whether the present epoch is to be broken off, by {@link ControlOptions#breakOff()}: because its server is down, or because
     * it has stalled.
     *
     * @param seconds it has run so far, a switch to its server included but a setup not; finite, {@code >= 0}
     * @param restSeconds it would go on as things stand, at the rates of a minute or so rather than of an instant, since gaps of
     *     some seconds end by themselves and what is broken off is lost; {@code >= 0}, +∞ if it would never end
     * @return why, in one line; empty if it goes on
     * @throws IllegalArgumentException if no epoch was decided on, or a number is out of range
     */
    public Optional<String> whyBreakOff(double seconds, double restSeconds) {
        NextEpoch epoch = running();
        Check.nonNegative("seconds", seconds);
        Check.that(restSeconds >= 0, "restSeconds", restSeconds, "must be at least 0");
        if (!state.server(epoch.server()).isUp()) {
            return Optional.of(Text.escaped(epoch.server()) + " is down");
        }
        BreakOff limits = options.breakOff();
        if (seconds <= limits.overdueFactor() * epoch.seconds()) {
            return Optional.empty();
        }
        double elsewhere = replanning.fastestElsewhere(state, epoch);
        boolean isSlow = restSeconds > limits.elsewhereFactor() * elsewhere + limits.marginSeconds();
        return isSlow && isTooLate(replanning.setupSeconds(state, epoch) + seconds + restSeconds)
                ? Optional.of("stalled: " + Text.number(seconds) + " s so far where " + Text.number(epoch.seconds())
                        + " s were expected, " + more(restSeconds) + " here or "
                        + Text.number(elsewhere) + " s elsewhere")
                : Optional.empty();
    }

    private static String more(double restSeconds) {
        return restSeconds < Double.POSITIVE_INFINITY ? Text.number(restSeconds) + " s more" : "without end";
    }

    /** Whether the rest of the schedule would end after the deadline, as it was planned after an epoch and its setup. */
    private boolean isTooLate(double epochSeconds) {
        double rest = state.committed().stream()
                .flatMap(known -> known.from(1 + state.epochsDone() - known.epochsDone()).stream())
                .mapToDouble(step -> step.epochs() * step.seconds())
                .sum();
        return state.seconds().doubleValue() + epochSeconds + rest
                >= problem.scenario().target().deadlineSeconds();
    }

    /**
     * The value of the state, Equation 14, which takes a target reached with the deadline for one in time; {@link #next()} does
     * not.
     *
     * @return in [0, 1], at least a half on or ahead of the ideal curve; empty before a loss is observed
     */
    public OptionalDouble value() {
        return replanning.value(state);
    }

    /**
     * {@return the pair of the epoch decided on, else the one in training; empty before the first decision}
     */
    public Optional<QuantizedModel> pair() {
        return state.decision().flatMap(Decision::epoch).map(NextEpoch::pair).or(state::pair);
    }

    private void log(RunEvent.Kind kind, String text) {
        events.add(new RunEvent(state.epochsDone(), state.seconds().doubleValue(), kind, Text.escaped(text)));
    }

    @Override
    public String toString() {
        return "run of " + problem.scenario().name() + " after " + Text.count(state.epochsDone(), "epoch");
    }
}
