package io.github.jqodi.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import org.junit.jupiter.api.Test;

/** Costs that change in the second and in the fourth epoch: four rows differ. */
class CostTableTest {
    private final Candidate candidate =
            ScenarioJson.parse("""
                    {"format": "jqodi-scenario/1", "name": "tables", "target": {"deadlineSeconds": 99, "loss": 0.5},
                     "edgeServers": [{"name": "a"}, {"name": "b"}], "bitWidths": [8],
                     "models": [{"name": "m", "loss": 0.9, "cuts": [1]}],
                     "costs": {"kind": "measured", "entries": [
                       {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 3, "joules": 5},
                       {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 5, "epoch": 2},
                       {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 2, "joules": 3},
                       {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 4, "joules": 2, "epoch": 4}]},
                     "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 4}}]}
                    """).assess().candidates().get(0);

    private CostTable of(int epochs) {
        return CostTable.of(candidate.costs(), candidate.actions(), epochs);
    }

    @Test
    void aTableOfTheFirstEpochsIsThatOfSoManyEpochs() {
        CostTable whole = of(9);
        assertEquals(4, whole.rows());
        for (int epochs = 1; epochs < 4; epochs++) {
            CostTable cut = whole.upTo(epochs);
            CostTable made = of(epochs);
            assertEquals(epochs, cut.rows());
            assertEquals(made.actions(), cut.actions());
            assertEquals(made.cells(), cut.cells());
            for (int row = 0; row < epochs; row++) {
                assertArrayEquals(made.seconds(row), cut.seconds(row));
                assertArrayEquals(made.joules(row), cut.joules(row));
                assertEquals(made.fastest(row), cut.fastest(row));
            }
        }
        assertSame(whole, whole.upTo(4));
        assertSame(whole, whole.upTo(1_000));
    }

    @Test
    void countsOfEpochsAreChecked() {
        CostTable whole = of(9);
        assertEquals(
                "epochs (0) must be at least 1.",
                assertThrows(IllegalArgumentException.class, () -> whole.upTo(0))
                        .getMessage());
        assertEquals(
                "epochs (-1) must be at least 0.",
                assertThrows(IllegalArgumentException.class, () -> of(-1)).getMessage());
    }
}
