package io.github.jqodi.bench.study;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.FleetGenerator;
import io.github.jqodi.bench.scenario.FleetSize;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Fleets planned together, beside devices that plan one by one: everybody's own optimum, first come first served, and posted
 * prices; and beside parts of the fleet planned apart. All excesses are over the certified bound; seconds are those of the
 * processor, of one thread.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.FleetFigures --help}.
 */
public final class FleetFigures {
    /** Of a fleet that is planned in parts. */
    private static final int PARTS = 4;

    private static final FleetBaselines.Outcome NOT_ASKED = new FleetBaselines.Outcome(Double.NaN, 0, 0, Double.NaN);

    private FleetFigures() {}

    /**
     * Prints one line for each size.
     *
     * @param args sizes and seeds
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /**
     * One fleet.
     *
     * @param gap of the result
     * @param recovered excess before neighbourhoods
     * @param relaxed what the relaxed rounds' bound is below the certified one
     * @param rejected by the result
     * @param greedy excess of first come first served
     * @param greedyRejected by it
     * @param posted excess of posted prices
     * @param split excess of parts drawn at random
     * @param overfull rows that everybody's own optimum overfills
     * @param fullest of them
     * @param seconds of planning the fleet
     * @param dualSeconds of these, to prices and bound
     * @param ratio of all seconds to those of one planner call a device
     * @param heapMegabytes the most that was in use while the fleet was planned, garbage included
     * @param findings of the verifier
     */
    record Observation(
            double gap,
            double recovered,
            double relaxed,
            double rejected,
            double greedy,
            double greedyRejected,
            double posted,
            double split,
            double overfull,
            double fullest,
            double seconds,
            double dualSeconds,
            double ratio,
            double heapMegabytes,
            int findings) {}

    static Observation observe(FleetGenerator generator, long seed, boolean isAlone) {
        Fleet fleet = generator.generate();
        FleetOptions options = FleetOptions.DEFAULT;
        resetPeaks();
        double began = Stopwatch.processorSeconds();
        FleetResult result = FleetPlanner.create().withOptions(options).plan(fleet);
        double seconds = Stopwatch.processorSeconds() - began;
        double heap = peakMegabytes();
        FleetBaselines others = new FleetBaselines(fleet);
        began = Stopwatch.processorSeconds();
        FleetBaselines.Outcome own = others.own();
        double planner = Stopwatch.processorSeconds() - began;
        FleetBaselines.Outcome greedy = isAlone ? NOT_ASKED : others.greedy(seed);
        FleetBaselines.Outcome posted = isAlone ? NOT_ASKED : others.posted(result, seed);
        FleetBaselines.Outcome split = isAlone ? NOT_ASKED : others.split(PARTS, seed);
        double bound = result.lowerBound();
        return new Observation(
                result.value() / bound - 1,
                result.statistics().recoveredValue() / bound - 1,
                1 - result.statistics().relaxedBound() / bound,
                result.rejectedCount(),
                greedy.joules() / bound - 1,
                greedy.rejected(),
                posted.joules() / bound - 1,
                split.joules() / bound - 1,
                own.overfull(),
                own.fullest(),
                seconds,
                result.statistics().dualMillis() / 1000,
                seconds / planner,
                heap,
                FleetVerifier.verify(fleet, result, options.gap()).size());
    }

    private static void resetPeaks() {
        System.gc();
        heaps().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static double peakMegabytes() {
        return heaps().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1e6;
    }

    private static Stream<MemoryPoolMXBean> heaps() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    /** The command. */
    @Command(
            description =
                    "Prints how far plans of fleets are from the certified bound, beside devices that plan one by one.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DEVICES/SERVERS@PRESSURE",
                arity = "0..*",
                defaultValue = "100/5@0.5 100/5@0.9 1000/50@0.5 1000/50@0.9 1000/50@1.4 1000/10@0.9 1000/10@1.4",
                split = " ",
                description = "Sizes. Default: ${DEFAULT-VALUE}.")
        private List<String> sizes = new ArrayList<>();

        @Option(
                names = "--seeds",
                defaultValue = "5",
                converter = Values.Positive.class,
                description = "How many of each. Default: ${DEFAULT-VALUE}.")
        private int seeds;

        @Option(
                names = "--first-seed",
                defaultValue = "1",
                converter = Values.Positive.class,
                description = "The first of them. Default: ${DEFAULT-VALUE}.")
        private int firstSeed;

        @Option(
                names = "--alone",
                description = "Leaves out other ways to plan, which take longer than the fleet; their columns say NaN.")
        private boolean alone;

        @Option(
                names = "--switching",
                defaultValue = "0",
                converter = Values.Closed.class,
                description = "What a change of the server costs, in parts of an epoch. Default: ${DEFAULT-VALUE}.")
        private double switching;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            List<FleetSize> asked = Values.all(spec, sizes, FleetSize::parse);
            out.println("size, findings of the verifier | gap %, median, least, most | after recovery %"
                    + " | relaxed bound low % | left out | first come % | left out | posted prices % | in parts %"
                    + " | own: rows overfull, fullest | seconds, dual | to planner calls | MB");
            asked.forEach(size -> print(size, all(size)));
            return Program.DONE;
        }

        private List<Observation> all(FleetSize size) {
            return LongStream.range(firstSeed, firstSeed + (long) seeds)
                    .mapToObj(seed -> observe(size.generator(seed).withSwitching(switching), seed, alone))
                    .toList();
        }

        private void print(FleetSize size, List<Observation> all) {
            Sample gaps = Sample.of(all, o -> 100 * o.gap());
            out.printf(
                    Locale.ROOT,
                    "%s, %d | %.4f, %.4f, %.4f | %.3f | %.4f | %.0f | %.0f | %.0f | %.2f | %.2f | %.0f, %.1f | %.2f, %.2f | %.2f | %.0f%n",
                    size,
                    all.stream().mapToInt(Observation::findings).sum(),
                    gaps.median(),
                    gaps.quantile(0),
                    gaps.most(),
                    Sample.of(all, o -> 100 * o.recovered()).median(),
                    Sample.of(all, o -> 100 * o.relaxed()).median(),
                    Sample.of(all, Observation::rejected).median(),
                    Sample.of(all, o -> 100 * o.greedy()).median(),
                    Sample.of(all, Observation::greedyRejected).median(),
                    Sample.of(all, o -> 100 * o.posted()).median(),
                    Sample.of(all, o -> 100 * o.split()).median(),
                    Sample.of(all, Observation::overfull).median(),
                    Sample.of(all, Observation::fullest).median(),
                    Sample.of(all, Observation::seconds).median(),
                    Sample.of(all, Observation::dualSeconds).median(),
                    Sample.of(all, Observation::ratio).median(),
                    Sample.of(all, Observation::heapMegabytes).median());
            out.flush();
        }
    }
}
