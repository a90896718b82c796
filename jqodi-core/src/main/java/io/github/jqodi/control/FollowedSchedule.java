package io.github.jqodi.control;

import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Schedule that was planned last, and how things stand for it now: what triggers look at. */
final class FollowedSchedule implements Trigger.Situation {
    private final Scenario scenario;
    private final RunState state;
    private final PresentWorld world;
    private final Outlook outlook;
    private final List<Step> steps;
    private final double leftSeconds;
    private final DoubleSupplier value;
    private final int action;

    /**
     * Looks at a schedule.
     *
     * @param scenario of the run
     * @param state where the run is; something is committed
     * @param world links and servers as they are expected to be
     * @param outlook costs of the pair in training
     * @param steps the rest of the schedule
     * @param leftSeconds time left to the deadline
     * @param value Equation 14
     */
    FollowedSchedule(
            Scenario scenario,
            RunState state,
            PresentWorld world,
            Outlook outlook,
            List<Step> steps,
            double leftSeconds,
            DoubleSupplier value) {
        this.scenario = scenario;
        this.state = state;
        this.world = world;
        this.outlook = outlook;
        this.steps = steps;
        this.leftSeconds = leftSeconds;
        this.value = value;
        this.action = steps.isEmpty()
                ? -1
                : outlook.index(steps.get(0).server(), steps.get(0).cut());
    }

    /** Whether all of it is behind. */
    boolean hasEnded() {
        return steps.isEmpty();
    }

    /** What it does next as it was planned, after its end what it did last; empty where there is none. */
    Optional<Step> planned() {
        return steps.stream()
                .findFirst()
                .or(() -> state.committed()
                        .map(known -> known.steps().get(known.steps().size() - 1)));
    }

    /** The next epoch with the action of a step, as its costs look now; empty where it cannot be taken. */
    Optional<Step> now(Step step) {
        int index = outlook.index(step.server(), step.cut());
        boolean isOpen = index >= 0 && outlook.nextSeconds(index) < Double.POSITIVE_INFINITY;
        return isOpen ? Optional.of(outlook.step(index, 1, 1)) : Optional.empty();
    }

    /** Whether its next action can be taken. */
    boolean canGoOn() {
        return action >= 0 && outlook.nextSeconds(action) < Double.POSITIVE_INFINITY;
    }

    /** The next epoch of the schedule, as its costs look now. */
    Step next() {
        return outlook.step(action, 1, 1);
    }

    @Override
    public int epochsDone() {
        return state.epochsDone();
    }

    @Override
    public int epochsSincePlan() {
        return state.epochsDone() - state.committed().orElseThrow().epochsDone();
    }

    @Override
    public double largestChange() {
        return change().map(ResourceChange::size).orElse(0.0);
    }

    /** The largest change since the schedule was planned; empty if nothing has changed. */
    Optional<ResourceChange> change() {
        Committed then = state.committed().orElseThrow();
        Optional<ResourceChange> largest = Optional.empty();
        for (Map.Entry<LinkName, Double> rate : world.rates().entrySet()) {
            double before = then.bitsPerSecond()
                    .getOrDefault(
                            rate.getKey(),
                            Objects.requireNonNull(state.links().get(rate.getKey()))
                                    .history()
                                    .nominalBitsPerSecond());
            largest = larger(largest, new ResourceChange.OfRate(rate.getKey(), rate.getValue() / before));
        }
        for (EdgeServer server : scenario.edgeServers()) {
            ServerState before = then.servers().getOrDefault(server.name(), ServerState.NOMINAL);
            ServerState now = state.server(server.name());
            largest = larger(largest, new ResourceChange.OfServer(server.name(), before, now));
        }
        return largest;
    }

    private static Optional<ResourceChange> larger(Optional<ResourceChange> known, ResourceChange other) {
        double size = known.map(ResourceChange::size).orElse(0.0);
        return other.size() > size ? Optional.of(other) : known;
    }

    @Override
    public double value() {
        return value.getAsDouble();
    }

    /** Of the rest of the schedule as rates look now. */
    private double seconds() {
        double seconds = outlook.nextSeconds(action) - laterSeconds(steps.get(0));
        for (Step step : steps) {
            seconds += step.epochs() * laterSeconds(step);
        }
        return seconds;
    }

    /** Of an epoch after the next one as rates look now; as it was planned where it cannot be taken then. */
    private double laterSeconds(Step step) {
        int index = outlook.index(step.server(), step.cut());
        double now = index < 0 ? Double.POSITIVE_INFINITY : outlook.laterSeconds(index);
        return now < Double.POSITIVE_INFINITY ? now : step.seconds();
    }

    /** How long after the deadline the rest of the schedule ends as rates look now; below 0 in time. */
    double lateSeconds() {
        return seconds() - leftSeconds;
    }

    @Override
    public boolean isInTime() {
        return seconds() < leftSeconds;
    }

    @Override
    public double slowness() {
        double planned = steps.get(0).seconds();
        return planned > 0 ? outlook.nextSeconds(action) / planned : 1;
    }

    @Override
    public double saving() {
        double rest = seconds() - outlook.nextSeconds(action);
        double own = outlook.nextJoules(action);
        double least = own;
        double[] seconds = outlook.nextSeconds();
        double[] joules = outlook.nextJoules();
        for (int i = 0; i < seconds.length; i++) {
            if (joules[i] < least && rest + seconds[i] < leftSeconds) {
                least = joules[i];
            }
        }
        return own > 0 ? 1 - least / own : 0;
    }

    @Override
    public boolean isFasterForNoMore() {
        double[] seconds = outlook.nextSeconds();
        double[] joules = outlook.nextJoules();
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] < outlook.nextSeconds(action) && joules[i] <= outlook.nextJoules(action)) {
                return true;
            }
        }
        return false;
    }
}
