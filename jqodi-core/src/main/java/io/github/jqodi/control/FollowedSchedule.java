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
    /** The action after it; below 0 where there is none, or none that is open. */
    private final int following;

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
        this.action = action(0);
        this.following = !steps.isEmpty() && steps.get(0).epochs() > 1 ? action : action(1);
    }

    private int action(int step) {
        return step < steps.size()
                ? outlook.index(steps.get(step).server(), steps.get(step).cut())
                : -1;
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
        boolean isOpen = index >= 0 && outlook.seconds(index, 1) < Double.POSITIVE_INFINITY;
        return isOpen ? Optional.of(outlook.step(index, 1, 1)) : Optional.empty();
    }

    /** Whether its next action can be taken. */
    boolean canGoOn() {
        return action >= 0 && outlook.seconds(action, 1) < Double.POSITIVE_INFINITY;
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
        return largestDeviation().map(Deviation::size).orElse(0.0);
    }

    /** The largest change since the schedule was planned; empty if nothing has changed. */
    Optional<Deviation> largestDeviation() {
        Committed then = state.committed().orElseThrow();
        Optional<Deviation> largest = Optional.empty();
        for (Map.Entry<LinkName, Double> rate : world.rates().entrySet()) {
            double before = then.bitsPerSecond()
                    .getOrDefault(
                            rate.getKey(),
                            Objects.requireNonNull(state.links().get(rate.getKey()))
                                    .history()
                                    .nominalBitsPerSecond());
            largest = larger(largest, new Deviation.OfRate(rate.getKey(), rate.getValue() / before));
        }
        for (EdgeServer server : scenario.edgeServers()) {
            ServerState before = then.servers().getOrDefault(server.name(), ServerState.NOMINAL);
            ServerState now = state.server(server.name());
            largest = larger(largest, new Deviation.OfServer(server.name(), before, now));
        }
        return largest;
    }

    private static Optional<Deviation> larger(Optional<Deviation> known, Deviation other) {
        double size = known.map(Deviation::size).orElse(0.0);
        return other.size() > size ? Optional.of(other) : known;
    }

    @Override
    public double value() {
        return value.getAsDouble();
    }

    /** Of the rest of the schedule as rates look now, the switches in it included; +∞ where it cannot be taken. */
    private double seconds() {
        double seconds = 0;
        int epoch = 1;
        for (int i = 0; i < steps.size(); i++) {
            seconds += seconds(i, epoch);
            epoch += steps.get(i).epochs();
        }
        return seconds;
    }

    /** Of a step that begins in some epoch. */
    private double seconds(int step, int from) {
        int index = action(step);
        if (index < 0) {
            return Double.POSITIVE_INFINITY;
        }
        int end = from + steps.get(step).epochs();
        double seconds = isSwitch(step) ? outlook.server(index).switchSeconds() : 0;
        int k = from;
        while (k < end && k < outlook.steadyFromEpoch()) {
            seconds += outlook.seconds(index, k++);
        }
        return k < end ? seconds + (end - k) * outlook.seconds(index, k) : seconds;
    }

    /** Whether a step begins with a switch that the costs of its epochs lack: those of the next one have it. */
    private boolean isSwitch(int step) {
        return step > 0 && !steps.get(step).server().equals(steps.get(step - 1).server());
    }

    /**
     * How long after the deadline the rest of the schedule ends as rates look now; below 0 in time, +∞ where it cannot be taken.
     */
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
        return planned > 0 ? outlook.seconds(action, 1) / planned : 1;
    }

    @Override
    public double saving() {
        double rest = seconds() - seconds(action);
        double own = objective(action);
        double least = own;
        for (int i = 0; i < outlook.nextSeconds().length; i++) {
            double objective = objective(i);
            if (objective < least && rest + seconds(i) < leftSeconds) {
                least = objective;
            }
        }
        return own > 0 ? 1 - least / own : 0;
    }

    @Override
    public boolean isFasterForNoMore() {
        double seconds = seconds(action);
        double objective = objective(action);
        for (int i = 0; i < outlook.nextSeconds().length; i++) {
            if (seconds(i) < seconds && objective(i) <= objective) {
                return true;
            }
        }
        return false;
    }

    /** Of an action in the next epoch, with the switch to the server of the one after it. */
    private double seconds(int of) {
        double own = outlook.nextSeconds()[of];
        return isSwitchedAfter(of) ? own + outlook.server(following).switchSeconds() : own;
    }

    /** The same of what is minimised. */
    private double objective(int of) {
        double own = outlook.nextObjective()[of];
        return isSwitchedAfter(of) ? own + outlook.switchObjective(following) : own;
    }

    private boolean isSwitchedAfter(int of) {
        if (following < 0) {
            return false;
        }
        EdgeServer server = outlook.server(following);
        return server.hasSwitching() && !outlook.server(of).name().equals(server.name());
    }
}
