package io.github.jqodi.bench.study;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.FleetSize;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import io.github.jqodi.fleet.PreparedFleet;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Fleets planned again after changes, by a prepared planner that knows the fleet before, beside from scratch: in each change a
 * twentieth of the capacities, drawn anew, are a fifth smaller, and from the second change on a twentieth of the devices, drawn
 * anew, are away. Seconds are those of the processor, of one thread.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.study.FleetChanges --help}.
 */
public final class FleetChanges {
    private static final int PART = 20;
    private static final double LESS = 0.8;

    private FleetChanges() {}

    /**
     * Prints one line for each size.
     *
     * @param args sizes, seeds, changes
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /**
     * One change.
     *
     * @param seconds of planning again
     * @param scratchSeconds of planning the changed fleet alone
     * @param gap of planning again
     * @param scratchGap of planning alone
     * @param value of planning again beside that of planning alone
     * @param findings of the verifier in both plans
     */
    record Observation(
            double seconds, double scratchSeconds, double gap, double scratchGap, double value, int findings) {
        /** How much less planning again takes. */
        double ratio() {
            return scratchSeconds / seconds;
        }
    }

    static List<Observation> observe(FleetSize size, long seed, int changes) {
        Fleet fleet = size.generator(seed).generate();
        Random random = new Random(seed);
        PreparedFleet prepared = FleetPlanner.create().prepare();
        prepared.plan(fleet);
        List<Observation> all = new ArrayList<>();
        for (int change = 1; change <= changes; change++) {
            Fleet changed = changed(fleet, change > 1, random);
            all.add(observe(prepared, changed, change % 2 == 0));
        }
        return all;
    }

    private static Observation observe(PreparedFleet prepared, Fleet changed, boolean scratchFirst) {
        Supplier<FleetResult> alone = () -> FleetPlanner.create().plan(changed);
        Timed<FleetResult> first = Timed.of(scratchFirst ? alone : () -> prepared.plan(changed));
        Timed<FleetResult> second = Timed.of(scratchFirst ? () -> prepared.plan(changed) : alone);
        Timed<FleetResult> again = scratchFirst ? second : first;
        Timed<FleetResult> scratch = scratchFirst ? first : second;
        double gap = FleetOptions.DEFAULT.gap();
        return new Observation(
                again.seconds,
                scratch.seconds,
                again.result.gap(),
                scratch.result.gap(),
                again.result.value() / scratch.result.value(),
                FleetVerifier.verify(changed, again.result, gap).size()
                        + FleetVerifier.verify(changed, scratch.result, gap).size());
    }

    /** A result and the processor seconds that it took. */
    private record Timed<T>(T result, double seconds) {
        static <T> Timed<T> of(Supplier<T> work) {
            double began = Stopwatch.processorSeconds();
            T result = work.get();
            return new Timed<>(result, Stopwatch.processorSeconds() - began);
        }
    }

    private static Fleet changed(Fleet fleet, boolean isFewer, Random random) {
        Set<Integer> smaller = drawn(fleet.capacities().size(), random);
        List<Capacity> capacities = new ArrayList<>(fleet.capacities());
        smaller.forEach(r -> capacities.set(
                r, capacities.get(r).withUtilization(LESS * capacities.get(r).utilization())));
        Set<Integer> away = isFewer ? drawn(fleet.devices().size(), random) : Set.of();
        List<FleetDevice> devices = new ArrayList<>();
        for (int d = 0; d < fleet.devices().size(); d++) {
            if (!away.contains(d)) {
                devices.add(fleet.devices().get(d));
            }
        }
        return fleet.withCapacities(capacities).withDevices(devices);
    }

    /** A twentieth of so many numbers, at least one. */
    private static Set<Integer> drawn(int size, Random random) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(i);
        }
        Collections.shuffle(all, random);
        return new HashSet<>(all.subList(0, (size + PART - 1) / PART));
    }

    /** The command. */
    @Command(
            description = "Prints what planning fleets again after changes takes, beside planning them from scratch.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DEVICES/SERVERS@PRESSURE",
                arity = "0..*",
                defaultValue = "1000/10@0.9 1000/50@0.9",
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
                names = "--changes",
                defaultValue = "4",
                converter = Values.Positive.class,
                description = "Changes of each. Default: ${DEFAULT-VALUE}.")
        private int changes;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            List<FleetSize> asked = Values.all(spec, sizes, FleetSize::parse);
            out.println("size, findings of the verifier | from scratch to again: median, least, most"
                    + " | by change | seconds, again and from scratch | percent of gap, again and from scratch"
                    + " | value to that from scratch");
            asked.forEach(size -> {
                observe(size, seeds + 1L, 2); // so that the first is not the one the machine learns with
                print(size);
            });
            return Program.DONE;
        }

        private void print(FleetSize size) {
            List<List<Observation>> byChange = new ArrayList<>();
            for (int change = 0; change < changes; change++) {
                byChange.add(new ArrayList<>());
            }
            for (int seed = 1; seed <= seeds; seed++) {
                List<Observation> own = observe(size, seed, changes);
                for (int change = 0; change < changes; change++) {
                    byChange.get(change).add(own.get(change));
                }
            }
            List<Observation> all = byChange.stream().flatMap(List::stream).toList();
            Sample ratios = Sample.of(all, Observation::ratio);
            String ofChanges = String.join(
                    " ",
                    byChange.stream()
                            .map(own -> String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    Sample.of(own, Observation::ratio).median()))
                            .toList());
            out.printf(
                    Locale.ROOT,
                    "%s, %d | %.2f, %.2f, %.2f | %s | %.2f, %.2f | %.4f, %.4f | %.6f%n",
                    size,
                    all.stream().mapToInt(Observation::findings).sum(),
                    ratios.median(),
                    ratios.quantile(0),
                    ratios.most(),
                    ofChanges,
                    Sample.of(all, Observation::seconds).median(),
                    Sample.of(all, Observation::scratchSeconds).median(),
                    Sample.of(all, o -> 100 * o.gap()).median(),
                    Sample.of(all, o -> 100 * o.scratchGap()).median(),
                    Sample.of(all, Observation::value).median());
            out.flush();
        }
    }
}
