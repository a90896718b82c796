package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of two quantized models on two servers, whose costs change in the third epoch: 3 rows of 2 seconds and 2 joules. */
class TableCacheTest {
    private static final long BYTES = 3 * 2 * 2 * Double.BYTES;

    private final List<Candidate> candidates = ScenarioJson.parse("""
                    {"format": "jqodi-scenario/1", "name": "tables", "target": {"deadlineSeconds": 99, "loss": 0.5},
                     "edgeServers": [{"name": "a"}, {"name": "b"}], "bitWidths": [4, 8],
                     "models": [{"name": "m", "loss": 0.9, "cuts": [1]}],
                     "costs": {"kind": "measured", "entries": [
                       {"model": "m", "bits": 4, "server": "a", "cut": 1, "seconds": 1, "joules": 5},
                       {"model": "m", "bits": 4, "server": "b", "cut": 1, "seconds": 2, "joules": 3},
                       {"model": "m", "bits": 4, "server": "b", "cut": 1, "seconds": 3, "joules": 2, "epoch": 3},
                       {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 6},
                       {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 2, "joules": 6, "epoch": 3},
                       {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 2, "joules": 4}]},
                     "estimates": [{"model": "m", "bits": 4, "epochs": {"expected": 3, "robust": 4}},
                                   {"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 4}}]}
                    """).assess().candidates();

    private CostTable table(TableCache cache, int candidate, long bytes) {
        return table(cache, candidates.get(candidate), bytes);
    }

    private static CostTable table(TableCache cache, Candidate candidate, long bytes) {
        WorkLimits limits = new WorkLimits(Stopped.NEVER, () -> "never", bytes);
        return cache.table(candidate, TableCache.Kind.EVERY, limits);
    }

    @Test
    void tablesAreKeptAsLongAsAllTakeNoMoreThanOneMay() {
        TableCache cache = new TableCache();
        CostTable first = table(cache, 0, 2 * BYTES);
        assertEquals(3, first.rows());
        assertEquals(2, first.actions().size());
        CostTable second = table(cache, 1, 2 * BYTES);
        assertSame(first, table(cache, 0, 2 * BYTES));
        assertSame(second, table(cache, 1, 2 * BYTES));
    }

    /** A table of more epochs than are asked for is cut, one of fewer is made anew. */
    @Test
    void aTableServesAsManyEpochsAsItHas() {
        TableCache cache = new TableCache();
        CostTable two = table(cache, ofEpochs(2), BYTES);
        assertEquals(2, two.rows());
        CostTable whole = table(cache, ofEpochs(9), BYTES);
        assertEquals(3, whole.rows());
        assertSame(whole, table(cache, ofEpochs(3), BYTES));
        CostTable cut = table(cache, ofEpochs(2), BYTES);
        assertEquals(2, cut.rows());
        assertSame(whole.seconds(1), cut.seconds(1));
        assertNotSame(two.seconds(1), cut.seconds(1));
        assertSame(whole, table(cache, ofEpochs(9), BYTES));
    }

    private Candidate ofEpochs(int epochs) {
        return candidates.get(0).withEpochs(candidates.get(0).epochs(), epochs);
    }

    @Test
    void allAreForgottenWhereOneMoreWouldTakeTooMuch() {
        TableCache cache = new TableCache();
        CostTable first = table(cache, 0, 2 * BYTES - 1);
        CostTable second = table(cache, 1, 2 * BYTES - 1);
        assertSame(second, table(cache, 1, 2 * BYTES - 1));
        assertNotSame(first, table(cache, 0, 2 * BYTES - 1));
    }
}
