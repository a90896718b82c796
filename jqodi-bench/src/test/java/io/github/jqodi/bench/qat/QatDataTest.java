package io.github.jqodi.bench.qat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.loss.PastRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QatDataTest {
    private static final double DECIMALS = 1e-6;

    /** Losses before the first epoch and right after quantization were measured in batches of another size. */
    private static final double BATCHES = 1e-3;

    @Test
    void epochZeroIsTheStartAndPartsAddUp(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("curves.csv"), """
                run,model,bits,variant,seed,epoch,validationLoss
                small 4,small,4,near,1,0,0.9
                small 4,small,4,near,1,1,0.7
                small 4,small,4,near,1,2,0.6
                small 8,small,8,near,2,0,0.8
                small 8,small,8,near,2,1,0.5
                """);
        Files.writeString(folder.resolve("gamma.csv"), """
                model,bits,variant,seed,lossFull,lossQuantized
                small,4,near,1,0.75,0.9
                """);
        Files.writeString(folder.resolve("update.csv"), """
                run,model,bits,variant,seed,epoch,lossBefore,lossRequantized,lossAfter
                small up,small,4,near,1,1,0.9,0.95,0.7
                small up,small,4,near,1,2,0.7,0.68,0.6
                """);
        QatData data = QatData.read(folder);
        QatRun run = data.runs().get(0);
        assertEquals(0.9, run.start());
        assertEquals(List.of(0.7, 0.6), run.losses());
        Curve curve = run.curve();
        assertEquals(2, curve.lastEpoch());
        assertEquals("small near", curve.features().model().orElseThrow());
        assertEquals(OptionalDouble.of(4), curve.features().bits());
        assertFalse(run.place().isHeldOut());
        assertTrue(data.runs().get(1).place().isHeldOut());
        assertEquals(0.15, data.compressions().get(0).lossChange(), 1e-12);
        PastRun past = data.updates().get(0).past();
        assertEquals(0.9, past.start());
        assertEquals(List.of(0.95, 0.68), past.afterUpdate());
        assertEquals(List.of(0.7, 0.6), past.afterRun());
    }

    @Test
    void aFolderWithoutCurvesIsTold(@TempDir Path folder) {
        assertThrows(NoSuchFileException.class, () -> QatData.read(folder));
    }

    @Test
    void theMeasurementsHangTogether() throws IOException {
        QatData data = QatData.read(measurements());
        assertEquals(108, data.runs().size());
        assertEquals(720, data.compressions().size());
        assertEquals(6, data.updates().size());
        Map<String, Double> quantized = new HashMap<>();
        data.compressions()
                .forEach(compression -> quantized.put(
                        compression.place().pair() + " " + compression.place().seed(), compression.lossQuantized()));
        int compared = 0;
        for (QatRun run : data.runs()) {
            Double start = quantized.get(run.place().pair() + " " + run.place().seed());
            if (start != null) {
                assertEquals(start, run.start(), BATCHES, run.name());
                compared++;
            }
        }
        assertTrue(compared >= 90, "only " + compared);
        for (QatUpdates updates : data.updates()) {
            for (int k = 1; k < updates.before().size(); k++) {
                assertEquals(updates.after().get(k - 1), updates.before().get(k), DECIMALS, updates.name());
            }
        }
    }

    private static Path measurements() {
        String folder = System.getProperty("jqodi.data", "");
        assumeTrue(!folder.isEmpty(), "no public measurements: set -Djqodi.data");
        Path path = Path.of(folder, "qat");
        assumeTrue(Files.isDirectory(path), path + " is not there");
        return path;
    }
}
