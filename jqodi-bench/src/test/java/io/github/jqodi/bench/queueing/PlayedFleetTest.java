package io.github.jqodi.bench.queueing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.program.ProgramRun;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.json.FleetJson;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans of fleets in queues: what a device alone takes, what many lose, and what waiting that is planned for keeps. */
class PlayedFleetTest {
    /** Eight epochs of 4 s at most, one device, one server. */
    private static final String ALONE = """
            {"format": "jqodi-fleet/1", "windowSeconds": 10000, "deadlineShare": 1,
             "capacities": [{"node": "edge1", "stretch": 1}],
             "devices": [{"name": "a", "rejectionJoules": 500, "scenario": {"format": "jqodi-scenario/1", "name": "camera",
               "target": {"deadlineSeconds": DEADLINE, "loss": 0.02}, "edgeServers": [{"name": "edge1"}], "bitWidths": [8],
               "models": [{"name": "net", "loss": 0.018, "cuts": [1]}],
               "costs": {"kind": "measured", "entries": [
                 {"model": "net", "bits": 8, "server": "edge1", "cut": 1, "seconds": 4, "joules": 9}]},
               "estimates": [{"model": "net", "bits": 8, "epochs": {"expected": 8, "robust": 8}, "reaches": 0.02}]}}]}
            """;

    private static final QueueingFigures.Setting DEFAULT = new QueueingFigures.Setting(0.7, 4.5, 0.9);

    @ParameterizedTest
    @EnumSource(Discipline.class)
    void aDeviceAloneWaitsForNobody(Discipline discipline) {
        FleetResult result = planned(FleetJson.parse(ALONE.replace("DEADLINE", "40")));
        PlayedFleet.Kept kept = new PlayedFleet(result).play(discipline, 50, new SplittableRandom(1));
        assertEquals(50, kept.runs());
        assertEquals(0, kept.late());
        // at most eight epochs of 4 s in 40 s, and some run takes them all
        assertEquals(0.8, kept.worst(), 1e-9);
    }

    @Test
    void equalSeedsPlayEqually() {
        Fleet fleet = DEFAULT.applied(new FleetGenerator(60, 4, 0.9, 2).generate());
        PlayedFleet played = new PlayedFleet(planned(fleet));
        for (Discipline discipline : Discipline.values()) {
            assertEquals(
                    played.play(discipline, 3, new SplittableRandom(5)),
                    played.play(discipline, 3, new SplittableRandom(5)));
        }
    }

    @Test
    void settingsAreApplied() {
        Fleet plain = new FleetGenerator(60, 4, 0.9, 2).generate();
        Fleet applied = new QueueingFigures.Setting(0.5, 3, 0.8).applied(plain);
        assertEquals(0.8, applied.deadlineShare());
        for (int r = 0; r < plain.capacities().size(); r++) {
            assertEquals(0.5, applied.capacities().get(r).utilization());
            assertEquals(3, applied.capacities().get(r).stretch());
            double before = plain.capacities().get(r).busySeconds(plain.windowSeconds());
            double after = applied.capacities().get(r).busySeconds(plain.windowSeconds());
            assertTrue(Math.abs(after - before) <= 0.25 * plain.windowSeconds() + 1e-6 || after > before, r + "");
        }
    }

    /** What the defaults are there for: plans that count on no waiting are late, those of the defaults are not. */
    @Test
    void theDefaultsKeepDeadlinesThatPlansWithoutWaitingMiss() {
        for (double pressure : List.of(0.5, 0.9, 1.4)) {
            Fleet fleet = new FleetGenerator(120, 6, pressure, 1).generate();
            QueueingFigures.Observation unaware =
                    QueueingFigures.observe(new QueueingFigures.Setting(0.7, 1, 1).applied(fleet), 5, 1);
            QueueingFigures.Observation aware = QueueingFigures.observe(DEFAULT.applied(fleet), 5, 1);
            assertEquals(0, unaware.findings() + aware.findings());
            for (Discipline discipline : Discipline.values()) {
                PlayedFleet.Kept missed = Objects.requireNonNull(unaware.kept().get(discipline));
                PlayedFleet.Kept kept = Objects.requireNonNull(aware.kept().get(discipline));
                assertTrue(missed.late() > 0.2 * missed.runs(), pressure + " " + discipline + " " + missed);
                assertTrue(kept.late() <= 0.01 * kept.runs(), pressure + " " + discipline + " " + kept);
            }
            assertTrue(aware.value() > unaware.value(), "waiting costs something at " + pressure);
        }
    }

    @Test
    void theStudyPrintsOneLineForEachSetting() {
        ProgramRun run = ProgramRun.of(
                QueueingFigures.Study::new,
                "20/3@0.9",
                "--seeds",
                "2",
                "--windows",
                "2",
                "--setting",
                "0.7,1,1 0.6,3,0.9");
        assertEquals("", run.err());
        assertEquals(0, run.status());
        List<String> lines = run.out().lines().toList();
        assertEquals(3, lines.size(), run.out());
        assertTrue(lines.get(1).startsWith("20/3@0.9, ρ 0.7, σ 1.0, share 1.0, 0 | "), lines.get(1));
        assertTrue(lines.get(1).endsWith("| 1.000 | 1.000"), lines.get(1));
        assertTrue(lines.get(2).startsWith("20/3@0.9, ρ 0.6, σ 3.0, share 0.9, 0 | "), lines.get(2));
    }

    @Test
    void aWrongSizeOrSettingIsSaid() {
        ProgramRun size = ProgramRun.of(QueueingFigures.Study::new, "20x3");
        assertTrue(size.err().contains("size ('20x3') must be as 1000/50@0.9."), size.err());
        ProgramRun setting = ProgramRun.of(QueueingFigures.Study::new, "20/3@1", "--setting", "0.7");
        assertTrue(setting.err().contains("setting ('0.7') must be as 0.7,4.5,0.9."), setting.err());
    }

    private static FleetResult planned(Fleet fleet) {
        return FleetPlanner.create()
                .withOptions(FleetOptions.DEFAULT.withNeighbourhoods(5))
                .plan(fleet);
    }
}
