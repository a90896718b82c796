package io.github.jqodi.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.bench.peer.library.LinearModel;
import io.github.jqodi.bench.peer.library.OrTools;
import io.github.jqodi.bench.program.ProgramRun;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.bench.scenario.FleetSize;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.SwitchingInstances;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.plan.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudiesTest {
    /** A thinned part of the 10,000 instances; {@link Agreement} runs them all. */
    @Test
    void theExactSolverAgreesWithIndependentProofs() {
        Agreement agreement = Agreement.run(200, 1_000_000);
        assertEquals(List.of(), agreement.failures());
        assertEquals(0, agreement.undecided());
        assertEquals(200, agreement.compared());
        assertTrue(agreement.worstRelativeDifference() <= Agreement.TOLERANCE);
    }

    @Test
    void everySeedOfASpreadIsProven() {
        Spread spread = Spread.of(SizeClass.PAPER, true, Rule.NOMINAL, 12);
        assertEquals(0, spread.unproven());
        assertTrue(spread.coreMillis().median() > 0);
        assertTrue(spread.planMillis().most() >= spread.planMillis().median());
        assertTrue(spread.line().startsWith("paper-var-nominal"));
    }

    @Test
    void switchesAreProvenAndNeverMakeAKnapsackCheaper() {
        for (long seed = 0; seed < 24; seed++) {
            SwitchingFigures.Observation seen =
                    SwitchingFigures.observe(new SwitchingInstances(SizeClass.PAPER, true, true, seed));
            assertTrue(seen.proven(), "seed " + seed);
            assertTrue(seen.plainCost() <= seen.cost() * (1 + 1e-12), "seed " + seed);
            assertTrue(seen.ratio() > 0, "seed " + seed);
        }
    }

    @Test
    void slopesAreThoseOfTheLine() {
        List<double[]> points = List.of(new double[] {0, 1}, new double[] {1, 3}, new double[] {2, 5});
        assertEquals(2, Growth.slope(points), 1e-12);
    }

    @Test
    void endToEndRatiosCompareEqualAnswers() {
        Figure figure = SolveFigures.endToEnd(SizeClass.PAPER, true, Rule.NOMINAL, true);
        assertTrue(figure.value() > 0);
        assertTrue(figure.detail().startsWith("paper-var-nominal"));
    }

    @Test
    void agreementIsAProgram() {
        ProgramRun run = ProgramRun.of(Agreement.Study::new, "3", "1000000");
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(run.out().contains("failures    0"), run.out());
    }

    @Test
    void fleetsArePlannedBesideDevicesThatPlanAlone() {
        ProgramRun run = ProgramRun.of(FleetFigures.Study::new, "12/3@0.9", "--seeds", "2");
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(run.out().contains("12/3@0.9, 0 | "), run.out());
    }

    @Test
    void aFleetAloneIsMeasuredFromASeedOn() {
        ProgramRun run =
                ProgramRun.of(FleetFigures.Study::new, "12/3@0.9", "--seeds", "1", "--first-seed", "2", "--alone");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("12/3@0.9, 0 | ") && run.out().contains(" | NaN | "), run.out());
    }

    @Test
    void fleetsArePlannedAgainAfterChanges() {
        ProgramRun run = ProgramRun.of(FleetChanges.Study::new, "12/3@0.9", "--seeds", "1", "--changes", "2");
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(run.out().contains("12/3@0.9, 0 | "), run.out());
        for (FleetChanges.Observation change : FleetChanges.observe(FleetSize.parse("40/4@0.9"), 1, 3)) {
            assertEquals(0, change.findings());
            assertEquals(1, change.value(), 0.05, change.toString());
            assertTrue(change.ratio() > 0, change.toString());
        }
    }

    @Test
    void fleetsAreMeasuredAsTheyGrow() {
        ProgramRun run = ProgramRun.of(FleetGrowth.Study::new, "10/2@0.9 20/4@0.9", "--seeds", "1");
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(run.out().contains("20/4@0.9, 0 | ") && run.out().contains("log-log slope"), run.out());
        FleetGrowth.Observation own = FleetGrowth.observe(FleetSize.parse("60/3@0.9"), 1);
        assertTrue(own.heldBytes() > 60_000 && own.heldBytes() < 60 * 500_000.0, own.toString());
        assertTrue(own.allocatedBytes() > own.heldBytes(), own.toString());
    }

    /** CP-SAT proves the value of a fleet of two devices, which is not above ours and not below its own bound. */
    @Test
    void smallFleetsAreSetBesideOtherSolvers() {
        assumeTrue(OrTools.isAvailable(), "OR-Tools has no native library here");
        Fleet fleet = new FleetGenerator(2, 1, 0.9, 1).generate();
        FleetResult own = FleetPlanner.create()
                .withOptions(FleetOptions.DEFAULT.withRule(Rule.ROBUST))
                .plan(fleet);
        LinearModel.Answer peer = new FleetModels(fleet).compact("SAT", Duration.ofSeconds(30));
        assertTrue(peer.value() <= own.value() * (1 + 1e-6), own + " beside " + peer);
        assertTrue(peer.value() >= own.lowerBound() * (1 - 1e-6), own + " beside " + peer);
        ProgramRun run = ProgramRun.of(FleetPeers.Study::new, "2/1@0.9", "--seeds", "1", "--peer-seconds", "5");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("SCIP") && run.out().contains("SAT"), run.out());
    }

    @Test
    void theBoundOfAFleetIsThatOfTheLinearProgram() {
        assumeTrue(OrTools.isAvailable(), "OR-Tools has no native library here");
        Fleet fleet = new FleetGenerator(40, 4, 0.9, 1).generate();
        // without branching, which raises the bound above that of the linear program
        FleetOptions options = FleetOptions.DEFAULT.withNeighbourhoods(0);
        FleetResult own = FleetPlanner.create().withOptions(options).plan(fleet);
        LinearModel.Answer program = new FleetModels(fleet).relaxed(own);
        assertTrue(program.isProven(), program.toString());
        assertTrue(own.lowerBound() <= program.value() * (1 + 1e-6), own + " beside " + program);
        assertEquals(program.value(), own.lowerBound(), 2e-4 * program.value());
        ProgramRun run = ProgramRun.of(FleetPeers.Study::new, "12/3@0.9", "--seeds", "1", "--bounds");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("GLOP"), run.out());
    }

    @Test
    void everyStudySaysHowItIsRun() {
        assertHelp(
                ProgramRun.of(Agreement.Study::new, "--help"), "study.Agreement [-hV] [INSTANCES]", "Default: 10000.");
        assertHelp(ProgramRun.of(Spread.Study::new, "--help"), "study.Spread [-hV] [SEEDS]", "Default: 1000.");
        assertHelp(
                ProgramRun.of(SwitchingFigures.Study::new, "--help"),
                "study.SwitchingFigures [-hV] [SEEDS]",
                "Default: 100.");
        assertHelp(ProgramRun.of(Soak::new, "--help"), "study.Soak [-hV]", "Default: 100000.");
        assertHelp(ProgramRun.of(Growth::new, "--help"), "study.Growth [-hV] [SEEDS] [ROUNDS]", "Default: 9.");
        assertHelp(ProgramRun.of(BenchTable::new, "--help"), "study.BenchTable [-hV]", "--peer-seconds=N");
    }

    @Test
    void wrongArgumentsEndBeforeAnyWork() {
        assertBadUsage(ProgramRun.of(Agreement.Study::new, "0"), "(INSTANCES)", "is '0'");
        assertBadUsage(ProgramRun.of(Agreement.Study::new, "9", "first"), "(FIRST_SEED)", "'first'");
        assertBadUsage(ProgramRun.of(FleetFigures.Study::new, "12/3"), "'12/3'", "as 1000/50@0.9");
        assertBadUsage(ProgramRun.of(Spread.Study::new, "many"), "(SEEDS)", "is 'many'");
        assertBadUsage(ProgramRun.of(Growth::new, "9", "-1"), "'-1'", "");
        assertBadUsage(ProgramRun.of(BenchTable::new, "--peer-seconds", "0"), "'--peer-seconds'", "is '0'");
        assertBadUsage(ProgramRun.of(BenchTable::new, "--out"), "'--out' (DIR)", "");
    }

    private static void assertHelp(ProgramRun run, String synopsis, String option) {
        assertEquals(0, run.status());
        String help = run.out().replaceAll("\\s+", " ");
        assertTrue(help.startsWith("Usage: java -cp benchmarks.jar io.github.jqodi.bench." + synopsis), help);
        assertTrue(help.contains(option), help);
    }

    private static void assertBadUsage(ProgramRun run, String name, String value) {
        assertEquals(64, run.status());
        assertEquals("", run.out());
        assertTrue(run.err().contains(name) && run.err().contains(value), run.err());
    }
}
