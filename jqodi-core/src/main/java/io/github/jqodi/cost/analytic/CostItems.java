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

    /** Adds to the last row if that is of the same node and phase, else as a row of its own. */
    void join(String node, Phase phase, double seconds, double joules) {
        CostItem last = rows.isEmpty() ? new CostItem("", phase, 0, 0) : rows.get(rows.size() - 1);
        if (last.node().equals(node) && last.phase() == phase) {
            rows.set(rows.size() - 1, new CostItem(node, phase, last.seconds() + seconds, last.joules() + joules));
        } else {
            add(node, phase, seconds, joules);
        }
    }

    double seconds() {
        return rows.stream().mapToDouble(CostItem::seconds).sum();
    }

    double joules() {
        return rows.stream().mapToDouble(CostItem::joules).sum();
    }
}
