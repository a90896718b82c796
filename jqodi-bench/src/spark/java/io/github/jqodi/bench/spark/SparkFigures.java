package io.github.jqodi.bench.spark;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.PricingBackend;
import io.github.jqodi.fleet.PricingMode;
import io.github.jqodi.fleet.PricingPart;
import io.github.jqodi.fleet.PricingSession;
import io.github.jqodi.fleet.PricingWorker;
import io.github.jqodi.json.PlanLines;
import io.github.jqodi.json.ScenarioJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times of rounds and of bulk plans on Spark beside those on plain threads, the overhead told apart. */
public final class SparkFigures {
    private static final int EMPTY_ROUNDS = 40;
    private static final int EXACT_ROUNDS = 2;
    private static final double MILLION = 1e6;

    private SparkFigures() {}

    /**
     * Measures.
     *
     * @param args sizes
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /** Workers in this process, by plain threads: what Spark does without Spark. */
    private record InPlace(int threads) implements PricingBackend {
        @Override
        public void forEach(int blocks, IntConsumer work) {
            PricingBackend.threads(threads).forEach(blocks, work);
        }

        @Override
        public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
            List<PricingWorker> workers =
                    split.apply(2 * threads).stream().map(PricingWorker::new).toList();
            return Optional.of(new Workers(this, workers));
        }
    }

    private record Workers(PricingBackend backend, List<PricingWorker> workers) implements PricingSession {
        @Override
        public Optional<List<byte[]>> round(double[] prices, PricingMode mode) {
            byte[][] answers = new byte[workers.size()][];
            backend.forEach(answers.length, i -> answers[i] = workers.get(i).answer(prices, mode));
            return Optional.of(List.of(answers));
        }

        @Override
        public Optional<List<byte[]>> memories() {
            return Optional.of(workers.stream().map(PricingWorker::memory).toList());
        }

        @Override
        public void close() {}
    }

    /** Takes the times of rounds of another backend. */
    private static final class Timed implements PricingBackend {
        private final PricingBackend backend;
        private final List<Double> relaxed = new ArrayList<>();
        private final List<Double> exact = new ArrayList<>();
        private double openMillis;

        Timed(PricingBackend backend) {
            this.backend = backend;
        }

        private static double millis(Runnable work) {
            long start = System.nanoTime();
            work.run();
            return (System.nanoTime() - start) / MILLION;
        }

        @Override
        public void forEach(int blocks, IntConsumer work) {
            backend.forEach(blocks, work);
        }

        @Override
        public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
            long start = System.nanoTime();
            Optional<PricingSession> session = backend.open(split);
            openMillis = (System.nanoTime() - start) / MILLION;
            return session.map(TimedSession::new);
        }

        private final class TimedSession implements PricingSession {
            private final PricingSession session;

            TimedSession(PricingSession session) {
                this.session = session;
            }

            @Override
            public Optional<List<byte[]>> round(double[] prices, PricingMode mode) {
                long start = System.nanoTime();
                Optional<List<byte[]>> answers = session.round(prices, mode);
                (mode == PricingMode.EXACT ? exact : relaxed).add((System.nanoTime() - start) / MILLION);
                return answers;
            }

            @Override
            public Optional<List<byte[]>> memories() {
                return session.memories();
            }

            @Override
            public void close() {
                session.close();
            }
        }

        /** Medians after the first round, in which workers are made. */
        String rounds() {
            return String.format(
                    Locale.ROOT,
                    "a relaxed round %.1f ms (median of %d), an exact one %.1f ms, the first round %.0f ms",
                    median(relaxed.subList(1, relaxed.size())),
                    relaxed.size() - 1,
                    median(exact),
                    relaxed.get(0));
        }
    }

    private static double median(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    /** The command. */
    @Command(
            description = "Prints times of pricing rounds and of bulk plans, on Spark and on plain threads.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Option(
                names = "--devices",
                defaultValue = "10000",
                converter = Values.Positive.class,
                description = "Of the fleet; 100 to a server. Default: ${DEFAULT-VALUE}.")
        private int devices;

        @Option(
                names = "--rounds",
                defaultValue = "20",
                converter = Values.Positive.class,
                description = "Relaxed rounds. Default: ${DEFAULT-VALUE}.")
        private int rounds;

        @Option(
                names = "--lines",
                defaultValue = "20000",
                converter = Values.Positive.class,
                description = "Scenarios of the bulk planner. Default: ${DEFAULT-VALUE}.")
        private int lines;

        @Option(
                names = "--threads",
                defaultValue = "2",
                converter = Values.Positive.class,
                description = "Of either. Default: ${DEFAULT-VALUE}.")
        private int threads;

        private @Nullable FleetResult first;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() throws IOException {
            SparkSession.Builder builder = SparkSession.builder()
                    .appName("jqodi figures")
                    .config("spark.ui.enabled", "false")
                    .master("local[" + threads + "]");
            try (SparkSession session = builder.getOrCreate();
                    JavaSparkContext context = new JavaSparkContext(session.sparkContext())) {
                session.sparkContext().setLogLevel("OFF");
                rounds(context);
                bulk(session);
            }
            return Program.DONE;
        }

        private void rounds(JavaSparkContext context) {
            int parts = 2 * threads;
            out.printf(Locale.ROOT, "an empty job of %d tasks: %.1f ms%n", parts, empty(context, parts));
            Fleet fleet = new FleetGenerator(devices, Math.max(1, devices / 100), 0.9, 1).generate();
            planned(fleet, "1 thread", new InPlace(1));
            planned(fleet, threads + " threads", new InPlace(threads));
            planned(fleet, "Spark, " + parts + " parts", SparkBackend.of(context, parts));
        }

        private static double empty(JavaSparkContext context, int parts) {
            List<Integer> numbers = IntStream.range(0, parts).boxed().toList();
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < EMPTY_ROUNDS; i++) {
                millis.add(Timed.millis(() -> context.parallelize(numbers, parts)
                        .map(n -> new byte[0])
                        .collect()));
            }
            return median(millis);
        }

        private void planned(Fleet fleet, String name, PricingBackend backend) {
            FleetOptions options =
                    FleetOptions.DEFAULT.withRounds(rounds, EXACT_ROUNDS).withNeighbourhoods(0);
            Timed timed = new Timed(backend);
            long start = System.nanoTime();
            FleetResult result = FleetPlanner.create()
                    .withOptions(options)
                    .withBackend(timed)
                    .plan(fleet);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (first == null) {
                first = result;
            }
            boolean same = result.plans().equals(first.plans()) && result.lowerBound() == first.lowerBound();
            out.printf(
                    Locale.ROOT,
                    "%d devices, %s: %s, parts made in %.0f ms, all %.1f s, %s%n",
                    fleet.devices().size(),
                    name,
                    timed.rounds(),
                    timed.openMillis,
                    seconds,
                    same ? "same to the bit" : "DIFFERENT");
            out.flush();
        }

        private void bulk(SparkSession session) throws IOException {
            Path folder = Files.createTempDirectory("jqodi-spark");
            try {
                Path in = folder.resolve("in.jsonl");
                write(in);
                time("threads, JSON lines", () -> threads(in, folder.resolve("threads.jsonl")));
                session.read()
                        .textFile(in.toString())
                        .toDF(BulkPlans.SCENARIO)
                        .write()
                        .mode(SaveMode.Overwrite)
                        .parquet(folder.resolve("in.parquet").toString());
                BulkPlans bulk = new BulkPlans(session);
                time(
                        "Spark, JSON lines",
                        () -> bulk.plan(
                                in.toString(),
                                BulkPlans.Format.JSON,
                                folder.resolve("json").toString(),
                                BulkPlans.Format.JSON));
                time(
                        "Spark, Parquet",
                        () -> bulk.plan(
                                folder.resolve("in.parquet").toString(),
                                BulkPlans.Format.PARQUET,
                                folder.resolve("parquet").toString(),
                                BulkPlans.Format.PARQUET));
            } finally {
                delete(folder);
            }
        }

        private void write(Path in) throws IOException {
            List<String> some = new FleetGenerator(200, 10, 0.9, 2)
                    .generate().devices().stream()
                            .map(device -> ScenarioJson.write(device.problem()).replaceAll("\\n *", " "))
                            .toList();
            try (BufferedWriter writer = Files.newBufferedWriter(in)) {
                for (int i = 0; i < lines; i++) {
                    writer.write(some.get(i % some.size()) + "\n");
                }
            }
        }

        private void threads(Path in, Path answers) {
            try (InputStream scenarios = Files.newInputStream(in);
                    OutputStream plans = Files.newOutputStream(answers)) {
                PlanLines.of(Planner.create().withThreads(threads)).run(scenarios, plans);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void time(String name, Runnable work) {
            double seconds = Timed.millis(work) / 1e3;
            out.printf(Locale.ROOT, "%d plans, %s: %.1f s, %.0f a second%n", lines, name, seconds, lines / seconds);
            out.flush();
        }

        private static void delete(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
