package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleBiFunction;

/**
 * Costs of the epochs of a schedule, and the bill of all of them. Costs are asked for epoch by epoch and go into the bill at
 * once, so that few of them are held at a time; from the epoch on from which rates no longer change, the cost of an action is
 * asked for once, and sums count how often it is taken.
 */
final class EpochCosts {
    /** t_k and e_k of the epochs in which rates change. */
    private final double[] seconds;

    private final double[] joules;
    /** The costs of the epochs after them, and which of these an epoch has. */
    private final List<Cost> steady = new ArrayList<>();

    private final int[] which;
    /** The epochs that pay for a switch of the server, ascending, and what they pay. */
    private final List<Switch> switches = new ArrayList<>();

    private final Bill bill = new Bill();

    EpochCosts(List<CostItem> first, ModelCosts model, List<Action> actions, BooleanSupplier stop) {
        this(first, model, actions, (server, epoch) -> server.switchJoules(), stop);
    }

    /** The same where a switch to a server takes something else than joules. */
    EpochCosts(
            List<CostItem> first,
            ModelCosts model,
            List<Action> actions,
            ToDoubleBiFunction<EdgeServer, Integer> switchJoules,
            BooleanSupplier stop) {
        bill.add(1, first);
        int epochs = actions.size();
        int changing = Math.min(epochs, model.steadyFromEpoch() - 1);
        seconds = new double[changing];
        joules = new double[changing];
        which = new int[epochs - changing];
        for (int k = 1; k <= changing; k++) {
            Stopped.when(stop);
            Cost cost = model.epoch(actions.get(k - 1), k);
            seconds[k - 1] = cost.seconds();
            joules[k - 1] = cost.joules();
            bill.add(1, cost.items());
        }
        Stopped.when(stop);
        enterSteady(model, actions);
        int[] times = times(epochs);
        for (int i = 0; i < times.length; i++) {
            bill.add(times[i], steady.get(i).items());
        }
        enterSwitches(actions, switchJoules);
    }

    private void enterSwitches(List<Action> actions, ToDoubleBiFunction<EdgeServer, Integer> switchJoules) {
        for (int k = 2; k <= actions.size(); k++) {
            EdgeServer server = actions.get(k - 1).server();
            if (server.hasSwitching() && Switches.between(actions.get(k - 2), actions.get(k - 1))) {
                double joules = switchJoules.applyAsDouble(server, k);
                switches.add(new Switch(k, server.switchSeconds(), joules));
                bill.add(1, List.of(new CostItem(server.name(), Phase.SWITCH, server.switchSeconds(), joules)));
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the same action, another one is looked up
    private void enterSteady(ModelCosts model, List<Action> actions) {
        Map<Place, Integer> byPlace = new HashMap<>();
        IdentityHashMap<Action, Integer> byAction = new IdentityHashMap<>();
        for (int i = 0; i < which.length; i++) {
            int epoch = seconds.length + i + 1;
            Action action = actions.get(epoch - 1);
            if (i > 0 && action == actions.get(epoch - 2)) {
                which[i] = which[i - 1];
                continue;
            }
            Integer known = byAction.get(action);
            if (known == null) {
                known = byPlace.computeIfAbsent(Place.of(action), place -> {
                    steady.add(model.epoch(action, epoch));
                    return steady.size() - 1;
                });
                byAction.put(action, known);
            }
            which[i] = known;
        }
    }

    /** How often each of the steady costs is taken in the first epochs. */
    private int[] times(int firstEpochs) {
        int[] times = new int[steady.size()];
        for (int i = 0; i < firstEpochs - seconds.length; i++) {
            times[which[i]]++;
        }
        return times;
    }

    /** Adds what the first epochs come to; a cost that is repeated is one addition. */
    void addTo(ExactSum secondsSum, ExactSum joulesSum, int firstEpochs) {
        int changing = Math.min(firstEpochs, seconds.length);
        for (int from = 0; from < changing; ) {
            int to = endOfRun(from, changing);
            add(secondsSum, to - from, seconds[from]);
            add(joulesSum, to - from, joules[from]);
            from = to;
        }
        int[] times = times(firstEpochs);
        for (int i = 0; i < times.length; i++) {
            add(secondsSum, times[i], steady.get(i).seconds());
            add(joulesSum, times[i], steady.get(i).joules());
        }
        for (Switch paid : switches) {
            if (paid.epoch <= firstEpochs) {
                secondsSum.add(paid.seconds);
                joulesSum.add(paid.joules);
            }
        }
    }

    /** The same with a weight for each of all epochs; the weights are summed as well. */
    void addWeighted(ExactSum secondsSum, ExactSum joulesSum, ExactSum weightSum, double[] weights) {
        for (int from = 0; from < seconds.length; ) {
            int to = endOfRun(from, seconds.length);
            ExactSum weight = new ExactSum();
            for (int k = from; k < to; k++) {
                weight.add(weights[k]);
            }
            weightSum.addProduct(1, weight);
            secondsSum.addProduct(seconds[from], weight);
            joulesSum.addProduct(joules[from], weight);
            from = to;
        }
        ExactSum[] steadyWeights = new ExactSum[steady.size()];
        Arrays.setAll(steadyWeights, i -> new ExactSum());
        for (int i = 0; i < which.length; i++) {
            steadyWeights[which[i]].add(weights[seconds.length + i]);
        }
        for (int i = 0; i < steadyWeights.length; i++) {
            weightSum.addProduct(1, steadyWeights[i]);
            secondsSum.addProduct(steady.get(i).seconds(), steadyWeights[i]);
            joulesSum.addProduct(steady.get(i).joules(), steadyWeights[i]);
        }
        for (Switch paid : switches) {
            secondsSum.addProduct(paid.seconds, weights[paid.epoch - 1]);
            joulesSum.addProduct(paid.joules, weights[paid.epoch - 1]);
        }
    }

    /** Adds the weighted seconds of all epochs. */
    void addSeconds(ExactSum sum, double[] weights) {
        addWeighted(sum, new ExactSum(), new ExactSum(), weights);
    }

    /** Adds the weighted joules of all epochs. */
    void addJoules(ExactSum sum, double[] weights) {
        addWeighted(new ExactSum(), sum, new ExactSum(), weights);
    }

    /** What an epoch pays for a switch of the server. */
    private record Switch(int epoch, double seconds, double joules) {}

    private static void add(ExactSum sum, int times, double value) {
        if (times == 1) {
            sum.add(value);
        } else {
            sum.addProduct(times, value);
        }
    }

    /** After the last of the changing epochs from one on that cost the same, as index from 0. */
    private int endOfRun(int from, int end) {
        int to = from + 1;
        while (to < end && seconds[to] == seconds[from] && joules[to] == joules[from]) {
            to++;
        }
        return to;
    }

    /** The bill with some more rows. */
    List<CostItem> bill(List<CostItem> last) {
        Bill whole = new Bill(bill);
        whole.add(1, last);
        return whole.rows();
    }

    /** What tells actions of one scenario apart; comparing them as records would compare forecasts. */
    private record Place(String server, int cut) {
        static Place of(Action action) {
            return new Place(action.server().name(), action.cut());
        }
    }

    /** Adds up rows of the same node and phase, in the order in which they first come. */
    private static final class Bill {
        private final Map<CostItem.Key, Row> byKey = new LinkedHashMap<>();
        /** The rows of the items added last, in whose order those of the next epoch usually come. */
        private final List<Row> recent = new ArrayList<>();

        Bill() {}

        Bill(Bill other) {
            other.byKey.forEach((key, row) -> byKey.put(key, new Row(row)));
        }

        void add(int times, List<CostItem> items) {
            int place = 0;
            for (CostItem item : items) {
                if (item.seconds() != 0 || item.joules() != 0) {
                    row(item, place++).add(times, item);
                }
            }
        }

        private Row row(CostItem item, int place) {
            if (place < recent.size() && recent.get(place).isOf(item)) {
                return recent.get(place);
            }
            Row row = byKey.computeIfAbsent(item.key(), Row::new);
            if (place < recent.size()) {
                recent.set(place, row);
            } else {
                recent.add(row);
            }
            return row;
        }

        List<CostItem> rows() {
            return byKey.values().stream().map(Row::item).toList();
        }
    }

    /** A row of the bill while it is added up. */
    private static final class Row {
        private final CostItem.Key key;
        private final ExactSum seconds;
        private final ExactSum joules;

        Row(CostItem.Key key) {
            this.key = key;
            this.seconds = new ExactSum();
            this.joules = new ExactSum();
        }

        Row(Row other) {
            this.key = other.key;
            this.seconds = other.seconds.copy();
            this.joules = other.joules.copy();
        }

        boolean isOf(CostItem item) {
            return key.phase() == item.phase() && key.node().equals(item.node());
        }

        void add(int times, CostItem item) {
            if (times == 1) {
                seconds.add(item.seconds());
                joules.add(item.joules());
            } else {
                seconds.addProduct(times, item.seconds());
                joules.addProduct(times, item.joules());
            }
        }

        CostItem item() {
            return new CostItem(key.node(), key.phase(), seconds.value(), joules.value());
        }
    }
}
