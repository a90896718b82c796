package io.github.jqodi.search;

import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Candidate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * The last cost table of each quantized model, handed out again as long as nothing it rests on has changed. All are
 * forgotten where one more would take more memory than a table may.
 */
final class TableCache {
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final DoubleAdder bytes = new DoubleAdder();

    /** A table of all actions of a candidate or of its undominated ones, as far as limits allow. */
    CostTable table(Candidate candidate, boolean everyAction, WorkLimits limits) {
        Key key = new Key(candidate.model().name(), candidate.quantization().bits(), everyAction);
        Entry entry = entries.get(key);
        if (entry == null || !entry.isOf(candidate)) {
            CostTable table = of(candidate, everyAction, limits);
            entry = new Entry(candidate.costs(), candidate.actions(), candidate.robustEpochs(), table);
            keep(key, entry, limits.bytes());
        }
        return entry.table;
    }

    private void keep(Key key, Entry entry, double mostBytes) {
        double more =
                2.0 * Double.BYTES * entry.table.rows() * entry.table.actions().size();
        if (bytes.sum() + more > mostBytes) {
            entries.clear();
            bytes.reset();
        }
        bytes.add(more);
        entries.put(key, entry);
    }

    private static CostTable of(Candidate candidate, boolean everyAction, WorkLimits limits) {
        ModelCosts costs = candidate.costs();
        return everyAction
                ? CostTable.of(costs, candidate.actions(), candidate.robustEpochs(), limits)
                : CostTable.nondominated(costs, candidate.actions(), candidate.robustEpochs(), limits);
    }

    private record Key(String model, int bits, boolean everyAction) {}

    private record Entry(ModelCosts costs, ActionGrid actions, int epochs, CostTable table) {
        /** Cost models give the same object again only where all costs are unchanged. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Candidate candidate) {
            return costs == candidate.costs()
                    && epochs == candidate.robustEpochs()
                    && actions.spansTheSameAs(candidate.actions());
        }
    }
}
