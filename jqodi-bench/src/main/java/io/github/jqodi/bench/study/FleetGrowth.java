package io.github.jqodi.bench.study;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.FleetSize;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import io.github.jqodi.fleet.PreparedFleet;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Growth of what planning a fleet takes with the number of devices: processor seconds of one thread, bytes allocated meanwhile,
 * and bytes held after it by the fleet, its tables, schedules and plans. Nothing else is planned beside it.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.FleetGrowth --help}.
 */
public final class FleetGrowth {
    /** After which what nobody holds is gone. */
    private static final int COLLECTIONS = 4;

    private FleetGrowth() {}

    /**
     * Prints one line for each size, and the slopes.
     *
     * @param args sizes and seeds
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /**
     * One fleet.
     *
     * @param devices how many
     * @param generateSeconds of drawing it
     * @param tableSeconds of the planning, wall time until its tables stood
     * @param dualSeconds of the planning, wall time to prices and bound
     * @param seconds of the planning
     * @param allocatedBytes by it
     * @param heldBytes by the fleet, its tables, schedules and plans
     * @param gap of the result
     * @param rejected how many
     * @param findings of the verifier
     */
    record Observation(
            int devices,
            double generateSeconds,
            double tableSeconds,
            double dualSeconds,
            double seconds,
            double allocatedBytes,
            double heldBytes,
            double gap,
            double rejected,
            int findings) {}

    static Observation observe(FleetSize size, long seed) {
        double before = usedBytes();
        double began = Stopwatch.processorSeconds();
        Fleet fleet = size.generator(seed).generate();
        double generated = Stopwatch.processorSeconds();
        double allocated = allocatedBytes();
        PreparedFleet prepared = FleetPlanner.create().prepare();
        FleetResult result = prepared.plan(fleet);
        double seconds = Stopwatch.processorSeconds() - generated;
        allocated = allocatedBytes() - allocated;
        double held = heldBytes(prepared) - before;
        return new Observation(
                size.devices(),
                generated - began,
                result.statistics().tablesMillis() / 1000,
                result.statistics().dualMillis() / 1000,
                seconds,
                allocated,
                held,
                result.gap(),
                result.rejectedCount(),
                FleetVerifier.verify(fleet, result, FleetOptions.DEFAULT.gap()).size());
    }

    private static double heldBytes(PreparedFleet prepared) {
        try {
            return usedBytes();
        } finally {
            Reference.reachabilityFence(prepared);
        }
    }

    private static double usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                : Double.NaN;
    }

    /** The command. */
    @Command(
            description = "Prints seconds and bytes of planning fleets, and how they grow with the number of devices.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DEVICES/SERVERS@PRESSURE",
                arity = "0..*",
                defaultValue = "100/1@0.9 300/3@0.9 1000/10@0.9 3000/30@0.9 10000/100@0.9",
                split = " ",
                description = "Sizes. Default: ${DEFAULT-VALUE}.")
        private List<String> sizes = new ArrayList<>();

        @Option(
                names = "--seeds",
                defaultValue = "3",
                converter = Values.Positive.class,
                description = "How many of each. Default: ${DEFAULT-VALUE}.")
        private int seeds;

        @Option(
                names = "--first-seed",
                defaultValue = "1",
                converter = Values.Positive.class,
                description = "The first of them. Default: ${DEFAULT-VALUE}.")
        private int firstSeed;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            List<FleetSize> asked = Values.all(spec, sizes, FleetSize::parse);
            observe(new FleetSize(100, 2, 0.9), firstSeed); // so that the first is not the one the machine learns with
            out.println("size, findings of the verifier | gap % | left out | seconds: drawing, planning"
                    + " | of these tables, prices (wall) | MB allocated | MB held");
            List<Observation> medians = new ArrayList<>();
            for (FleetSize size : asked) {
                List<Observation> all = IntStream.range(firstSeed, firstSeed + seeds)
                        .mapToObj(seed -> observe(size, seed))
                        .toList();
                medians.add(median(all));
                print(size, medians.get(medians.size() - 1));
            }
            if (medians.size() > 1) {
                out.printf(
                        Locale.ROOT,
                        "log-log slope of seconds %.2f, of bytes allocated %.2f, of bytes held %.2f%n",
                        slope(medians, Observation::seconds),
                        slope(medians, Observation::allocatedBytes),
                        slope(medians, Observation::heldBytes));
            }
            return Program.DONE;
        }

        private static Observation median(List<Observation> all) {
            return new Observation(
                    all.get(0).devices(),
                    Sample.of(all, Observation::generateSeconds).median(),
                    Sample.of(all, Observation::tableSeconds).median(),
                    Sample.of(all, Observation::dualSeconds).median(),
                    Sample.of(all, Observation::seconds).median(),
                    Sample.of(all, Observation::allocatedBytes).median(),
                    Sample.of(all, Observation::heldBytes).median(),
                    Sample.of(all, Observation::gap).median(),
                    Sample.of(all, Observation::rejected).median(),
                    all.stream().mapToInt(Observation::findings).sum());
        }

        private static double slope(List<Observation> medians, ToDoubleFunction<Observation> figure) {
            return Growth.slope(medians.stream()
                    .map(own -> new double[] {Math.log(own.devices()), Math.log(figure.applyAsDouble(own))})
                    .toList());
        }

        private void print(FleetSize size, Observation own) {
            out.printf(
                    Locale.ROOT,
                    "%s, %d | %.4f | %.0f | %.1f, %.2f | %.2f, %.2f | %.1f | %.1f%n",
                    size,
                    own.findings(),
                    100 * own.gap(),
                    own.rejected(),
                    own.generateSeconds(),
                    own.seconds(),
                    own.tableSeconds(),
                    own.dualSeconds(),
                    own.allocatedBytes() / 1e6,
                    own.heldBytes() / 1e6);
            out.flush();
        }
    }
}
