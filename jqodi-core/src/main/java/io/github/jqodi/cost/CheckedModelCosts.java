package io.github.jqodi.cost;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Costs of the caller's own code, checked: times and energies are numbers of at least 0 or together +∞, what is too large to
 * be added up is ineffective, items come to their totals, rows agree with single costs, and nothing changes after the epoch from
 * which it must not.
 */
final class CheckedModelCosts implements ModelCosts {
    private static final String ADVICE = "An action that cannot be taken costs Cost.ineffective(...).";
    private static final String ITEMS_ADVICE = "A cost without items has an empty bill.";
    /** How far the sum of items may be from the total, relative to the larger of both. */
    private static final double ROUNDING = 1e-9;

    private static final String REPEATABLE = "Equal questions must get equal answers.";

    private final ModelCosts costs;
    private final QuantizedModel pair;

    CheckedModelCosts(ModelCosts costs, QuantizedModel pair) {
        this.costs = costs;
        this.pair = pair;
    }

    @SuppressWarnings("ReferenceEquality") // cost models give the same object again only where all costs are unchanged
    boolean checks(ModelCosts others) {
        return costs == others;
    }

    @Override
    public Cost epoch(Action action, int epoch) {
        return cost(() -> place(action, epoch), () -> costs.epoch(action, epoch));
    }

    @Override
    public Cost inference(Action action, Inference inference) {
        return cost(
                () -> place(action) + ", inference of " + inference.samples() + " samples",
                () -> costs.inference(action, inference));
    }

    @Override
    public OptionalDouble interval(Action action, Inference inference) {
        Supplier<String> what = () -> place(action) + ", inference of " + inference.samples() + " samples";
        OptionalDouble interval = CallerCode.ask(what, () -> costs.interval(action, inference));
        interval.ifPresent(seconds -> number(what, "interval", seconds));
        return interval;
    }

    @Override
    public int steadyFromEpoch() {
        int steady = CallerCode.ask(() -> pair() + ": steadyFromEpoch", costs::steadyFromEpoch);
        if (steady < 1) {
            throw Check.invalid(pair() + ": steadyFromEpoch", steady, "must be at least 1");
        }
        return steady;
    }

    @Override
    public CostRows rows(List<Action> actions) {
        return rows(actions, Stopped.NEVER);
    }

    @Override
    public CostRows rows(List<Action> actions, BooleanSupplier stop) {
        CostRows rows = CallerCode.ask(() -> pair() + ": rows", () -> costs.rows(actions, stop));
        return (epoch, seconds, joules) -> fill(rows, actions, epoch, seconds, joules);
    }

    private void fill(CostRows rows, List<Action> actions, int epoch, double[] seconds, double[] joules) {
        row(rows, actions, epoch, seconds, joules);
        if (!actions.isEmpty()) {
            compare(actions, epoch, seconds, joules, 0);
            compare(actions, epoch, seconds, joules, actions.size() - 1);
        }
        if (epoch == steadyFromEpoch() && epoch < Integer.MAX_VALUE) {
            steady(rows, actions, epoch, seconds, joules);
        }
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return bounds(grid, epochs, Stopped.NEVER);
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        Supplier<String> what = () -> pair() + ": bounds";
        return CallerCode.<Optional<CostBounds>>ask(what, () -> costs.bounds(grid, epochs, stop))
                .map(bounds -> new CheckedBounds(bounds, grid, pair()));
    }

    @Override
    public List<CostBounds> boundsByEpoch(ActionGrid grid, int epochs, BooleanSupplier stop) {
        Supplier<String> what = () -> pair() + ": bounds by epoch";
        List<CostBounds> all = CallerCode.ask(what, () -> costs.boundsByEpoch(grid, epochs, stop));
        return all.stream()
                .<CostBounds>map(bounds -> new CheckedBounds(bounds, grid, pair()))
                .toList();
    }

    private void row(CostRows rows, List<Action> actions, int epoch, double[] seconds, double[] joules) {
        CallerCode.run(() -> rowName(actions, epoch), () -> rows.fill(epoch, seconds, joules));
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            boolean effective = effective(() -> place(action, epoch), seconds[i], joules[i]);
            seconds[i] = effective ? seconds[i] + 0.0 : Double.POSITIVE_INFINITY;
            joules[i] = effective ? joules[i] + 0.0 : Double.POSITIVE_INFINITY;
        }
    }

    /** Where a row fails, it is most likely one of its costs, which then says so by itself. */
    private String rowName(List<Action> actions, int epoch) {
        actions.forEach(action -> epoch(action, epoch));
        return pair() + ", epoch " + epoch + ": a row";
    }

    /** A row holds what the single costs are. */
    private void compare(List<Action> actions, int epoch, double[] seconds, double[] joules, int i) {
        Cost single = epoch(actions.get(i), epoch);
        same(place(actions.get(i), epoch) + ": seconds", single.seconds(), seconds[i], "must be that of the row");
        same(place(actions.get(i), epoch) + ": joules", single.joules(), joules[i], "must be that of the row");
    }

    private void steady(CostRows rows, List<Action> actions, int epoch, double[] seconds, double[] joules) {
        double[] laterSeconds = new double[actions.size()];
        double[] laterJoules = new double[actions.size()];
        row(rows, actions, epoch + 1, laterSeconds, laterJoules);
        String rule = "must be that of epoch " + epoch + ", which steadyFromEpoch names,";
        for (int i = 0; i < actions.size(); i++) {
            same(place(actions.get(i), epoch + 1) + ": seconds", laterSeconds[i], seconds[i], rule);
            same(place(actions.get(i), epoch + 1) + ": joules", laterJoules[i], joules[i], rule);
        }
    }

    private static void same(String what, double found, double wanted, String rule) {
        if (found != wanted) {
            throw Check.invalid(what, found, rule + " " + wanted, REPEATABLE);
        }
    }

    private Cost cost(Supplier<String> what, Supplier<Cost> question) {
        Cost cost = CallerCode.ask(what, question);
        if (!cost.isEffective()) {
            boolean infinite = cost.seconds() == Double.POSITIVE_INFINITY && cost.joules() == Double.POSITIVE_INFINITY;
            return infinite ? cost : Cost.ineffective(cost.ineffective().orElseThrow());
        }
        number(what, "seconds", cost.seconds());
        number(what, "joules", cost.joules());
        items(what, cost);
        return Cost.of(cost.seconds() + 0.0, cost.joules() + 0.0, cost.items());
    }

    private static void items(Supplier<String> what, Cost cost) {
        double seconds = 0;
        double joules = 0;
        for (CostItem item : cost.items()) {
            number(what, "items/" + item.node() + "/seconds", item.seconds());
            number(what, "items/" + item.node() + "/joules", item.joules());
            seconds += item.seconds();
            joules += item.joules();
        }
        if (!cost.items().isEmpty()) {
            sum(what, "seconds", seconds, cost.seconds());
            sum(what, "joules", joules, cost.joules());
        }
    }

    private static void sum(Supplier<String> what, String field, double sum, double total) {
        if (!(Math.abs(sum - total) <= ROUNDING * Math.max(sum, total))) {
            throw Check.invalid(
                    what.get() + ": items", sum, "must come to the " + field + " of the cost, " + total, ITEMS_ADVICE);
        }
    }

    private static void number(Supplier<String> what, String field, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw Check.invalid(what.get() + ": " + field, value, "must be finite and >= 0", ADVICE);
        }
    }

    /** Whether a cell of a row can be taken. */
    private static boolean effective(Supplier<String> what, double seconds, double joules) {
        if (seconds == Double.POSITIVE_INFINITY && joules == Double.POSITIVE_INFINITY) {
            return false;
        }
        number(what, "seconds", seconds);
        number(what, "joules", joules);
        return Cost.canBeAddedUp(seconds, joules);
    }

    /** As messages call these costs. */
    String pair() {
        return "costs of " + pair.quoted();
    }

    private String place(Action action) {
        return pair() + ", " + action;
    }

    private String place(Action action, int epoch) {
        return place(action) + ", epoch " + epoch;
    }

    /** Bounds that are numbers of at least 0 or +∞; whether they bound the costs is for the caller to know. */
    private record CheckedBounds(CostBounds bounds, ActionGrid grid, String pair) implements CostBounds {
        @Override
        public void low(int cut, double[] seconds, double[] joules) {
            CallerCode.run(() -> pair + ": lower bounds", () -> bounds.low(cut, seconds, joules));
            for (int i = 0; i < grid.servers().size(); i++) {
                bound("lower bound of seconds", seconds[i]);
                bound("lower bound of joules", joules[i]);
            }
        }

        @Override
        public Upper high(int server, int cut) {
            Upper upper = CallerCode.ask(() -> pair + ": upper bound", () -> bounds.high(server, cut));
            bound("upper bound of seconds", upper.seconds());
            bound("upper bound of joules", upper.joules());
            return upper;
        }

        @Override
        public double least(double secondsWeight, double joulesWeight) {
            double least = CallerCode.ask(
                    () -> pair + ": bound of weighted costs", () -> bounds.least(secondsWeight, joulesWeight));
            return bound("bound of weighted costs", least);
        }

        private double bound(String what, double value) {
            if (!(value >= 0)) {
                throw Check.invalid(pair + ": " + what, value, "must be a number >= 0 or +infinity");
            }
            return value;
        }
    }
}
