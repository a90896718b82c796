package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.power.PowerColumns;
import io.github.jqodi.estimators.power.PowerLog;
import io.github.jqodi.estimators.power.PowerLogReader;
import io.github.jqodi.estimators.power.RunSpan;
import io.github.jqodi.estimators.power.SpanEnergy;
import io.github.jqodi.estimators.power.SpanReader;
import io.github.jqodi.estimators.text.Unit;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import power}. */
@Command(
        name = "power",
        description = "Prints the watts of a node, busy and idle, from a log of its power.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "To get FILE: nvidia-smi --query-gpu=timestamp,power.draw --format=csv -lms 100 > FILE, tegrastats or an INA3221 reader on a Jetson, Intel Power Gadget's log, or a wall meter's CSV.",
            "",
            "Power is integrated over the spans of --spans, a CSV name,start,end or events such as fit_init and fit_end by the same clock. Idle power is --idle-watts, or the mean outside of the spans, or else the lowest twentieth of the log. Energies stand in the notes."
        })
final class ImportPowerCommand implements Callable<Integer> {
    private final ImportSource source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The log, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(names = "--device", paramLabel = "NAME", description = "The node is the device of this name.")
    private @Nullable String device;

    @Option(names = "--server", paramLabel = "NAME", description = "The node is the server of this name.")
    private @Nullable String server;

    @Option(names = "--spans", paramLabel = "FILE", description = "When work was done. Default: all the time.")
    private @Nullable String spans;

    @Option(names = "--idle-watts", paramLabel = "W", description = "What the node draws without work.")
    private @Nullable Double idleWatts;

    @Option(names = "--time-column", paramLabel = "C", description = "Time stamps: seconds or dates.")
    private @Nullable String timeColumn;

    @Option(names = "--power-column", paramLabel = "C", description = "Power; repeated, rails are added up.")
    private List<String> powerColumns = new ArrayList<>();

    @Option(
            names = "--power-unit",
            paramLabel = "U",
            description = "W or mW, where the header does not say, or is wrong.")
    private @Nullable String powerUnit;

    @Option(names = "--time-unit", paramLabel = "U", description = "Of time stamps that are numbers. Default: s.")
    private @Nullable String timeUnit;

    @Option(names = "--period", paramLabel = "S", description = "Seconds between samples of a log without time stamps.")
    private @Nullable Double period;

    @Option(names = "--no-header", description = "The first line is a sample; columns are called 1, 2 and so on.")
    private boolean noHeader;

    @Mixin
    private final SeparatorOption separator = new SeparatorOption();

    ImportPowerCommand(Streams streams) {
        source = new ImportSource(streams);
    }

    @Override
    public Integer call() {
        if (device != null && server != null) {
            throw new ParameterException(spec.commandLine(), "--device and --server exclude each other");
        }
        check(new Usage(spec));
        PowerColumns columns = columns();
        PowerLog log = source.read(file, (start, in) -> PowerLogReader.read(in, columns));
        List<RunSpan> work = spans == null ? List.of() : source.read(spans, (start, in) -> SpanReader.read(in));
        double idle = idleWatts == null ? log.idleWatts(work) : idleWatts;
        List<RunSpan> spent = work.isEmpty() ? List.of(new RunSpan("log", log.start(), log.end())) : work;
        List<SpanEnergy> energies = ImportSource.made(file, () -> log.energies(spent, idle));
        if (energies.isEmpty()) {
            throw new BadInputException(file + ": covers none of the " + Text.count(work.size(), "span") + " of "
                    + spans + "; it runs from " + log.start() + " to " + log.end() + " s");
        }
        source.print(file, ImportSource.made(file, () -> part(energies, idle)), notes(log, work, energies, idle));
        return ExitStatus.DONE;
    }

    private void check(Usage usage) {
        usage.check(device, value -> Check.name("--device", value));
        usage.check(server, value -> Check.name("--server", value));
        usage.check(idleWatts, value -> Check.nonNegative("--idle-watts", value));
        usage.check(period, value -> Check.positive("--period", value));
    }

    private PowerColumns columns() {
        PowerColumns columns =
                PowerColumns.DEFAULT.withSeparator(separator.sign()).withPower(powerColumns);
        columns = timeColumn == null ? columns : columns.withTime(timeColumn);
        columns = period == null ? columns : columns.withPeriod(period);
        columns = noHeader ? columns.withoutHeader() : columns;
        columns = ImportSource.unit(spec, "--power-unit", powerUnit, Unit.Dimension.POWER)
                .map(columns::withPowerUnit)
                .orElse(columns);
        return ImportSource.unit(spec, "--time-unit", timeUnit, Unit.Dimension.TIME)
                .map(columns::withTimeUnit)
                .orElse(columns);
    }

    private ScenarioPart part(List<SpanEnergy> energies, double idle) {
        double seconds = energies.stream().mapToDouble(SpanEnergy::seconds).sum();
        double joules = energies.stream().mapToDouble(SpanEnergy::joules).sum();
        Power power = new Power(seconds > 0 ? OptionalDouble.of(joules / seconds) : OptionalDouble.empty(), idle);
        return server == null
                ? ScenarioPart.EMPTY.withDevice(
                        Device.named(device == null ? "device" : device).withPower(power))
                : ScenarioPart.EMPTY.withServer(EdgeServer.named(server).withPower(power));
    }

    private List<String> notes(PowerLog log, List<RunSpan> work, List<SpanEnergy> energies, double idle) {
        List<String> notes = new ArrayList<>(log.notes());
        notes.add("Idle power " + Text.number(idle) + " W, "
                + (idleWatts != null
                        ? "as stated."
                        : work.isEmpty() ? "the lowest twentieth of the log." : "told by the log."));
        for (SpanEnergy each : energies) {
            notes.add("'" + each.span().name() + "': " + Text.number(each.joules()) + " J in "
                    + Text.number(each.seconds()) + " s, " + Text.number(each.watts()) + " W; idle part "
                    + Text.number(each.idleJoules()) + " J.");
        }
        int outside = work.size() - energies.size();
        if (!work.isEmpty() && outside > 0) {
            notes.add(Text.count(outside, "span") + " outside of the log left out.");
        }
        return notes;
    }
}
