package io.github.jqodi.solve;

import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.plan.Candidate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last cost table of each quantized model, handed out again as long as nothing it rests on has changed. */
final class TableCache {
    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    /** A table of all actions of a candidate or of its undominated ones. */
    CostTable table(Candidate candidate, boolean everyAction) {
        Key key = new Key(candidate.model().name(), candidate.bits(), everyAction);
        Entry entry = entries.get(key);
        if (entry == null || !entry.isOf(candidate)) {
            entry = new Entry(
                    candidate.costs(), candidate.actions(), candidate.robustEpochs(), of(candidate, everyAction));
            entries.put(key, entry);
        }
        return entry.table;
    }

    private static CostTable of(Candidate candidate, boolean everyAction) {
        ModelCosts costs = candidate.costs();
        return everyAction
                ? CostTable.of(costs, candidate.actions(), candidate.robustEpochs())
                : CostTable.nondominated(costs, candidate.actions(), candidate.robustEpochs());
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
