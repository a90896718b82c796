package io.github.jqodi.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.ProgramRun;
import io.github.jqodi.bench.qat.QatCompression;
import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.qat.QatPlace;
import io.github.jqodi.bench.qat.QatRun;
import io.github.jqodi.bench.qat.QatUpdates;
import io.github.jqodi.bench.study.CompressionErrors.HeldOut;
import io.github.jqodi.bench.study.TransferErrors.Way;
import io.github.jqodi.scenario.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** γ, γ^update and γ^run of quantization-aware fine-tuning, estimated from odd seeds and measured on even ones. */
class LossStudyTest {
    private static final double TINY = 1e-12;

    /** Of a loss: at full precision nothing changes, and nearly nothing is believed to. */
    private static final double NOTHING = 1e-6;

    /** 0.5 + 0.4 - 0.3 - 0.1 + 0.05 - 0.2 is 0.35: below 0.51 after two epochs, below 0.5 after four. */
    @Test
    void epochsByTheEquationsAreTheFirstThatUndercutTheTarget() {
        List<Double> update = List.of(0.0, 0.05, 0.05, 0.0);
        List<Double> run = List.of(-0.3, -0.15, 0.0, -0.2);
        assertEquals(OptionalInt.of(2), EquationEpochs.firstBelow(0.9, update, run, 0.51));
        assertEquals(OptionalInt.of(4), EquationEpochs.firstBelow(0.9, update, run, 0.499));
        assertEquals(OptionalInt.empty(), EquationEpochs.firstBelow(0.9, update, run, 0.3));
    }

    /** Two past runs fall by 0.4 and 0.2, then by 0.1; the one asked about starts at 0.9, falls to 0.6 and then to 0.5. */
    @Test
    void errorsOfOneRunWorkedByHand() {
        QatData data = new QatData(
                List.of(run(1, 1.0, 0.6, 0.5), run(3, 0.8, 0.6, 0.5), run(2, 0.9, 0.6, 0.5)),
                List.of(compression(1, 0.5, 1.0), compression(3, 0.4, 0.8), compression(2, 0.5, 0.9)),
                List.of());
        CompressionErrors gamma = CompressionErrors.of(data, HeldOut.SEEDS).get(0);
        assertEquals(4, gamma.bits());
        assertEquals(0.4, gamma.meanChange(), TINY);
        assertEquals(0.05, gamma.error(), TINY);
        assertEquals(0.4, gamma.zeroError(), TINY);
        EquationEpochs row = EquationEpochs.of(data).get(0);
        assertEquals(2, row.truth());
        assertEquals(OptionalInt.empty(), row.equation(), "0.5 + 0.45 - 0.3 - 0.1 is above 0.5");
        assertEquals(OptionalInt.of(2), row.direct());
        assertEquals(OptionalInt.of(2), row.consistent());
    }

    @Test
    void updateAndRunPartsWorkedByHand() {
        QatData data = new QatData(
                List.of(),
                List.of(),
                List.of(
                        updates(1, List.of(1.0, 0.6), List.of(1.1, 0.7), List.of(0.6, 0.5)),
                        updates(2, List.of(0.9, 0.5), List.of(0.9, 0.55), List.of(0.5, 0.5))));
        GainErrors first = GainErrors.ofUpdates(data).get(0);
        assertEquals("γ^update, 4 bits, epoch 1", first.place());
        assertEquals(0.1, first.error(), TINY);
        GainErrors later = GainErrors.ofUpdates(data).get(1);
        assertEquals(0.05, later.meanChange(), TINY);
        assertEquals(0.05, later.error(), TINY);
        assertEquals(0.05, later.zeroError(), TINY);
        assertEquals(0.1, GainErrors.ofRuns(data).get(0).error(), TINY);
        assertEquals(0.15, GainErrors.ofRuns(data).get(1).error(), TINY);
    }

    /** Each curve's own parts lead back to its K by Equations 11 and 12, whatever the target. */
    @Test
    void ownPartsGiveBackTheEpochsOfEveryCurve() throws IOException {
        QatData data = QatData.read(measurements());
        int targets = 0;
        for (QatUpdates updates : data.updates()) {
            List<Double> update = new ArrayList<>();
            List<Double> run = new ArrayList<>();
            for (int k = 0; k < updates.before().size(); k++) {
                update.add(updates.requantized().get(k) - updates.before().get(k));
                run.add(updates.after().get(k) - updates.requantized().get(k));
            }
            double start = updates.before().get(0);
            for (double target = 1.41; target < start; target += 0.1) {
                int epoch = firstBelow(updates.after(), target);
                assertEquals(
                        epoch == 0 ? OptionalInt.empty() : OptionalInt.of(epoch),
                        EquationEpochs.firstBelow(start, update, run, target),
                        updates.name() + " to " + target);
                targets++;
            }
        }
        assertTrue(targets > 100, "only " + targets);
    }

    private static int firstBelow(List<Double> losses, double target) {
        for (int k = 0; k < losses.size(); k++) {
            if (losses.get(k) < target) {
                return k + 1;
            }
        }
        return 0;
    }

    /** At every bit-width the past seeds tell more of γ than "quantization costs nothing", and margins shrink with γ. */
    @Test
    void compressionLossesOfOtherSeedsAreCloseAtEveryWidth() throws IOException {
        List<CompressionErrors> rows = CompressionErrors.of(QatData.read(measurements()), HeldOut.SEEDS);
        assertEquals(9, rows.size());
        int covered = 0;
        for (CompressionErrors row : rows) {
            assertEquals(40, row.count());
            assertTrue(row.error() <= row.zeroError() + NOTHING, row::toString);
            covered += (int) Math.rint(40 * row.covered());
        }
        assertTrue(covered >= 0.85 * 360, "covered " + covered);
        assertTrue(rows.get(7).error() < 0.005 && rows.get(7).margin() < 0.01, rows.get(7)::toString);
        assertTrue(rows.get(0).error() < 0.15 && rows.get(0).margin() > 0.1, rows.get(0)::toString);
    }

    @Test
    void lossesOfOtherSeedsAreFollowed() throws IOException {
        for (GainErrors row : GainErrors.ofLosses(QatData.read(measurements()))) {
            assertEquals(38, row.count());
            assertTrue(row.error() < 0.1, row::toString);
            assertTrue(row.covered() >= 0.87, row::toString);
        }
    }

    @Test
    void theEquationsAgreeWithTheEpochsOnceGainsAreMadeConsistent() throws IOException {
        List<EquationEpochs> rows = EquationEpochs.of(QatData.read(measurements()));
        assertEquals(140, rows.size());
        List<EquationEpochs> stretched = rows.stream()
                .filter(row -> !row.consistent().equals(row.equation()))
                .toList();
        assertTrue(stretched.size() >= 100, "only " + stretched.size());
        assertTrue(stretched.stream().allMatch(row -> row.consistent().equals(row.direct())));
        assertTrue(EquationEpochs.error(rows, EquationEpochs::equation) < 4);
        assertTrue(EquationEpochs.error(rows, EquationEpochs::direct) < 4);
    }

    /** Runs at 8 bits, carried over, say more of narrow runs than as they are, and promise less of what is not reached. */
    @Test
    void thePriorByBitsCarriesRunsOver() throws IOException {
        List<TransferErrors> rows = TransferErrors.of(QatData.read(measurements()));
        for (TransferErrors row : rows) {
            if (row.way() == Way.PRIOR && row.bits() <= 4) {
                TransferErrors alike = rows.stream()
                        .filter(other -> other.bits() == row.bits() && other.way() == Way.ALIKE)
                        .findFirst()
                        .orElseThrow();
                assertTrue(row.error() < alike.error(), row + " beside " + alike);
                assertTrue(row.broken() < alike.broken(), row + " beside " + alike);
            }
        }
        assertTrue(kept(rows, Way.PRIOR) >= 0.7, "kept " + kept(rows, Way.PRIOR));
        assertTrue(kept(rows, Way.SPREAD) >= 0.85, "kept " + kept(rows, Way.SPREAD));
        assertTrue(kept(rows, Way.ASSEMBLED) >= 0.85, "kept " + kept(rows, Way.ASSEMBLED));
        assertTrue(kept(rows, Way.ALIKE) < 0.5, "kept " + kept(rows, Way.ALIKE));
        assertTrue(kept(rows, Way.OWN) < 0.65, "kept " + kept(rows, Way.OWN));
    }

    /** Of the robust K of all widths. */
    private static double kept(List<TransferErrors> rows, Way way) {
        double promised = 0;
        double kept = 0;
        for (TransferErrors row : rows) {
            if (row.way() == way && row.finite() > 0) {
                promised += row.count() * row.finite();
                kept += row.count() * row.finite() * row.kept();
            }
        }
        return kept / promised;
    }

    /** The study's own shares: a run at 4 bits that takes one epoch more than the known run at 8 bits. */
    @Test
    void transfersWorkedByHand() {
        QatRun known = new QatRun("known", place(8, 1), 1, List.of(0.9, 0.8, 0.7, 0.6));
        QatRun past = new QatRun("past", place(4, 1), 1, List.of(0.95, 0.9, 0.8, 0.7));
        QatRun asked = new QatRun("asked", place(4, 2), 1, List.of(0.95, 0.9, 0.8, 0.7));
        List<TransferErrors> rows = TransferErrors.of(new QatData(List.of(known, past, asked), List.of(), List.of()));
        assertEquals(5, rows.size());
        TransferErrors alike = rows.get(0);
        assertEquals(Way.ALIKE, alike.way());
        assertEquals(3, alike.count(), "0.8, 0.7 and 3 % below");
        assertEquals(1, alike.error(), TINY);
        assertEquals(0, alike.kept(), TINY);
        assertEquals(1, alike.broken(), TINY);
        assertEquals(1 / 3.0, alike.brier(), TINY);
        TransferErrors own = rows.get(2);
        assertEquals(0, own.error(), TINY);
        assertEquals(1, own.kept(), TINY);
        assertEquals(0, own.broken(), TINY);
        TransferErrors spread = rows.get(3);
        TransferErrors assembled = rows.get(4);
        assertEquals(Way.ASSEMBLED, assembled.way());
        assertEquals(spread.brier(), assembled.brier(), TINY, "the run at 8 bits says less than the one at 4");
        assertEquals(spread.finite(), assembled.finite(), TINY);
    }

    @Test
    void theTablesArePrinted() {
        measurements();
        ProgramRun run = ProgramRun.of(LossStudy::new, System.getProperty("jqodi.data"));
        assertEquals(Program.DONE, run.status(), run.out());
        assertTrue(run.out().contains("| seeds | 8 | 40 | -0.0068 |"), run.out());
        assertTrue(run.out().contains("| L(30) - L(0) | 38 |"), run.out());
        assertTrue(run.out().contains("| K of 140 targets of held out runs |"), run.out());
    }

    private static QatPlace place(int seed) {
        return place(4, seed);
    }

    private static QatPlace place(double bits, int seed) {
        return new QatPlace("small", "near", Quantization.of(bits), seed);
    }

    private static QatRun run(int seed, double start, double... losses) {
        return new QatRun(
                "run " + seed,
                place(seed),
                start,
                java.util.Arrays.stream(losses).boxed().toList());
    }

    private static QatCompression compression(int seed, double full, double quantized) {
        return new QatCompression(place(seed), full, quantized);
    }

    private static QatUpdates updates(int seed, List<Double> before, List<Double> requantized, List<Double> after) {
        return new QatUpdates("updates " + seed, place(seed), before, requantized, after);
    }

    private static Path measurements() {
        String folder = System.getProperty("jqodi.data", "");
        assumeTrue(!folder.isEmpty(), "no public measurements: set -Djqodi.data");
        Path path = Path.of(folder, "qat");
        assumeTrue(Files.isDirectory(path), path + " is not there");
        return path;
    }
}
