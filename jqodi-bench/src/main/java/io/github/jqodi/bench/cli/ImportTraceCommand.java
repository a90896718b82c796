package io.github.jqodi.bench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.Planner;
import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.estimators.bandwidth.EpochRates;
import io.github.jqodi.estimators.bandwidth.RateOutlook;
import io.github.jqodi.estimators.bandwidth.RateUnit;
import io.github.jqodi.estimators.bandwidth.ReadTrace;
import io.github.jqodi.estimators.bandwidth.TraceColumns;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import trace}. */
@Command(
        name = "trace",
        description = "Prints recorded bandwidth as rates of a link between a server and the device.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Files, told by what they hold: CSV with a header, a column of rates (its unit in its name, as in throughput_mbps, or by --unit) and one of seconds, milliseconds or dates, without which a row is a second; two columns without a header, seconds and Mbit/s; Mahimahi's packet lines; 'iperf3 --json' (iperf3 -c HOST -t 600 -i 1 --json > FILE records one); sabre's [{duration_ms, bandwidth_kbps}]; logs of received bytes (seconds, ms, latitude, longitude, bytes, ms). A rate holds until the next; times begin at 0; a rate of 0 is a link that is down.",
            "",
            "bitsPerSecond is the mean of the trace. bitsPerSecondByEpoch is given where the lengths of epochs are: the same for all by --epoch-seconds, or those of the scenario's own plan by --scenario, where plans are made and rates integrated over their epochs until both agree, 20 times at most. Whether they did stands in the notes."
        })
final class ImportTraceCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_EPOCHS = 1_000_000;

    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE[:COLUMN][@SERVER]",
            description = "The trace, its column of rates, the link's server.")
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Option(names = "--server", paramLabel = "NAME", description = "The server, if it does not stand after FILE.")
    private @Nullable String server;

    @Option(
            names = "--time-column",
            paramLabel = "C",
            description = "Column of times. Default: the only one of such a name.")
    private @Nullable String time;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Of rates: bit/s, kbit/s, Mbit/s, Gbit/s, B/s, kB/s, MB/s, GB/s, KiB/s, MiB/s, GiB/s.")
    private @Nullable String unit;

    @Option(names = "--time-unit", paramLabel = "SECONDS", description = "Of one count of the time column, as 0.001.")
    private @Nullable Double secondsPerCount;

    @Option(
            names = "--max-hold",
            paramLabel = "SECONDS",
            description = "How long a rate holds at most; after that the link is down. Default: until the next rate.")
    private @Nullable Double mostHeld;

    @Option(names = "--from", paramLabel = "SECONDS", description = "When training begins in the trace. Default: 0.")
    private double from;

    @Option(
            names = "--forecast",
            paramLabel = "NAME",
            description = {
                "Takes the trace, up to --from or whole, for what was seen, and forecasts what comes:",
                "  last              the last second",
                "  mean              the mean",
                "  replayed          the last two minutes again and again",
                "  autoregressive    from the last second back to the mean",
                "  autoregressive:Z  the same less Z standard deviations",
                "  quantile:P        what a share P of stretches stayed below"
            })
    private @Nullable String forecast;

    @Option(names = "--epoch-seconds", paramLabel = "SECONDS", description = "Length of every epoch; needs --epochs.")
    private @Nullable Double epochSeconds;

    @Option(names = "--epochs", paramLabel = "N", description = "How many epochs of --epoch-seconds to give rates for.")
    private @Nullable Integer epochs;

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description =
                    "Gives the rates in the epochs of this scenario's own plan, on all links to the device or that of the server.")
    private @Nullable String scenario;

    ImportTraceCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        TraceSource given = TraceSource.of(source);
        TraceSource where = server == null ? given : new TraceSource(given.file(), given.column(), server);
        check(where);
        ReadTrace read = where.read(columns());
        read.notes().forEach(note -> streams.err().println(Text.escaped(where.file() + ": " + note)));
        List<String> notes = new ArrayList<>();
        notes.add("link rates: " + where.file() + ", " + read.kind() + ", " + read.trace());
        read.notes().forEach(note -> notes.add(where.file() + ": " + note));
        if (scenario == null) {
            streams.out().print(part(where.link(), read.trace(), notes).toJson());
        } else {
            streams.out().print(whole(where, read.trace(), scenario, notes));
        }
        return ExitStatus.DONE;
    }

    private void check(TraceSource where) {
        Usage usage = new Usage(spec);
        if (scenario == null && where.link().isEmpty()) {
            throw usage.bad("the server whose link it is must be named by --server, or --scenario be given");
        }
        if ((epochSeconds == null) != (epochs == null) || (epochs != null && scenario != null)) {
            throw usage.bad("--epoch-seconds and --epochs go together, and not with --scenario");
        }
        if (epochs != null) {
            usage.range("--epochs", epochs, 1, MOST_EPOCHS);
        }
        if (epochSeconds != null && !(epochSeconds > 0 && epochSeconds <= TraceSource.MOST_SECONDS)) {
            throw usage.bad(
                    "--epoch-seconds (" + epochSeconds + ") must be above 0 and at most " + TraceSource.MOST_SECONDS);
        }
        if (forecast != null) {
            new ForecastName(usage, forecast).forecast();
        }
        if (epochs == null && scenario == null && (forecast != null || from > 0)) {
            throw usage.bad((forecast == null ? "--from" : "--forecast")
                    + " is of rates by epoch, whose lengths --epoch-seconds and --epochs or --scenario must give");
        }
        if (!(from >= 0 && from <= TraceSource.MOST_SECONDS)) {
            throw usage.bad("--from (" + from + ") must be at least 0 and at most " + TraceSource.MOST_SECONDS);
        }
    }

    private TraceColumns columns() {
        try {
            return new TraceColumns(
                    Optional.empty(),
                    Optional.ofNullable(time),
                    Optional.ofNullable(unit).map(RateUnit::of),
                    secondsPerCount == null ? OptionalDouble.empty() : OptionalDouble.of(secondsPerCount),
                    mostHeld == null ? OptionalDouble.empty() : OptionalDouble.of(mostHeld));
        } catch (InvalidValueException e) {
            throw new Usage(spec).bad(e.getMessage());
        }
    }

    private RateOutlook outlook(BandwidthTrace trace) {
        if (forecast == null) {
            return trace.from(from);
        }
        double seen = from > 0 ? from : trace.lengthSeconds();
        return RateOutlook.of(new ForecastName(new Usage(spec), forecast).forecast(), trace.history(seen));
    }

    /** The link alone. */
    private ScenarioPart part(String server, BandwidthTrace trace, List<String> notes) {
        ObjectNode part = MAPPER.createObjectNode();
        notes.forEach(part.putArray("notes")::add);
        ObjectNode link =
                part.putArray("edgeServers").addObject().put("name", server).putObject("deviceLink");
        link.put("bitsPerSecond", trace.meanBitsPerSecond());
        if (epochs != null && epochSeconds != null) {
            RateOutlook outlook = outlook(trace);
            ArrayNode rates = link.putArray("bitsPerSecondByEpoch");
            for (int k = 0; k < epochs; k++) {
                rates.add(outlook.meanBitsPerSecond(k * epochSeconds, (k + 1) * epochSeconds));
            }
        }
        return ScenarioPart.parse(part.toString());
    }

    /** The scenario with rates in the epochs of its own plan. */
    private String whole(TraceSource where, BandwidthTrace trace, String argument, List<String> notes) {
        Problem problem = new Inputs(streams.in()).scenario(argument);
        EpochRates rates = ProgressLine.during(
                streams,
                "trace",
                () -> EpochRates.of(problem, links(where.link(), problem, trace), ImportTraceCommand::plan));
        String told = told(rates);
        streams.err().println(Text.escaped(told));
        ScenarioPart whole = ScenarioPart.of(rates.problem());
        for (String note : notes) {
            whole = whole.withNote(note);
        }
        return whole.withNote(told).toScenarioJson();
    }

    private Map<String, RateOutlook> links(String server, Problem problem, BandwidthTrace trace) {
        RateOutlook outlook = outlook(trace);
        Map<String, RateOutlook> links = new LinkedHashMap<>();
        for (EdgeServer each : problem.scenario().edgeServers()) {
            if (each.deviceLink().isPresent() && (server.isEmpty() || server.equals(each.name()))) {
                links.put(each.name(), outlook);
            }
        }
        if (links.isEmpty()) {
            throw new Usage(spec).bad("the scenario has no server '" + server + "' with a link to the device");
        }
        return links;
    }

    private static SolveResult plan(Problem problem) {
        return Planner.create().withAlternatives(0).plan(problem);
    }

    private static String told(EpochRates rates) {
        if (rates.result().plan().isEmpty()) {
            return "rates are means up to the deadline: at them there is no plan whose epochs could be integrated over";
        }
        return rates.isSettled()
                ? "rates are means in the epochs of the scenario's plan; both agree after " + rates.rounds() + " plans"
                : "rates are not settled: plans take turns, after " + rates.rounds()
                        + " plans they are the least that these imply";
    }
}
