package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the epochs of a schedule cost, and the bill of all of them. Costs are asked for epoch by epoch and go into the bill at
 * once, so that few of them are held at a time; from the epoch on from which rates no longer change, the cost of an action is
 * asked for once.
 */
final class EpochCosts {
    /** t_k by epoch. */
    final double[] seconds;
    /** e_k by epoch. */
    final double[] joules;

    private final Bill bill = new Bill();

    @SuppressWarnings("ReferenceEquality") // the same object is the same action, another one is looked up
    EpochCosts(List<CostItem> first, ModelCosts model, List<Action> actions) {
        bill.add(1, first);
        int epochs = actions.size();
        seconds = new double[epochs];
        joules = new double[epochs];
        int changing = Math.min(epochs, model.steadyFromEpoch() - 1);
        for (int k = 1; k <= changing; k++) {
            Cost cost = model.epoch(actions.get(k - 1), k);
            enter(k, cost);
            bill.add(1, cost.items());
        }
        Map<Place, Repeated> steady = new LinkedHashMap<>();
        IdentityHashMap<Action, Repeated> byAction = new IdentityHashMap<>();
        Repeated repeated = null;
        for (int k = changing + 1; k <= epochs; k++) {
            Action action = actions.get(k - 1);
            if (repeated == null || action != actions.get(k - 2)) {
                repeated = byAction.get(action);
            }
            if (repeated == null) {
                int epoch = k;
                repeated = steady.computeIfAbsent(Place.of(action), place -> new Repeated(model.epoch(action, epoch)));
                byAction.put(action, repeated);
            }
            repeated.times++;
            enter(k, repeated.cost);
        }
        steady.values().forEach(each -> bill.add(each.times, each.cost.items()));
    }

    private void enter(int epoch, Cost cost) {
        seconds[epoch - 1] = cost.seconds();
        joules[epoch - 1] = cost.joules();
    }

    /** Behind the last of the epochs from one on that cost the same, as index from 0. */
    int endOfRun(int from, int epochs) {
        int to = from + 1;
        while (to < epochs && seconds[to] == seconds[from] && joules[to] == joules[from]) {
            to++;
        }
        return to;
    }

    /** The bill with some more rows. */
    List<CostItem> bill(List<CostItem> last) {
        bill.add(1, last);
        return bill.rows();
    }

    /** What tells actions of one scenario apart; comparing them as records would compare forecasts. */
    private record Place(String server, int cut) {
        static Place of(Action action) {
            return new Place(action.server().name(), action.cut());
        }
    }

    /** The cost of several epochs. */
    private static final class Repeated {
        final Cost cost;
        int times;

        Repeated(Cost cost) {
            this.cost = cost;
        }
    }

    /** Adds up rows of the same node and phase, in the order in which they first come. */
    private static final class Bill {
        private final Map<Key, Row> byKey = new LinkedHashMap<>();
        /** The rows of the items added last, in whose order those of the next epoch usually come. */
        private final List<Row> recent = new ArrayList<>();

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
            Row row = byKey.computeIfAbsent(new Key(item.node(), item.phase()), Row::new);
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

    private record Key(String node, Phase phase) {}

    /** A row of the bill while it is added up. */
    private static final class Row {
        private final Key key;
        private final ExactSum seconds = new ExactSum();
        private final ExactSum joules = new ExactSum();

        Row(Key key) {
            this.key = key;
        }

        boolean isOf(CostItem item) {
            return key.phase == item.phase() && key.node.equals(item.node());
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
            return new CostItem(key.node, key.phase, seconds.value(), joules.value());
        }
    }
}
