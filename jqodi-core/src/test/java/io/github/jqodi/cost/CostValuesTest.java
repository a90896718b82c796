package io.github.jqodi.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Tables of a few measured epochs, their limits, and what costs say of themselves. */
class CostValuesTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);
    private static final List<EdgeServer> SERVERS = List.of(EdgeServer.named("a"), EdgeServer.named("b"));
    private static final ActionGrid GRID = new ActionGrid(SERVERS, List.of(0, 2));
    private static final Scenario SCENARIO = Scenario.builder("values", Target.of(10, 1))
            .edgeServers(SERVERS)
            .bitWidths(8)
            .model(ModelVersion.of("m", 0.1, List.of()).withCuts(List.of(0, 2)))
            .build();

    private static Measurement entry(String server, int cut, double seconds, double joules, int epoch) {
        return new Measurement(PAIR, server, cut, seconds, joules, epoch);
    }

    /** From the second epoch on b is the faster at cut 0; at cut 2 nothing is known of b. */
    private static ModelCosts costs() {
        return new MeasuredCosts(List.of(
                        entry("a", 0, 2, 7, 1), entry("a", 2, 3, 6, 1), entry("b", 0, 4, 5, 1), entry("b", 0, 1, 9, 2)))
                .costs(SCENARIO, PAIR);
    }

    @Test
    void aTableHasARowForEachEpochUntilAllAreAlike() {
        CostTable table = CostTable.of(costs(), GRID, 5);
        assertEquals("4 actions in 2 rows", table.toString());
        assertEquals(2, table.rows());
        assertEquals(List.of(0, 1, 1), List.of(table.rowOf(1), table.rowOf(2), table.rowOf(5)));
        assertEquals(2, table.leastSeconds(0));
        assertEquals(1, table.leastSeconds(1));
        assertEquals(0, table.fastest(0));
        assertEquals(2, table.fastest(1));
        assertTrue(table.isEffective(0));
        assertFalse(table.isEffective(3));
        assertEquals(1, CostTable.of(costs(), GRID, 1).rows());
    }

    /** Two rows of four actions of two doubles. */
    @Test
    void aTableBeyondTheMemoryIsRefusedBeforeItIsMade() {
        WorkLimits enough = new WorkLimits(() -> false, () -> "", 128);
        assertEquals(2, CostTable.of(costs(), GRID, 5, enough).rows());
        WorkLimits little = new WorkLimits(() -> false, () -> "", 127);
        assertEquals(
                "the costs of all its actions would take 128 bytes, the memory limit is 127",
                assertThrows(Stopped.class, () -> CostTable.of(costs(), GRID, 5, little))
                        .getMessage());
        assertEquals("no limit was set", WorkLimits.NONE.reason().get());
        WorkLimits stopped = new WorkLimits(() -> true, () -> "", 1e9);
        assertThrows(Stopped.class, () -> CostTable.of(costs(), GRID, 5, stopped));
        assertThrows(Stopped.class, () -> CostTable.nondominated(costs(), GRID, 5, stopped));
    }

    @Test
    void gridsPhasesAndRowsOfBillsHaveNames() {
        assertEquals("2 servers with cuts [0, 2]", GRID.toString());
        assertEquals(List.of(0, 2), GRID.cuts());
        assertEquals(4, GRID.size());
        assertEquals(new Action(SERVERS.get(1), 2), GRID.get(3));
        assertEquals("compute", Phase.COMPUTE.label());
        CostItem item = new CostItem("a", Phase.COMPUTE, 1, 2);
        assertEquals(new CostItem("a", Phase.COMPUTE, 1, 2, OptionalDouble.of(3)), item.withPrice(3));
        assertEquals(OptionalDouble.empty(), item.price());
    }

    @Test
    void measurementsHaveBounds() {
        assertThrows(InvalidValueException.class, () -> new Measurement(PAIR, Optional.of(" "), 0, 1, 1, 1));
        assertThrows(InvalidValueException.class, () -> entry("a", -1, 1, 1, 1));
        assertThrows(InvalidValueException.class, () -> entry("a", 0, -1, 1, 1));
        assertThrows(InvalidValueException.class, () -> entry("a", 0, 1, -1, 1));
        assertThrows(InvalidValueException.class, () -> entry("a", 0, 1, 1, 0));
        assertEquals(OptionalInt.empty(), new MeasuredCosts(List.of()).deviceAloneCut("m"));
    }
}
