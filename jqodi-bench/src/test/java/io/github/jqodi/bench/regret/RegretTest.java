package io.github.jqodi.bench.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.bench.program.ProgramRun;
import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.trace.CurveReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegretTest {
    private static final double ROUNDING_JOULES = 1e-5;
    private static final RegretStudy.Settings SETTINGS = new RegretStudy.Settings(0, 10, 2);

    @ParameterizedTest
    @ValueSource(strings = {"paper-data1", "paper-data2", "realistic-data1", "realistic-data2", "smart-city"})
    void nobodyBeatsTheClairvoyant(String scenario) throws IOException {
        SeedDraws source = new SeedDraws(madeUpSeeds(), CurveEstimators.seeds());
        check(new RegretStudy("seeds", scenario, Regret.world(scenario), source, SETTINGS).run(6, 7, () -> {}), 6);
    }

    @Test
    void equalSeedsGiveEqualRegretsWhateverTheThreads() throws IOException {
        SeedDraws source = new SeedDraws(madeUpSeeds(), CurveEstimators.seeds());
        RegretWorld world = Regret.world("smart-city");
        List<String> one = shown(world, source, new RegretStudy.Settings(0.5, 10, 1), 3);
        assertEquals(one, shown(world, source, new RegretStudy.Settings(0.5, 10, 3), 3));
        assertNotEquals(one, shown(world, source, new RegretStudy.Settings(0.5, 10, 1), 4));
    }

    /** All but the time that decisions took, to the last digit. */
    private static List<String> shown(RegretWorld world, DrawSource source, RegretStudy.Settings settings, long seed) {
        return new RegretStudy("a", "b", world, source, settings)
                .run(6, seed, () -> {}).tallies().stream()
                        .map(tally -> tally.draws().toString().replaceAll("decisionNanos=\\d+", ""))
                        .toList();
    }

    @Test
    void curvesOfPowerLawsAreStudied() throws IOException {
        CurveDraws source = new CurveDraws(
                List.of(CurveSet.halved(powerLaws(60))),
                List.of(CurveEstimators.standard(), CurveEstimators.named("trend")),
                0.4,
                10,
                () -> {});
        assertEquals(List.of("default", "trend"), source.estimators());
        assertTrue(source.runCount() > 0);
        RegretWorld world = Regret.world("paper-data1");
        check(new RegretStudy("curves", "paper-data1", world, source, SETTINGS).run(4, 5, () -> {}), 4);
    }

    @Test
    void stretchedBeliefsKeepRelativeErrorsAndNever() {
        EpochForecast forecast = EpochForecast.ofSample(
                new double[] {10, 20, 5000, Double.POSITIVE_INFINITY}, new double[] {0.5, 0.2, 0.1, 0.2}, "test");
        EpochEstimate.Pmf pmf = (EpochEstimate.Pmf) PairRun.stretched(forecast, 44, 20);
        assertEquals(44, pmf.pmf().size());
        assertEquals(0.5, pmf.pmf().get(21), 1e-12);
        assertEquals(0.2, pmf.pmf().get(43), 1e-12);
        assertEquals(0.3, pmf.never(), 1e-12);
    }

    @Test
    void realSpreadsAreStudied() throws IOException {
        SeedDraws source;
        try (InputStream in = Files.newInputStream(data("epochs/zeus_epochs_to_target.csv"))) {
            source = new SeedDraws(CurveReader.seeds(in), CurveEstimators.seeds());
        }
        assertEquals(List.of("seeds", "mean-half-range", "largest-seed", "mean-alone"), source.estimators());
        RegretWorld world = Regret.world("realistic-data1");
        check(new RegretStudy("seeds", "realistic-data1", world, source, SETTINGS).run(12, 1, () -> {}), 12);
    }

    /** Seeds of one side are not on the other, whatever their bit-widths, and beliefs are set beside that of the default. */
    @Test
    void quantizedRunsAreStudiedBySeed() throws IOException {
        CurveSet set = CurveSet.bySeed(QatData.read(data("qat")));
        assertEquals(60, set.past().size());
        assertEquals(48, set.asked().size());
        assertTrue(set.past().stream().noneMatch(run -> run.name().endsWith("s2")));
        assertTrue(set.asked().stream().noneMatch(run -> run.name().endsWith("s1")));
        CurveDraws source = new CurveDraws(
                List.of(set), List.of(CurveEstimators.standard(), CurveEstimators.named("trend")), 0.2, 20, () -> {});
        assertTrue(source.runCount() >= 10, "only " + source.runCount());
        RegretWorld world = Regret.world("paper-data1");
        RegretStudy study = new RegretStudy("qat", "paper-data1", world, source, SETTINGS).run(4, 5, () -> {});
        check(study, 4);
        assertEquals(
                List.of("distribution", "distribution", "distribution", "trend", "trend", "trend", "trend"),
                study.pairs().stream().map(pair -> pair.tally().estimator()).toList());
        assertTrue(study.pairs().stream()
                .allMatch(pair -> pair.other().estimator().equals("default")
                        && pair.other().way() == pair.tally().way()));
    }

    @Test
    void trueEpochsAreThoseOfTheScenarioInTheMean() throws IOException {
        List<TrainedPair> pairs = Regret.world("paper-data1").pairs();
        SeedDraws source = new SeedDraws(madeUpSeeds(), List.of());
        SplittableRandom random = new SplittableRandom(2);
        double sum = 0;
        for (int i = 0; i < 400; i++) {
            sum += source.draw(pairs, 0.3, random).truth().get(0);
        }
        assertEquals(pairs.get(0).meanEpochs(), sum / 400, 0.02 * pairs.get(0).meanEpochs());
    }

    private static void check(RegretStudy study, int draws) {
        RegretTally clairvoyant = study.tallies().get(0);
        assertEquals(RegretStudy.CLAIRVOYANT, clairvoyant.estimator());
        int possible = clairvoyant.draws().size();
        assertEquals(draws, possible + study.impossible());
        assertTrue(possible > 0);
        assertEquals(0, clairvoyant.misses().value());
        assertEquals(RegretStudy.DISTRIBUTION, study.tallies().get(1).estimator());
        for (RegretTally tally : study.tallies()) {
            assertEquals(possible, tally.draws().size());
            tally.draws().forEach(draw -> check(tally, draw));
            assertEquals(14, tally.figures().size());
            assertEquals(
                    14, tally.figures().stream().map(Figure::what).distinct().count());
            assertTrue(tally.line()
                    .contains(tally.estimator() + " | " + tally.way().label()));
        }
    }

    /** Nobody in time beats who knows K of all pairs; with the pair that was taken, nobody beats who knows its K. */
    private static void check(RegretTally tally, DrawRegret draw) {
        String what = tally.estimator() + " " + tally.way() + ": " + draw;
        boolean inTime = draw.outcome().inTime();
        double total = draw.outcome().joules() - draw.knownJoules();
        assertTrue(draw.pair() >= -ROUNDING_JOULES, what);
        assertTrue(!inTime || draw.width() + draw.loop() >= -ROUNDING_JOULES, what);
        assertTrue(inTime ? Math.abs(total - draw.total()) < ROUNDING_JOULES : draw.total() > total, what);
        assertTrue(tally.way() == Way.ONCE || draw.loop() == 0, what);
        assertTrue(draw.looking() >= 0, what);
    }

    /** Twelve configurations of six seeds with a spread of about a tenth. */
    private static List<SeedRun> madeUpSeeds() {
        SplittableRandom random = new SplittableRandom(11);
        List<SeedRun> runs = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            int centre = 20 + random.nextInt(60);
            for (int s = 0; s < 6; s++) {
                int epochs = (int) Math.rint(centre * (0.85 + 0.3 * random.nextDouble()));
                runs.add(new SeedRun("configuration" + c, "0.5", "seed" + s, OptionalInt.of(epochs)));
            }
        }
        return Collections.unmodifiableList(runs);
    }

    private static List<Curve> powerLaws(int count) {
        SplittableRandom random = new SplittableRandom(4);
        List<Curve> runs = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            double exponent = 0.4 + 0.5 * random.nextDouble();
            double floor = 0.1 + 0.2 * random.nextDouble();
            double[] losses = new double[40];
            for (int k = 0; k < losses.length; k++) {
                losses[k] = floor + Math.pow(k + 1.0, -exponent) + 0.002 * random.nextDouble();
            }
            runs.add(Curve.ofLosses("run" + r, losses));
        }
        return runs;
    }

    private static Path data(String file) {
        String folder = System.getProperty("jqodi.data", "");
        assumeTrue(!folder.isEmpty(), "no public measurements: set -Djqodi.data");
        Path path = Path.of(folder, file);
        assumeTrue(Files.exists(path), path + " is not there");
        return path;
    }

    @Test
    void helpNamesEveryOptionWithItsDefault() {
        ProgramRun run = ProgramRun.of(Regret::new, "--help");
        assertEquals(0, run.status());
        for (String option : List.of(
                "--draws",
                "--curve-draws",
                "--qat-draws",
                "--fraction",
                "--runs",
                "--confidence",
                "--correlation",
                "--price",
                "--estimator",
                "--scenario",
                "--threads",
                "--seed",
                "--out")) {
            assertTrue(run.out().contains(option), option);
        }
        assertTrue(run.out().contains("Default: 400."), run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--draws, 0",
        "--curve-draws, -1",
        "--qat-draws, many",
        "--fraction, 1",
        "--runs, some",
        "--confidence, 0.5",
        "--correlation, 1.1",
        "--price, 0",
        "--estimator, prophet",
        "--scenario, atlantis",
        "--threads, 0",
        "--seed, 1.5"
    })
    void wrongValuesEndBeforeAnyWork(String option, String value, @TempDir Path folder) {
        ProgramRun run = ProgramRun.of(Regret::new, "--data", folder.toString(), option, value);
        assertEquals(64, run.status());
        assertTrue(run.err().contains("'" + option + "'") && run.err().contains("'" + value + "'"), run.err());
    }

    @Test
    void aFolderWithoutMeasurementsIsTold(@TempDir Path folder) {
        ProgramRun missing =
                ProgramRun.of(Regret::new, "--data", folder.resolve("none").toString());
        assertEquals(64, missing.status());
        assertTrue(missing.err().contains("'--data': must be a folder that is there"), missing.err());
        ProgramRun empty = ProgramRun.of(Regret::new, "--data", folder.toString());
        assertEquals(74, empty.status());
        assertTrue(empty.err().contains("zeus_epochs_to_target.csv"), empty.err());
    }

    /** A build that was not told of any data passes on an empty property. */
    @Test
    void noDataIsBadUsageButNoReasonToRefuseHelp() {
        String before = System.getProperty("jqodi.data");
        try {
            System.setProperty("jqodi.data", "");
            assertEquals(0, ProgramRun.of(Regret::new, "--help").status());
            ProgramRun none = ProgramRun.of(Regret::new);
            assertEquals(64, none.status());
            assertTrue(none.err().contains("'--data=DIR'"), none.err());
            System.setProperty("jqodi.data", "no such folder");
            ProgramRun wrong = ProgramRun.of(Regret::new);
            assertEquals(64, wrong.status());
            assertTrue(wrong.err().contains("-Djqodi.data must be a folder that is there"), wrong.err());
        } finally {
            if (before == null) {
                System.clearProperty("jqodi.data");
            } else {
                System.setProperty("jqodi.data", before);
            }
        }
    }

    @Test
    void regretsArePrintedAndWritten(@TempDir Path folder) throws IOException {
        data("epochs/zeus_epochs_to_target.csv");
        ProgramRun run = ProgramRun.of(
                Regret::new, "--data=" + data(""), "--draws=1", "--curve-draws=0", "--qat-draws=0", "--out=" + folder);
        assertEquals(0, run.status());
        assertTrue(run.out().contains("| seeds | smart-city | clairvoyant | once | 1 |"), run.out());
        assertEquals(run.out(), Files.readString(folder.resolve("regret.md")));
        assertTrue(Files.exists(folder.resolve("regret.csv")) && Files.exists(folder.resolve("regret.json")));
    }
}
