package io.github.jqodi.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import io.github.jqodi.fleet.PreparedFleet;
import io.github.jqodi.fleet.PricingBackend;
import io.github.jqodi.json.PlanLines;
import io.github.jqodi.json.ScenarioJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark on two threads whose tasks may fail three times: the same answers as without it, whatever fails. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SparkTest {
    private static final FleetOptions OPTIONS = FleetOptions.DEFAULT.withNeighbourhoods(5);
    private static final AtomicInteger ACCIDENTS = new AtomicInteger();

    private static SparkSession session;
    private static JavaSparkContext context;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        session = SparkSession.builder()
                .master("local[2,4]")
                .appName("test")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        session.sparkContext().setLogLevel("OFF");
        context = new JavaSparkContext(session.sparkContext());
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static FleetPlanner planner(PricingBackend backend) {
        return FleetPlanner.create().withOptions(OPTIONS).withBackend(backend);
    }

    private static void assertSame(FleetResult threads, FleetResult spark) {
        assertEquals(threads.plans(), spark.plans());
        assertEquals(threads.rejected(), spark.rejected());
        assertEquals(threads.resourceUses(), spark.resourceUses());
        assertEquals(threads.lowerBound(), spark.lowerBound());
        assertEquals(threads.statistics().pricingRounds(), spark.statistics().pricingRounds());
    }

    @Test
    void aFleetIsPlannedAsOnThreadsToTheBit() {
        Fleet fleet = new FleetGenerator(60, 6, 1.2, 3).generate();
        FleetResult threads = planner(PricingBackend.threads(2)).plan(fleet);
        FleetResult spark = planner(SparkBackend.of(context, 5)).plan(fleet);
        assertSame(threads, spark);
        assertEquals(List.of(), FleetVerifier.verify(fleet, spark, OPTIONS.gap()));
    }

    /** In every third round a part fails at its first attempt; every second time with all that its process had kept. */
    @Test
    void whatFailsOrIsLostChangesNothing() {
        Fleet fleet = new FleetGenerator(40, 5, 0.9, 4).generate();
        ACCIDENTS.set(0);
        Accident accident = (worker, part, round) -> {
            if (round % 3 == 0 && part == round % 4 && TaskContext.get().attemptNumber() == 0) {
                if (round % 2 == 0) {
                    worker.lose();
                }
                ACCIDENTS.incrementAndGet();
                throw new IllegalStateException("an executor was killed");
            }
        };
        FleetResult threads = planner(PricingBackend.threads(1)).plan(fleet);
        assertSame(threads, planner(SparkBackend.of(context, 4).with(accident)).plan(fleet));
        assertTrue(ACCIDENTS.get() >= 5, ACCIDENTS + " accidents");
    }

    /** A part whose second attempt meets the work of a first that was done but whose answer was lost. */
    @Test
    void anAnswerThatWasLostIsGivenAgain() {
        Fleet fleet = new FleetGenerator(30, 4, 0.9, 5).generate();
        Accident late = (worker, part, round) -> {
            if (part == 1 && round == 4 && TaskContext.get().attemptNumber() < 2) {
                ACCIDENTS.incrementAndGet();
                throw new IllegalStateException("once, and again");
            }
        };
        ACCIDENTS.set(0);
        FleetResult threads = planner(PricingBackend.threads(1)).plan(fleet);
        assertSame(threads, planner(SparkBackend.of(context, 3).with(late)).plan(fleet));
        assertEquals(2, ACCIDENTS.get());
    }

    @Test
    void fleetsThatChangeArePlannedAsOnThreadsToo() {
        Fleet fleet = new FleetGenerator(40, 5, 0.9, 6).generate();
        List<Capacity> smaller = fleet.capacities().stream()
                .map(capacity -> capacity.withUtilization(0.8 * capacity.utilization()))
                .toList();
        PreparedFleet threads = planner(PricingBackend.threads(1)).prepare();
        PreparedFleet spark = planner(SparkBackend.of(context, 3)).prepare();
        assertSame(threads.plan(fleet), spark.plan(fleet));
        assertSame(threads.plan(fleet.withCapacities(smaller)), spark.plan(fleet.withCapacities(smaller)));
    }

    private static List<String> scenarios() {
        List<String> lines = new ArrayList<>();
        for (var device : new FleetGenerator(25, 4, 0.9, 7).generate().devices()) {
            lines.add(ScenarioJson.write(device.problem()).replace("\n", " "));
        }
        lines.add(7, "no JSON");
        lines.add(12, lines.get(3).replace("\"deadlineSeconds\"", "\"deadline\""));
        return lines;
    }

    private static String timeless(String answer) {
        return answer.replaceAll("\"wallMillis\":[-+.eE0-9]+", "");
    }

    /** What one machine answers to the same lines. */
    private static List<String> expected(List<String> lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] in = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        PlanLines.of(Planner.create()).run(new ByteArrayInputStream(in), out);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(SparkTest::timeless)
                .toList();
    }

    private static List<String> text(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).forEach(line -> lines.add(timeless(line)));
            }
            return lines;
        }
    }

    @Test
    void linesAreAnsweredAsByBatchInEveryFormat() throws IOException {
        List<String> lines = scenarios();
        Path in = Files.write(folder.resolve("in.jsonl"), lines);
        List<String> expected = expected(lines);
        BulkPlans bulk = new BulkPlans(session);
        Path json = folder.resolve("json");
        bulk.plan(in.toString(), BulkPlans.Format.JSON, json.toString(), BulkPlans.Format.JSON);
        assertEquals(expected, text(json));
        Path columns = folder.resolve("columns");
        session.createDataset(lines, Encoders.STRING())
                .toDF(BulkPlans.SCENARIO)
                .repartition(1)
                .write()
                .parquet(columns.toString());
        Path parquet = folder.resolve("parquet");
        bulk.plan(columns.toString(), BulkPlans.Format.PARQUET, parquet.toString(), BulkPlans.Format.PARQUET);
        List<Row> rows =
                session.read().parquet(parquet.toString()).orderBy("line").collectAsList();
        assertEquals(
                expected, rows.stream().map(row -> timeless(row.getString(1))).toList());
        assertEquals(27L, rows.get(26).getLong(0));
        assertTrue(expected.get(7).startsWith("{\"line\":8,\"error\":"), expected.get(7));
        assertTrue(expected.get(12).contains("is no known field"), expected.get(12));
    }
}
