package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Setting up takes 1 s. On a an epoch takes 1 s, and 10 J at cut 0 or 8 J at cut 2. On b it takes 2 s and 4 J, from the second one on
 * 3 s and 2 J. On c only cut 2 is open in the first epoch, with 4 s and 3 J; from the second on cut 0 takes 5 s and 1 J.
 */
class OutlookTest {
    private static final int A0 = 0;
    private static final int A2 = 1;
    private static final int B0 = 2;
    private static final int C0 = 4;
    private static final int C2 = 5;

    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "outlook", "target": {"deadlineSeconds": 99, "loss": 0.5},
             "edgeServers": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "bitWidths": [8],
             "models": [{"name": "m", "loss": 0.9, "cuts": [0, 2], "setup": [{"bits": 8, "seconds": 1, "joules": 5}]}],
             "costs": {"kind": "measured", "entries": [ENTRIES]},
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}]}
            """;

    /** A link of 2 W that is twice as fast in the second epoch, and again in the third. */
    private static final String LINKS = """
            {"format": "jqodi-scenario/1", "name": "links", "target": {"deadlineSeconds": 60, "loss": 0.4},
             "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
             "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
             "edgeServers": [{"name": "s", "macsPerSecond": 5e9, "joulesPerMac": 2e-9,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 1e6, "watts": 2, "bitsPerSecondByEpoch": [1e6, 2e6, 4e6]}}],
             "bitWidths": [8], "workload": {"trainSamples": 20, "validationSamples": 5},
             "models": [{"name": "m", "loss": 0.9, "cuts": [1],
               "layers": [{"name": "1", "macs": 3e6, "parameters": 20000, "outputElements": 400},
                          {"name": "2", "macs": 9e6, "parameters": 60000, "outputElements": 100}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}]}
            """;

    /** A server at a rate between those. */
    private static final String OTHER = """
            {"name": "t", "macsPerSecond": 5e9, "joulesPerMac": 2e-9,
             "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
             "deviceLink": {"bitsPerSecond": 1.5e6, "watts": 2}},
            """;

    private static final Goal ENERGY =
            Goal.of(ThreeServers.problem(20, ThreeServers.THREE).scenario());

    private static String entry(String server, int cut, double seconds, double joules, int epoch) {
        return "{\"model\": \"m\", \"bits\": 8, \"server\": \"" + server + "\", \"cut\": " + cut + ", \"seconds\": "
                + seconds + ", \"joules\": " + joules + ", \"epoch\": " + epoch + "}";
    }

    private static Outlook outlook(String... entries) {
        Problem problem = ScenarioJson.parse(SCENARIO.replace("ENTRIES", String.join(", ", entries)));
        return first(problem);
    }

    private static Outlook first(Problem problem) {
        RunAhead.Basis basis = new RunAhead.Basis(problem, ControlOptions.DEFAULT);
        return basis.outlook(problem, basis.candidates(problem).get(0));
    }

    private static Outlook changing() {
        return outlook(
                entry("a", 0, 1, 10, 1),
                entry("a", 2, 1, 8, 1),
                entry("b", 0, 2, 4, 1),
                entry("b", 0, 3, 2, 2),
                entry("c", 2, 4, 3, 1),
                entry("c", 0, 5, 1, 2));
    }

    private static Outlook steady() {
        return outlook(entry("a", 0, 1, 10, 1), entry("b", 0, 2, 4, 1));
    }

    @Test
    void actionsAreFoundByServerAndCut() {
        Outlook outlook = changing();
        assertEquals(A2, outlook.index("a", 2));
        assertEquals(B0, outlook.index("b", 0));
        assertEquals(C2, outlook.index("c", 2));
        assertEquals(-1, outlook.index("x", 0));
        assertEquals(-1, outlook.index("b", 1));
        assertEquals("c", outlook.action(C2).server().name());
        assertEquals(2, outlook.action(C2).cut());
    }

    @Test
    void theNextEpochAndThoseBehindItDiffer() {
        Outlook outlook = changing();
        assertFalse(outlook.isSteady());
        assertEquals(List.of(2.0, 4.0), List.of(outlook.seconds(B0, 1), outlook.joules(B0, 1)));
        assertEquals(List.of(3.0, 2.0), List.of(outlook.seconds(B0, 2), outlook.joules(B0, 3)));
        assertEquals(Double.POSITIVE_INFINITY, outlook.seconds(C0, 1));
        assertEquals(5, outlook.seconds(C0, 2));
        assertTrue(steady().isSteady());
        assertEquals(2, steady().seconds(B0, 2));
    }

    @Test
    void theFastestIsTheOneOfLeastEnergyAmongEquals() {
        assertEquals(Optional.of(A2), changing().fastest());
        assertEquals(Optional.of(A0), steady().fastest());
        assertEquals(
                Optional.of(A0),
                outlook(entry("a", 0, 1, 8, 1), entry("a", 2, 1, 8, 1)).fastest());
        assertEquals(Optional.empty(), outlook(entry("a", 0, 1, 8, 2)).fastest());
    }

    @Test
    void elsewhereIsAnyOtherServer() {
        assertEquals(2, changing().fastestElsewhere("a"));
        assertEquals(1, changing().fastestElsewhere("b"));
        assertEquals(1, changing().fastestElsewhere("c"));
        assertEquals(Double.POSITIVE_INFINITY, outlook(entry("a", 0, 1, 8, 1)).fastestElsewhere("a"));
    }

    @Test
    void noEpochTakesLessThanTheLeast() {
        assertEquals(1, changing().leastObjective(9));
        assertEquals(4, steady().leastObjective(9));
        assertEquals(3, outlook(entry("c", 2, 4, 3, 1), entry("c", 2, 4, 7, 2)).leastObjective(9));
    }

    @Test
    void whereEpochsGoOnChangingTheLeastIsThatOfAll() {
        assertEquals(
                0.5, outlook(entry("b", 0, 2, 4, 1), entry("b", 0, 2, 0.5, 3)).leastObjective(9));
        Outlook links = first(ScenarioJson.parse(LINKS));
        double[] joules = IntStream.rangeClosed(1, 4)
                .mapToDouble(epoch ->
                        links.candidate().costs().epoch(links.action(0), epoch).joules())
                .toArray();
        assertTrue(joules[2] < joules[1] && joules[1] < joules[0] && joules[3] == joules[2]);
        assertEquals(joules[2], links.leastObjective(9), 1e-9 * joules[2]);
    }

    /** 1 s of setup and as many seconds as epochs have to be strictly below the time; asked again, the answer is that of the question. */
    @Test
    void asManyEpochsFitAsAreAtTheirFastestBelowTheTime() {
        Outlook outlook = changing();
        assertEquals(2, outlook.fitting(4, 9));
        assertEquals(3, outlook.fitting(Math.nextUp(4.0), 9));
        assertEquals(2, outlook.fitting(4, 9));
        assertEquals(1, outlook.fitting(4, 1));
        assertEquals(9, outlook.fitting(40, 9));
        assertEquals(0, outlook.fitting(1, 9));
        assertEquals(0, outlook(entry("a", 0, 1, 8, 2)).fitting(40, 9), "the first epoch is open nowhere");
    }

    /** Links whose rates go on changing: the answer is that of the least time of each epoch, also where one action would do. */
    @Test
    void asManyEpochsFitAsAreAtTheirFastestWhereTheyGoOnChanging() {
        Outlook links = first(ScenarioJson.parse(LINKS.replace("\"edgeServers\": [", "\"edgeServers\": [" + OTHER)));
        assertEquals("t", links.action(links.fastest().orElseThrow()).server().name(), "later it is s");
        Candidate candidate = links.candidate();
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), 9);
        double end = candidate.setup().seconds();
        for (int k = 1; k <= 9; k++) {
            end += table.leastSeconds(table.rowOf(k));
            assertEquals(k - 1, links.fitting(end - 1e-6, 9), "before epoch " + k + " ends");
            assertEquals(k, links.fitting(end + 1e-6, k));
        }
    }

    /** The fastest action of the next epoch then stands for the fastest one of each. */
    @Test
    void whereATableTakesTooMuchMemoryLessIsTold() {
        Outlook whole = changing();
        Outlook outlook = new Outlook(ENERGY, whole.candidate(), epochs -> Optional.empty());
        assertEquals(Optional.of(A2), outlook.fastest());
        assertEquals(0, outlook.leastObjective(9));
        assertEquals(3, outlook.fitting(Math.nextUp(4.0), 9));
        assertEquals(0, outlook.fitting(1, 9));
        Outlook closed = new Outlook(ENERGY, outlook(entry("a", 0, 1, 8, 2)).candidate(), epochs -> Optional.empty());
        assertEquals(Optional.empty(), closed.fastest());
        assertEquals(0, closed.fitting(40, 9));
    }

    @Test
    void segmentsBecomeStepsOfWhatTheirEpochsCost() {
        List<Segment> schedule = List.of(segment(1, 3, "b", 0), segment(4, 5, "a", 2));
        assertEquals(
                List.of(new Step("b", 0, 1, 2, 4), new Step("b", 0, 2, 3, 2), new Step("a", 2, 2, 1, 8)),
                changing().steps(schedule));
        assertEquals(
                List.of(new Step("b", 0, 1, 2, 4), new Step("b", 0, 1, 3, 2)),
                changing().steps(List.of(segment(1, 1, "b", 0), segment(2, 2, "b", 0))));
        assertEquals(List.of(new Step("b", 0, 3, 2, 4)), steady().steps(List.of(segment(1, 3, "b", 0))));
    }

    /** To a takes 0.5 s and 1 J; to b nothing. */
    @Test
    void theFirstEpochOnAnotherServerPaysTheSwitch() {
        String switching =
                SCENARIO.replace("{\"name\": \"a\"}", "{\"name\": \"a\", \"switchSeconds\": 0.5, \"switchJoules\": 1}");
        String entries = String.join(", ", entry("a", 0, 1, 10, 1), entry("a", 2, 1, 8, 1), entry("b", 0, 2, 4, 1));
        Outlook outlook = first(ScenarioJson.parse(switching.replace("ENTRIES", entries)));
        assertEquals(
                List.of(
                        new Step("a", 0, 2, 1, 10),
                        new Step("b", 0, 3, 2, 4),
                        new Step("a", 2, 1, 1.5, 9),
                        new Step("a", 2, 1, 1, 8),
                        new Step("a", 0, 1, 1, 10)),
                outlook.steps(List.of(
                        segment(1, 2, "a", 0), segment(3, 5, "b", 0), segment(6, 7, "a", 2), segment(8, 8, "a", 0))));
    }

    /** Epochs in a row that cost the same are one step; a costs something else in the third epoch, and 2 s from the fifth on. */
    @Test
    void epochsCostWhatTheyDoInTheirOwnEpoch() {
        Outlook outlook = outlook(
                entry("a", 0, 1, 10, 1), entry("a", 0, 3, 10, 3), entry("a", 0, 1, 10, 4), entry("a", 0, 2, 10, 5));
        assertEquals(
                List.of(
                        new Step("a", 0, 2, 1, 10),
                        new Step("a", 0, 1, 3, 10),
                        new Step("a", 0, 1, 1, 10),
                        new Step("a", 0, 3, 2, 10)),
                outlook.steps(List.of(segment(1, 7, "a", 0))));
        assertEquals(5, outlook.steadyFromEpoch());
        assertEquals(2, outlook.seconds(A0, 99));
    }

    @Test
    void whatCannotBeTakenNowTakesTheLongestTime() {
        assertEquals(
                new Step("c", 0, 2, Double.MAX_VALUE, Double.MAX_VALUE),
                changing().step(C0, 2, 1));
        assertEquals(new Step("c", 0, 2, 5, 1), changing().step(C0, 2, 2));
    }

    private static Segment segment(int from, int to, String server, int cut) {
        return new Segment(from, to, Optional.of(server), cut);
    }
}
