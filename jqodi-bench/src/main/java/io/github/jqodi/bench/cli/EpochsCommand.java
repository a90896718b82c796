package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.bridge.UnbegunRuns;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import io.github.jqodi.estimators.seeds.SeedGroup;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.trace.CurveColumns;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import io.github.jqodi.estimators.trace.TargetRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jqodi epochs}. */
@Command(
        name = "epochs",
        description = "Predicts how many epochs runs need to reach targets.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            CurveOptions.FILES,
            "",
            "A run of TARGETS that is not observed has not begun, if --observed is left out or its bits stand in TARGETS, in columns model,bits: it is predicted from past runs of its model at its width, else by the prior by bits from those at other widths, else, where it says no bits, from all past runs alike. Fewer than nine runs get the spread of a further one.",
            "",
            "Of run,epoch,loss lower losses are better, an empty loss was not measured, and columns model,bits,learningRate,dropEpochs,samples may stand beside; JSON lines of the same fields do as well. Seeds: run,target,seed,epochs (empty = never). Targets: run,target. At most 64 MiB, 1,000,000 rows or losses, 100,000 runs, 1,000 columns, 1,000 characters a cell and 100 a number are read of a file. Targets of seeds are compared as numbers: 0.5 is 0.50.",
            "",
            "Output, one line for each line of TARGETS: run,target,expected,robust,never, and with --pmf a column pmf of P(K = 1), P(K = 2), …, parted by semicolons, with --horizon horizon,notByHorizon, an epoch and the probability that the target is not reached by it (the last epoch of the past runs unless one is given; empty where neither is known), with --basis what the row rested on. run and target stand as in TARGETS; epochs count from the start of training. expected: the median given that the target is reached (within the epochs of past runs, where there are any); robust: epochs that suffice with the stated confidence; never: the probability that the target is never reached, however long the run goes on. expected and robust are empty where nothing finite can be said. A name that a spreadsheet would take for a formula is quoted with an apostrophe in front. JSON is a list of objects with the same names, basis and horizon always among them, what is empty left out; pmf and never together are what 'epochs' of an estimate in a scenario takes."
        })
final class EpochsCommand implements Callable<Integer> {
    private final Streams streams;

    /** As a horizon, the last epoch of the past runs. */
    private static final String LAST = "last";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--observed",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "The beginnings of the runs, or other seeds; several files are read as one. Left out where no run has begun: --history is needed then.")
    private List<String> observed = new ArrayList<>();

    @Option(names = "--targets", required = true, paramLabel = "FILE", description = "What to predict.")
    @SuppressWarnings("NullAway.Init")
    private String targets;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Complete past runs, or seeds of other configurations; several files are read as one.")
    private List<String> history = new ArrayList<>();

    @Mixin
    private final CurveOptions curveOptions = new CurveOptions();

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "See 'jqodi estimators'. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String estimator;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0.9",
            description = "Of the robust value, in (0.5, 1). Default: ${DEFAULT-VALUE}.")
    private double confidence;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private EpochsOutput.Format format;

    @Option(names = "--pmf", description = "Print the probability of each epoch as well.")
    private boolean pmf;

    @Option(
            names = "--horizon",
            paramLabel = "EPOCH",
            arity = "0..1",
            fallbackValue = LAST,
            description = "Print P(not by this epoch) as well; without a number by the last epoch of the past runs.")
    private @Nullable String horizon;

    @Option(
            names = "--drop-epochs",
            split = "[,;]",
            paramLabel = "EPOCH",
            description =
                    "Epochs in which the learning rate drops, of those runs that have no dropEpochs of their own; past runs have theirs in their file.")
    private List<Integer> dropEpochs = new ArrayList<>();

    @Option(names = "--basis", description = "Print what each row rested on as well.")
    private boolean basis;

    EpochsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (observed.isEmpty() && history.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--observed=FILE...' or '--history=FILE...'");
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new ParameterException(spec.commandLine(), "--confidence must be in (0.5, 1), not " + confidence);
        }
        OptionalInt until = horizonEpoch();
        Traces traces = new Traces(streams, curveOptions.columns());
        Observations seen = traces.observations(observed);
        if (!seen.seeds().isEmpty()) {
            curveOptions.refuse("is of curves, and " + observed.get(0) + " holds repeated seeds");
        }
        Observations past = traces.history(history, seen);
        List<TargetRow> rows = traces.targets(targets);
        List<EpochForecast> forecasts = ProgressLine.during(streams, "epochs", () -> forecasts(seen, past, rows));
        streams.out().print(new EpochsOutput(confidence, extras()).text(format, rows, withHorizon(forecasts, until)));
        reportBasis(forecasts);
        return ExitStatus.DONE;
    }

    private Set<EpochsOutput.Extra> extras() {
        Set<EpochsOutput.Extra> extras = EnumSet.noneOf(EpochsOutput.Extra.class);
        if (pmf) {
            extras.add(EpochsOutput.Extra.PMF);
        }
        if (horizon != null) {
            extras.add(EpochsOutput.Extra.HORIZON);
        }
        if (basis) {
            extras.add(EpochsOutput.Extra.BASIS);
        }
        return extras;
    }

    /** The epoch asked for, if one is named. */
    private OptionalInt horizonEpoch() {
        if (horizon == null || horizon.equals(LAST)) {
            return OptionalInt.empty();
        }
        int epoch = horizon.matches("[0-9]{1,9}") ? Integer.parseInt(horizon) : 0;
        if (epoch < 1 || epoch > EpochEstimate.MAX_EPOCHS) {
            throw new ParameterException(
                    spec.commandLine(), "--horizon must be from 1 to " + EpochEstimate.MAX_EPOCHS + ", not " + horizon);
        }
        return OptionalInt.of(epoch);
    }

    private static List<EpochForecast> withHorizon(List<EpochForecast> forecasts, OptionalInt epoch) {
        return epoch.isEmpty()
                ? forecasts
                : forecasts.stream()
                        .map(forecast -> forecast.withHorizon(epoch.getAsInt()))
                        .toList();
    }

    private List<EpochForecast> forecasts(Observations seen, Observations past, List<TargetRow> rows) {
        return seen.seeds().isEmpty() ? ofCurves(seen.curves(), past.curves(), rows) : ofSeeds(seen, past, rows);
    }

    private List<EpochForecast> ofCurves(List<Curve> curves, List<Curve> past, List<TargetRow> rows) {
        CurveColumns columns = curveOptions.columns();
        Map<String, Curve> byName = new LinkedHashMap<>();
        curves.forEach(curve -> byName.put(curve.name(), scheduled(curve)));
        Map<String, List<Integer>> asked = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (byName.containsKey(rows.get(i).run())) {
                asked.computeIfAbsent(rows.get(i).run(), run -> new ArrayList<>())
                        .add(i);
            }
        }
        EpochForecast[] forecasts = new EpochForecast[rows.size()];
        UnbegunRuns unbegun = UnbegunRuns.of(past);
        for (int i = 0; i < forecasts.length; i++) {
            if (!byName.containsKey(rows.get(i).run())) {
                forecasts[i] = unbegun(unbegun, rows.get(i));
            }
        }
        if (asked.isEmpty()) {
            return List.of(forecasts);
        }
        FittedEstimator fitted = fitted(past);
        asked.forEach((run, places) -> {
            double[] ofRun = places.stream()
                    .mapToDouble(i -> columns.lossOf(rows.get(i).loss()))
                    .toArray();
            List<EpochForecast> answers =
                    asking(() -> fitted.forecasts(Objects.requireNonNull(byName.get(run)), ofRun), run);
            for (int i = 0; i < ofRun.length; i++) {
                forecasts[places.get(i)] = answers.get(i);
            }
        });
        return List.of(forecasts);
    }

    private EpochForecast unbegun(UnbegunRuns past, TargetRow row) {
        if (!observed.isEmpty() && row.features().bits().isEmpty()) {
            throw new BadInputException(unknownRun(row).getMessage() + "; if it has not begun, say its bits there");
        }
        double target = curveOptions.columns().lossOf(row.loss());
        return asking(() -> past.forecast(row.features(), target), targets + ": line " + row.line())
                .orElseThrow(() -> new BadInputException(targets + ": line " + row.line() + ": run '" + row.run()
                        + "' has not begun, and no past run says anything of it; --history must hold runs"
                        + (row.features().bits().isPresent() ? " with their bits" : "")));
    }

    private Curve scheduled(Curve curve) {
        RunFeatures known = curve.features();
        return known.dropEpochs().isEmpty() && !dropEpochs.isEmpty()
                ? curve.withFeatures(asking(() -> known.withDropEpochs(dropEpochs), "--drop-epochs"))
                : curve;
    }

    private FittedEstimator fitted(List<Curve> past) {
        try {
            var chosen = CurveEstimators.named(estimator);
            return asking(() -> chosen.fit(past), history.isEmpty() ? "--history" : history.get(0));
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.field() + " " + e.problem());
        }
    }

    private List<EpochForecast> ofSeeds(Observations seen, Observations past, List<TargetRow> rows) {
        SeedEstimator.Fitted fitted = seedEstimator().fit(SeedRun.grouped(past.seeds()));
        Map<List<String>, SeedGroup> groups = new LinkedHashMap<>();
        for (SeedGroup group : SeedRun.grouped(seen.seeds())) {
            groups.put(List.of(group.configuration(), SeedRun.canonical(group.target())), group);
        }
        List<EpochForecast> forecasts = new ArrayList<>();
        for (TargetRow row : rows) {
            SeedGroup group = groups.get(List.of(row.run(), SeedRun.canonical(row.target())));
            if (group == null) {
                throw unknownRun(row);
            }
            forecasts.add(fitted.forecast(group));
        }
        return forecasts;
    }

    private SeedEstimator seedEstimator() {
        try {
            return CurveEstimators.namedSeeds(estimator);
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.field() + " " + e.problem());
        }
    }

    private static <T> T asking(Supplier<T> question, String about) {
        try {
            return question.get();
        } catch (InvalidValueException e) {
            throw new BadInputException(about + ": " + e.getMessage());
        }
    }

    private BadInputException unknownRun(TargetRow row) {
        return new BadInputException(targets + ": line " + row.line() + ": nothing of run '" + row.run()
                + "' to target " + row.target() + " is in " + String.join(", ", observed));
    }

    private void reportBasis(List<EpochForecast> forecasts) {
        TreeSet<String> bases = new TreeSet<>();
        forecasts.stream()
                .map(EpochForecast::basis)
                .filter(basis -> !basis.isEmpty())
                .forEach(bases::add);
        if (!bases.isEmpty()) {
            streams.err().println(Text.escaped("Predictions rest on: " + String.join("; ", bases)));
        }
    }
}
