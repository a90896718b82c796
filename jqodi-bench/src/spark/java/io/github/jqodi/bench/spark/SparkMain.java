package io.github.jqodi.bench.spark;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.json.FleetJson;
import io.github.jqodi.json.FleetPlanJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Program that {@code spark-submit} starts: plans a fleet or a file of scenarios on Spark. */
public final class SparkMain {
    private SparkMain() {}

    /**
     * Plans and exits.
     *
     * @param args {@code fleet FLEET PLAN} or {@code batch IN OUT}
     */
    public static void main(String[] args) {
        Program.main(Jobs::new, args);
    }

    private static SparkSession session() {
        return SparkSession.builder().appName("jqodi").getOrCreate();
    }

    /** The commands. */
    @Command(
            description = "Plans on Apache Spark.",
            mixinStandardHelpOptions = true,
            subcommands = {FleetJob.class, BatchJob.class})
    static final class Jobs implements Callable<Integer> {
        private final PrintStream out;

        Jobs(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            out.println("say fleet or batch; --help tells more");
            return Program.BAD_USAGE;
        }
    }

    /** A fleet. */
    @Command(
            name = "fleet",
            description = "Plans a fleet; each round of prices is a job of Spark.",
            mixinStandardHelpOptions = true)
    static final class FleetJob implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FLEET", description = "A jqodi-fleet/1, read by the driver.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Path fleet;

        @Parameters(index = "1", paramLabel = "PLAN", description = "Where the driver writes the jqodi-fleet-plan/1.")
        @SuppressWarnings("NullAway.Init")
        private Path plan;

        @Option(
                names = "--parts",
                paramLabel = "N",
                converter = Values.Positive.class,
                description = "Into how many the fleet is split. Default: two for each core.")
        private int parts;

        @Option(names = "--gap", paramLabel = "G", description = "Gap that is enough. Default: ${DEFAULT-VALUE}.")
        private double gap = FleetOptions.DEFAULT_GAP;

        @Override
        public Integer call() throws IOException {
            Fleet given = FleetJson.read(fleet);
            try (SparkSession session = session();
                    JavaSparkContext context = new JavaSparkContext(session.sparkContext())) {
                int split = parts > 0 ? parts : 2 * context.defaultParallelism();
                FleetResult result = FleetPlanner.create()
                        .withOptions(FleetOptions.DEFAULT.withGap(gap))
                        .withBackend(SparkBackend.of(context, split))
                        .plan(given);
                FleetPlanJson.write(result, plan);
            }
            return Program.DONE;
        }
    }

    /** Scenarios. */
    @Command(
            name = "batch",
            description = "Plans scenarios, a line each, as jqodi batch does.",
            mixinStandardHelpOptions = true)
    static final class BatchJob implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "IN", description = "File or folder of scenarios.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String in;

        @Parameters(index = "1", paramLabel = "OUT", description = "Folder of answers, which must not be there yet.")
        @SuppressWarnings("NullAway.Init")
        private String out;

        @Option(
                names = "--in-format",
                description = "JSON (lines) or PARQUET (column scenario). Default: ${DEFAULT-VALUE}.")
        private BulkPlans.Format inFormat = BulkPlans.Format.JSON;

        @Option(
                names = "--out-format",
                description = "JSON (lines) or PARQUET (columns line, answer). Default: ${DEFAULT-VALUE}.")
        private BulkPlans.Format outFormat = BulkPlans.Format.JSON;

        @Override
        public Integer call() throws IOException {
            try (SparkSession session = session()) {
                new BulkPlans(session).plan(in, inFormat, out, outFormat);
            }
            return Program.DONE;
        }
    }
}
