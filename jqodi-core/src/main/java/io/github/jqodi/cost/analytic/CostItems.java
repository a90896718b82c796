package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import java.util.ArrayList;
import java.util.List;

/** Rows of one cost under construction; what takes neither time nor energy is left out. */
final class CostItems {
    private final List<CostItem> rows = new ArrayList<>();

    List<CostItem> rows() {
        return rows;
    }

    void add(String node, Phase phase, double seconds, double joules) {
        if (seconds != 0 || joules != 0) {
            rows.add(new CostItem(node, phase, seconds, joules));
        }
    }

    /** Adds to the row of the same node and phase, or as a row of its own. */
    void join(String node, Phase phase, double seconds, double joules) {
        for (int i = 0; i < rows.size(); i++) {
            CostItem row = rows.get(i);
            if (row.node().equals(node) && row.phase() == phase) {
                rows.set(i, new CostItem(node, phase, row.seconds() + seconds, row.joules() + joules));
                return;
            }
        }
        add(node, phase, seconds, joules);
    }

    double seconds() {
        return rows.stream().mapToDouble(CostItem::seconds).sum();
    }

    double joules() {
        return rows.stream().mapToDouble(CostItem::joules).sum();
    }
}
