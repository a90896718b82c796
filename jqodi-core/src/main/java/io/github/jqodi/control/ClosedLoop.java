package io.github.jqodi.control;

import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Choice of the next epoch where rates are uncertain: each later epoch is chosen when its rates are known ({@link LoopValue}).
 * Where rates are certain a schedule is as good, and {@link HorizonSearch} finds it exactly; so it does where an epoch's cost
 * depends on the one before or on when it runs, and where there are so many epochs and actions that the recursion would take
 * longer than a decision should, or much memory. What is worked out of levels is kept as long as they stay the same.
 */
final class ClosedLoop {
    /** After which hardly any run has epochs left to be told of. */
    private static final double NEARLY_ALL = 0.993;
    /** Where what is to come costs more than this part of a miss, one is so likely that success goes first. */
    private static final double LITTLE_HOPE = 0.7;
    /** How many times a miss then counts. */
    private static final double SUCCESS_FIRST = 10;
    /** Epochs times actions of all open pairs: some milliseconds, and megabytes. */
    private static final double MAX_WORK = 10_000;

    private final Scenario scenario;
    private final Aim aim;
    private final Map<QuantizedModel, Levels> levels = new HashMap<>();
    private final Map<Asked, Known> known = new HashMap<>();

    ClosedLoop(Scenario scenario, ControlOptions options) {
        this.scenario = scenario;
        this.aim = options.aim();
    }

    /** What is kept: the value of a pair, at the price of a miss and where success goes first. */
    private record Asked(QuantizedModel pair, boolean isSuccessFirst) {}

    /** What costs of a pair at levels are kept for; how long these last changes with every look at a rate, and they do not. */
    private record Key(Map<LinkName, RateLevels.Rate> links, EpochDistribution epochs, double seconds) {}

    /** Costs of a pair by level, all by the actions of one outlook. */
    private record Levels(Key key, Outlook actions, List<LoopLevel> costs) {}

    /** The value of a pair, which depends on all of these. */
    private record Known(Levels levels, double lastingSeconds, double price, LoopValue value) {}

    /**
     * What is best.
     *
     * @param pair what is trained
     * @param steps from the next epoch on, if rates last
     * @param value expected energy and price of a miss, joules
     * @param isSuccessFirst whether a miss is so likely that it counted more than its price
     */
    record Choice(QuantizedModel pair, List<Step> steps, double value, boolean isSuccessFirst) {}

    /** Costs of pairs in some world; empty if a pair cannot be trained there. */
    interface Costs extends BiFunction<PresentWorld, QuantizedModel, Optional<Outlook>> {}

    /** Whether epochs may be chosen one by one, each for what it costs by itself. */
    boolean applies(Map<QuantizedModel, EpochsLeft> open) {
        return aim instanceof Aim.PricedMiss
                && scenario.schedule() == SchedulePolicy.PER_EPOCH
                && scenario.objective() instanceof Objective.Energy
                && scenario.target().joules().isEmpty()
                && Switches.areFree(scenario)
                && work(open) <= MAX_WORK;
    }

    /** Epochs times actions. */
    private double work(Map<QuantizedModel, EpochsLeft> open) {
        double work = 0;
        for (Map.Entry<QuantizedModel, EpochsLeft> entry : open.entrySet()) {
            int cuts = scenario.model(entry.getKey().model()).cutPoints().size();
            double actions = (double) cuts * scenario.edgeServers().size();
            work += actions * entry.getValue().whole().lastEpoch();
        }
        return work;
    }

    /**
     * The next epoch of the pair for which the rest of the run comes to least. Where a miss is likely, one counts more: beliefs in
     * rates are narrow when they say that little can be done, and what is given up for cheap epochs is not bought back.
     *
     * @param now where the run is
     * @return the choice; empty where the loop cannot be closed
     */
    Optional<Choice> best(Now now) {
        double price = ((Aim.PricedMiss) aim).price() * now.reference;
        return best(now, price, false)
                .flatMap(choice -> choice.value > LITTLE_HOPE * price
                        ? best(now, SUCCESS_FIRST * price, true)
                        : Optional.of(choice));
    }

    /**
     * A run as things stand.
     *
     * @param state where it is
     * @param present links and servers as they are
     * @param levels of rates later
     * @param costs of pairs
     * @param open epochs that pairs still need
     * @param leftSeconds time left to the deadline
     * @param reference E_ref, joules
     */
    record Now(
            RunState state,
            PresentWorld present,
            RateLevels levels,
            Costs costs,
            Map<QuantizedModel, EpochsLeft> open,
            double leftSeconds,
            double reference) {}

    private Optional<Choice> best(Now now, double price, boolean isSuccessFirst) {
        Optional<Choice> best = Optional.empty();
        for (Map.Entry<QuantizedModel, EpochsLeft> entry : now.open.entrySet()) {
            Asked asked = new Asked(entry.getKey(), isSuccessFirst);
            EpochsLeft left = entry.getValue();
            Optional<Outlook> outlook = now.costs.apply(now.present, asked.pair);
            if (outlook.isEmpty()) {
                continue;
            }
            Optional<Known> value = levels(
                            asked.pair, new Key(now.levels.links(), left.whole(), span(now.leftSeconds)), now)
                    .map(costs -> value(asked, costs, now.levels.lastingSeconds(), price));
            if (value.isEmpty() || left.isBeyond()) {
                return Optional.empty();
            }
            Optional<Choice> choice = new Root(asked, outlook.get(), value.get(), left).choice(now.leftSeconds);
            if (choice.isPresent() && (best.isEmpty() || choice.get().value < best.get().value)) {
                best = choice;
            }
        }
        return best;
    }

    /** The deadline, halved as often as the time left allows, so that times are divided finely near the end too. */
    private double span(double leftSeconds) {
        double span = scenario.target().deadlineSeconds();
        while (span / 2 >= leftSeconds && span > 1) {
            span /= 2;
        }
        return span;
    }

    private Known value(Asked asked, Levels costs, double lastingSeconds, double price) {
        Known before = known.get(asked);
        if (before != null
                && before.levels.key.equals(costs.key)
                && before.lastingSeconds == lastingSeconds
                && before.price == price) {
            return before;
        }
        LoopValue value = new LoopValue(costs.costs, lastingSeconds, costs.key.epochs, price, costs.key.seconds);
        Known now = new Known(costs, lastingSeconds, price, value);
        known.put(asked, now);
        return now;
    }

    /** Costs at each level; empty where a pair cannot be trained at one, or costs are not the same in all epochs. */
    private Optional<Levels> levels(QuantizedModel pair, Key key, Now now) {
        Levels before = levels.get(pair);
        if (before != null && before.key.equals(key)) {
            return Optional.of(before);
        }
        List<Outlook> outlooks = new ArrayList<>();
        for (int level = 0; level < RateLevels.COUNT; level++) {
            now.costs.apply(now.levels.world(now.state, level), pair).ifPresent(outlooks::add);
        }
        if (outlooks.size() < RateLevels.COUNT || !outlooks.stream().allMatch(Outlook::isSteady)) {
            return Optional.empty();
        }
        Levels made = new Levels(
                key,
                outlooks.get(0),
                outlooks.stream().map(outlook -> level(outlook, outlook)).toList());
        levels.put(pair, made);
        return Optional.of(made);
    }

    /** The next epoch's costs of an outlook, by the actions of another one. */
    private static LoopLevel level(Outlook outlook, Outlook actions) {
        if (outlook == actions) {
            return new LoopLevel(outlook.nextSeconds(), outlook.nextJoules());
        }
        int count = actions.candidate().actions().size();
        double[] seconds = new double[count];
        double[] joules = new double[count];
        for (int i = 0; i < count; i++) {
            int own = outlook.index(
                    actions.action(i).server().name(), actions.action(i).cut());
            seconds[i] = own < 0 ? Double.POSITIVE_INFINITY : outlook.nextSeconds()[own];
            joules[i] = own < 0 ? Double.POSITIVE_INFINITY : outlook.nextJoules()[own];
        }
        return new LoopLevel(seconds, joules);
    }

    /** Where the run is with one pair. */
    private static final class Root {
        private final Asked asked;
        private final Outlook outlook;
        private final Outlook actions;
        private final EpochsLeft left;
        private final LoopLevel level;
        private final LoopValue.Present value;

        Root(Asked asked, Outlook outlook, Known known, EpochsLeft left) {
            this.asked = asked;
            this.outlook = outlook;
            this.actions = known.levels.actions;
            this.left = left;
            this.level = level(outlook, actions);
            this.value = known.value.new Present(level, left.done());
        }

        Optional<Choice> choice(double leftSeconds) {
            double seconds = leftSeconds - outlook.candidate().setup().seconds();
            int best = value.best(left.done(), seconds);
            return best < 0
                    ? Optional.empty()
                    : Optional.of(new Choice(
                            asked.pair,
                            steps(best, seconds),
                            outlook.candidate().setup().joules() + value.value(left.done(), best, seconds),
                            asked.isSuccessFirst));
        }

        /** What is done as long as present rates last. */
        private List<Step> steps(int first, double leftSeconds) {
            List<Step> steps = new ArrayList<>();
            int action = first;
            double seconds = leftSeconds;
            int epochs = left.quantile(NEARLY_ALL * left.reach(left.last()));
            for (int i = 0; i < epochs && action >= 0; i++) {
                steps.add(outlook.step(
                        outlook.index(
                                actions.action(action).server().name(),
                                actions.action(action).cut()),
                        1,
                        i + 1));
                seconds -= level.seconds(action);
                action = seconds > 0 && i + 1 < epochs ? value.best(left.done() + i + 1, seconds) : -1;
            }
            return steps;
        }
    }
}
