package io.github.jqodi.bench.queueing;

import io.github.jqodi.base.Check;
import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.report.Percent;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.scenario.FleetSize;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.FleetVerifier;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Deadlines that plans of fleets keep in queues, by utilization ρ, stretch σ and share of the deadline, and what these cost
 * beside plans that count on no waiting.
 *
 * <p>Run {@code java -cp jqodi.jar io.github.jqodi.bench.queueing.QueueingFigures --help}.
 */
public final class QueueingFigures {
    private static final Pattern SETTING = Pattern.compile("([0-9.]+),([0-9.]+),([0-9.]+)");

    private QueueingFigures() {}

    /**
     * Prints one line for each size and setting.
     *
     * @param args sizes, settings and seeds
     */
    public static void main(String[] args) {
        Program.main(Study::new, args);
    }

    /**
     * A way to plan with waiting.
     *
     * @param utilization ρ of every resource
     * @param stretch σ of every resource
     * @param share of the deadline
     */
    record Setting(double utilization, double stretch, double share) {
        static Setting parse(String text) {
            Matcher numbers = SETTING.matcher(text);
            Check.that(numbers.matches(), "setting", "'" + text + "'", "must be as 0.7,4.5,0.9");
            return new Setting(
                    Double.parseDouble(numbers.group(1)),
                    Double.parseDouble(numbers.group(2)),
                    Double.parseDouble(numbers.group(3)));
        }

        /** A fleet with as many executors as come nearest to its busy seconds at this utilization. */
        Fleet applied(Fleet fleet) {
            List<Capacity> capacities = fleet.capacities().stream()
                    .map(own -> capacity(own, fleet.windowSeconds()))
                    .toList();
            return new Fleet(fleet.windowSeconds(), capacities, share, fleet.devices());
        }

        private Capacity capacity(Capacity own, double window) {
            long executors = Math.round(own.busySeconds(window) / (utilization * window));
            return new Capacity(own.resource(), (int) Math.max(1, executors), utilization, stretch);
        }

        @Override
        public String toString() {
            return "ρ " + utilization + ", σ " + stretch + ", share " + share;
        }
    }

    /**
     * A fleet planned and played.
     *
     * @param kept deadlines by discipline
     * @param energy of plans, joules
     * @param value with rejection weights
     * @param rejected how many are left out
     * @param filled load over capacity of the fullest tenth of the resources
     * @param findings of the verifier
     */
    record Observation(
            Map<Discipline, PlayedFleet.Kept> kept,
            double energy,
            double value,
            double rejected,
            double filled,
            int findings) {}

    static Observation observe(Fleet fleet, int windows, long seed) {
        FleetOptions options = FleetOptions.DEFAULT.withNeighbourhoods(10);
        FleetResult result = FleetPlanner.create().withOptions(options).plan(fleet);
        PlayedFleet played = new PlayedFleet(result);
        Map<Discipline, PlayedFleet.Kept> kept = new EnumMap<>(Discipline.class);
        for (Discipline discipline : Discipline.values()) {
            kept.put(discipline, played.play(discipline, windows, new SplittableRandom(seed)));
        }
        double[] filled =
                result.resourceUses().stream().mapToDouble(use -> use.filled()).toArray();
        return new Observation(
                kept,
                result.energyJoules(),
                result.value(),
                result.rejectedCount(),
                new Sample(filled).quantile(0.9),
                FleetVerifier.verify(fleet, result, options.gap()).size());
    }

    /** The command. */
    @Command(
            description =
                    "Plays plans of fleets in queues and prints the deadlines kept, by ρ, σ and share of the deadline.",
            mixinStandardHelpOptions = true)
    static final class Study implements Callable<Integer> {
        private final PrintStream out;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DEVICES/SERVERS@PRESSURE",
                arity = "0..*",
                defaultValue = "600/30@0.5 600/30@0.9 600/30@1.4 600/6@0.5 600/6@0.9 600/6@1.4",
                split = " ",
                description = "Sizes. Default: ${DEFAULT-VALUE}.")
        private List<String> sizes = new ArrayList<>();

        @Option(
                names = "--setting",
                paramLabel = "RHO,SIGMA,SHARE",
                defaultValue = "0.7,1,1 0.7,3.33,0.95 0.7,4.5,0.9",
                split = " ",
                description = "Utilization, stretch and share of the deadline. Default: ${DEFAULT-VALUE}.")
        private List<String> settings = new ArrayList<>();

        @Option(
                names = "--seeds",
                defaultValue = "5",
                converter = Values.Positive.class,
                description = "How many fleets of each size. Default: ${DEFAULT-VALUE}.")
        private int seeds;

        @Option(
                names = "--windows",
                defaultValue = "10",
                converter = Values.Positive.class,
                description = "How many windows are counted. Default: ${DEFAULT-VALUE}.")
        private int windows;

        Study(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            List<Setting> asked = Values.all(spec, settings, Setting::parse);
            List<FleetSize> rows = Values.all(spec, sizes, FleetSize::parse);
            out.println(
                    "size, setting, findings of the verifier | runs | late %, first come, 95 % interval, worst fleet"
                            + " | latest, part of deadline | late %, shared | latest"
                            + " | left out | filled | energy to σ 1 | value to σ 1");
            for (FleetSize row : rows) {
                List<Fleet> fleets = fleets(row);
                Setting unaware = new Setting(asked.get(0).utilization, 1, 1);
                List<Observation> plain = all(fleets, unaware);
                for (Setting setting : asked) {
                    print(row + ", " + setting, setting.equals(unaware) ? plain : all(fleets, setting), plain);
                }
            }
            return Program.DONE;
        }

        private List<Fleet> fleets(FleetSize size) {
            return LongStream.rangeClosed(1, seeds)
                    .mapToObj(seed -> size.generator(seed).generate())
                    .toList();
        }

        private List<Observation> all(List<Fleet> fleets, Setting setting) {
            List<Observation> all = new ArrayList<>();
            for (int i = 0; i < fleets.size(); i++) {
                all.add(observe(setting.applied(fleets.get(i)), windows, i + 1));
            }
            return all;
        }

        private void print(String row, List<Observation> all, List<Observation> plain) {
            out.printf(
                    Locale.ROOT,
                    "%s, %d | %d | %s | %s | %.0f | %.2f | %.3f | %.3f%n",
                    row,
                    all.stream().mapToInt(Observation::findings).sum(),
                    total(all, Discipline.FIRST_COME).runs(),
                    late(all, Discipline.FIRST_COME),
                    late(all, Discipline.SHARING),
                    Sample.of(all, Observation::rejected).median(),
                    Sample.of(all, Observation::filled).median(),
                    ratio(all, plain, Observation::energy),
                    ratio(all, plain, Observation::value));
            out.flush();
        }

        private static PlayedFleet.Kept total(List<Observation> all, Discipline discipline) {
            return all.stream()
                    .map(one -> one.kept().getOrDefault(discipline, PlayedFleet.Kept.NONE))
                    .reduce(PlayedFleet.Kept.NONE, PlayedFleet.Kept::plus);
        }

        private static String late(List<Observation> all, Discipline discipline) {
            PlayedFleet.Kept total = total(all, discipline);
            Percent percent = Percent.of(total.late(), total.runs());
            double worst = all.stream()
                    .map(one -> one.kept().getOrDefault(discipline, PlayedFleet.Kept.NONE))
                    .mapToDouble(kept -> 100.0 * kept.late() / kept.runs())
                    .max()
                    .orElse(0);
            return String.format(
                    Locale.ROOT,
                    "%.3f (%.3f-%.3f), %.3f | %.2f",
                    percent.value(),
                    percent.low(),
                    percent.high(),
                    worst,
                    total.worst());
        }

        private static double ratio(
                List<Observation> all, List<Observation> plain, ToDoubleFunction<Observation> figure) {
            double[] ratios = new double[all.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = figure.applyAsDouble(all.get(i)) / figure.applyAsDouble(plain.get(i));
            }
            return new Sample(ratios).median();
        }
    }
}
