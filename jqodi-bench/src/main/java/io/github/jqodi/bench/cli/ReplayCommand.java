package io.github.jqodi.bench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.bench.replay.Disturbances;
import io.github.jqodi.bench.replay.PolicyName;
import io.github.jqodi.bench.replay.RecordedCurves;
import io.github.jqodi.bench.replay.RecordedEpochs;
import io.github.jqodi.bench.replay.Replay;
import io.github.jqodi.bench.replay.ReplayRow;
import io.github.jqodi.bench.report.Csv;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.estimators.bandwidth.TraceColumns;
import io.github.jqodi.estimators.trace.CurveColumns;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;

/** {@code jqodi replay}. */
@Command(
        name = "replay",
        description = "Plays jobs against recorded bandwidth in simulated time, by policies side by side.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            CurveOptions.FILES,
            "",
            "Each job begins somewhere in the traces; an epoch downloads over the device link, does everything else and uploads, and transfers take as long as the trace makes them. How many epochs it takes is drawn from the scenario's beliefs, of which 3 %% never get there, or from recorded runs (--epochs), or jobs draw recorded runs themselves, whose losses are seen (--curves). Servers fail for 30 s every 30 min and compute at half speed for 60 s every 15 min, on average, unless --no-disturbances. A run ends at the target, at its deadline, or when the policy gives up.",
            "",
            "CSV columns, and fields of 'policies' in JSON:",
            "  policy                    name of the policy",
            "  missPercent               jobs that did not reach the target before the deadline",
            "  missPercentLow            lower end of its 95 %% interval",
            "  missPercentHigh           upper end",
            "  unfinishedPercent         jobs that ended without the target",
            "  joulesPerFinishedJob      energy of all jobs by the number of those in time",
            "  joulesHalfWidth           half of the 95 %% interval of that energy",
            "  energyRatioToClairvoyant  energy beside clairvoyant-bandwidth, on jobs both finish in time",
            "  energyRatioHalfWidth      half of the 95 %% interval of that ratio",
            "  plansPerJob               plans made",
            "  movesPerJob               changes of the server",
            "  microsPerDecision         time a decision took; differs between equal runs",
            "JSON has besides: scenario, deadline (loose, mid, tight or scenario), runs, seed. Everything but microsPerDecision is the same in equal runs, whatever the threads."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "policy",
            "missPercent",
            "missPercentLow",
            "missPercentHigh",
            "unfinishedPercent",
            "joulesPerFinishedJob",
            "joulesHalfWidth",
            "energyRatioToClairvoyant",
            "energyRatioHalfWidth",
            "plansPerJob",
            "movesPerJob",
            "microsPerDecision");
    private static final int MOST_RUNS = 1_000_000;
    private static final List<Tightness> TIGHTNESSES = List.of(Tightness.LOOSE, Tightness.MID, Tightness.TIGHT);

    private final Streams streams;

    @Mixin
    private final ScenarioInput input = new ScenarioInput();

    @Option(
            names = "--bandwidth",
            required = true,
            paramLabel = "FILE[:COLUMN][@LINK]",
            description =
                    "CSV of Mbit/s or what its column's name tells, one sample a second unless it has a column of times; or iperf3's JSON, Mahimahi's packet lines and others, see 'jqodi import trace --help'. On all device links, or on that of the server LINK (or server-device). Repeatable.")
    private List<String> bandwidth = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "N", description = "How many jobs. Default: ${DEFAULT-VALUE}.")
    private int runs = 1000;

    @Option(names = "--seed", paramLabel = "S", description = "Of what happens to them. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            split = ",",
            description = "Which policies; several by commas. Default: all. See below.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--deadline",
            paramLabel = "PLACE",
            description =
                    "loose, mid or tight: 0.9, 0.5 or 0.15 of the way from the fastest schedule of each job to the one of least energy, at the rates it will meet. Default: that of the scenario.")
    private @Nullable String deadline;

    @Option(
            names = "--epochs",
            paramLabel = "FILE",
            description =
                    "CSV with a column target_epoch or epochs of recorded runs, nan or empty for never: K is drawn from them, each relative to their mean.")
    private @Nullable String epochs;

    @Option(
            names = "--curves",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Loss curves of complete runs, from which jobs draw how training goes: the first epoch below the target is K, and a run without one never gets there. Of every five runs four are known, and believed, when jobs draw the fifth, in turn; the controller learns from the losses of each epoch. Runs with columns model,bits are those of that pair.")
    private List<String> curves = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "LOSS",
            description =
                    "Loss in these curves that stands for the target of the scenario. Default: the scenario's own, of accuracies the error, 1 - accuracy.")
    private @Nullable Double target;

    @Mixin
    private final CurveOptions curveOptions = new CurveOptions();

    @Option(names = "--no-disturbances", description = "Servers never fail and are never slow.")
    private boolean undisturbed;

    @Option(names = "--threads", paramLabel = "N", description = "Jobs at once. Default: ${DEFAULT-VALUE}.")
    private int threads = 1;

    @Option(
            names = "--log-job",
            paramLabel = "N",
            description = "Tells one job in full, from 0, in place of the table; as text or html.")
    private @Nullable Integer logJob;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "text (default), csv, json or html: one page with figures, and the job of --log-job, 0 by default.")
    private PageFormat format = PageFormat.text;

    ReplayCommand(Streams streams) {
        this.streams = streams;
    }

    /** The command, whose help lists the policies there are. */
    static CommandLine with(Streams streams) {
        CommandLine line = new CommandLine(new ReplayCommand(streams));
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        List<String> footer = new ArrayList<>(List.of(usage.footer()));
        footer.addAll(List.of("", "Policies:"));
        for (PolicyName policy : PolicyName.values()) {
            String described = String.format(Locale.ROOT, "  %-21s  %s", policy.label(), policy.description());
            footer.add(described.replace("%", "%%"));
        }
        usage.footer(footer.toArray(String[]::new));
        return line;
    }

    @Override
    public Integer call() {
        input.usage().range("--runs", runs, 1, MOST_RUNS);
        input.usage().range("--threads", threads, 1, Usage.MOST_THREADS);
        if (format == PageFormat.csv || format == PageFormat.json) {
            input.usage().refuse("tells a job as --format text or html, not as " + format, List.of("--log-job"));
        }
        Optional<RecordedCurves> drawn = recordedCurves();
        Replay.Settings settings = new Replay.Settings(
                runs,
                seed,
                names(),
                undisturbed ? Disturbances.NONE : Disturbances.USUAL,
                epochs == null ? List.of() : recorded(epochs),
                drawn,
                threads);
        Optional<Tightness> place = place();
        Problem problem = input.problem(streams);
        Replay replay = replay(problem, settings, place);
        print(problem, replay);
        streams.out().flush();
        return ExitStatus.DONE;
    }

    private Optional<RecordedCurves> recordedCurves() {
        if (curves.isEmpty()) {
            String why = "is of the runs of --curves, which are missing";
            input.usage().refuse(why, List.of("--target", "--maximize"));
            curveOptions.refuse(why);
        }
        if (!curves.isEmpty() && epochs != null) {
            throw input.usage("--epochs and --curves both say how long training takes; give one of them");
        }
        return curves.isEmpty() ? Optional.empty() : Optional.of(read(curves));
    }

    private RecordedCurves read(List<String> files) {
        CurveColumns columns = curveOptions.columns();
        Observations read = new Traces(streams, columns).observations(files);
        String file = files.get(0);
        if (!read.seeds().isEmpty()) {
            throw new BadInputException(file + ": must hold curves; epochs of repeated seeds are read by --epochs");
        }
        try {
            return RecordedCurves.of(
                    read.curves(), target == null ? OptionalDouble.empty() : OptionalDouble.of(columns.lossOf(target)));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        }
    }

    private Replay replay(Problem problem, Replay.Settings settings, Optional<Tightness> place) {
        try {
            return Replay.of(problem, traces(problem), place, settings);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(problem.scenario().name() + ": " + e.getMessage());
        }
    }

    private void print(Problem problem, Replay replay) {
        if (logJob != null) {
            input.usage().range("--log-job", logJob, 0, runs - 1);
        }
        if (logJob != null && format != PageFormat.html) {
            replay.log(logJob).forEach(streams.out()::println);
            return;
        }
        List<ReplayRow> rows = ProgressLine.during(streams, "replay", replay::run);
        streams.out()
                .print(
                        switch (format) {
                            case text -> text(problem, rows);
                            case csv -> csv(rows);
                            case json -> json(problem, rows);
                            case html -> html(problem, replay, rows);
                        });
    }

    private String html(Problem problem, Replay replay, List<ReplayRow> rows) {
        int job = logJob == null ? 0 : logJob;
        return ReplayPage.html(problem.scenario().name(), heading(), rows, job, replay.stories(job));
    }

    private List<PolicyName> names() {
        if (policies.isEmpty()) {
            return List.of(PolicyName.values());
        }
        return policies.stream()
                .map(label -> PolicyName.byLabel(label)
                        .orElseThrow(() -> input.unknown("--policy", label, PolicyName.labels())))
                .distinct()
                .toList();
    }

    private Optional<Tightness> place() {
        return Optional.ofNullable(deadline)
                .map(label -> TIGHTNESSES.stream()
                        .filter(place -> place.label().equals(label))
                        .findFirst()
                        .orElseThrow(() -> input.unknown(
                                "--deadline",
                                label,
                                TIGHTNESSES.stream().map(Tightness::label).toList())));
    }

    /** A trace for each server: its own, that of all links, or its rate of the file for ever. */
    private Map<String, BandwidthTrace> traces(Problem problem) {
        Map<String, BandwidthTrace> traces = new LinkedHashMap<>();
        for (EdgeServer server : problem.scenario().edgeServers()) {
            server.deviceLink()
                    .ifPresent(link -> traces.put(
                            server.name(), BandwidthTrace.constant(link.rate().bitsPerSecond())));
        }
        String device = problem.scenario().device().map(d -> d.name()).orElse("");
        for (String argument : bandwidth) {
            TraceSource source = TraceSource.of(argument);
            BandwidthTrace trace = source.read(streams, TraceColumns.DEFAULT);
            List<String> servers = source.link().isEmpty()
                    ? List.copyOf(traces.keySet())
                    : traces.keySet().stream()
                            .filter(name ->
                                    source.link().equals(name) || source.link().equals(BillNames.link(name, device)))
                            .toList();
            if (servers.isEmpty()) {
                throw input.usage("--bandwidth " + argument + ": the scenario has no device link of '" + source.link()
                        + "'. " + KnownNames.of(List.copyOf(traces.keySet())).advice(source.link()));
            }
            servers.forEach(server -> traces.put(server, trace));
        }
        return traces;
    }

    private static List<Double> recorded(String file) {
        return TraceSource.read(file, RecordedEpochs::read);
    }

    private String text(Problem problem, List<ReplayRow> rows) {
        TextTable table = new TextTable(
                "policy",
                ">misses %",
                ">95 %",
                ">unfinished %",
                ">J/finished job",
                ">J/clairvoyant",
                ">plans",
                ">moves",
                ">us/decision");
        for (ReplayRow row : rows) {
            table.row(
                    row.policy().label(),
                    rounded(row.missPercent(), 1),
                    rounded(row.missPercentLow(), 1) + "-" + rounded(row.missPercentHigh(), 1),
                    rounded(row.unfinishedPercent(), 1),
                    rounded(row.joulesPerFinishedJob(), 1) + " ± " + rounded(row.joulesHalfWidth(), 1),
                    rounded(row.energyRatioToClairvoyant(), 3) + " ± " + rounded(row.energyRatioHalfWidth(), 3),
                    rounded(row.plansPerJob(), 1),
                    rounded(row.movesPerJob(), 1),
                    rounded(row.microsPerDecision(), 0));
        }
        return problem.scenario().name() + ": " + heading() + "\n\n" + table;
    }

    private String heading() {
        return runs + " jobs, " + (deadline == null ? "its own" : deadline) + " deadline, seed " + seed;
    }

    private static String rounded(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String csv(List<ReplayRow> rows) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (ReplayRow row : rows) {
            Map<String, Object> fields = fields(row);
            text.append(COLUMNS.stream()
                            .map(column -> Csv.cell(String.valueOf(fields.getOrDefault(column, ""))))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private String json(Problem problem, List<ReplayRow> rows) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("scenario", problem.scenario().name());
        all.put("deadline", deadline == null ? "scenario" : deadline);
        all.put("runs", runs);
        all.put("seed", seed);
        all.put("policies", rows.stream().map(ReplayCommand::fields).toList());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is not a number is left out. */
    private static Map<String, Object> fields(ReplayRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("policy", row.policy().label());
        fields.put("missPercent", row.missPercent());
        fields.put("missPercentLow", row.missPercentLow());
        fields.put("missPercentHigh", row.missPercentHigh());
        fields.put("unfinishedPercent", row.unfinishedPercent());
        fields.put("joulesPerFinishedJob", row.joulesPerFinishedJob());
        fields.put("joulesHalfWidth", row.joulesHalfWidth());
        fields.put("energyRatioToClairvoyant", row.energyRatioToClairvoyant());
        fields.put("energyRatioHalfWidth", row.energyRatioHalfWidth());
        fields.put("plansPerJob", row.plansPerJob());
        fields.put("movesPerJob", row.movesPerJob());
        fields.put("microsPerDecision", row.microsPerDecision());
        fields.values().removeIf(value -> value.equals(Double.NaN));
        return fields;
    }
}
