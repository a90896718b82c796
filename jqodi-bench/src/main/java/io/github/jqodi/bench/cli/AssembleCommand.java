package io.github.jqodi.bench.cli;

import io.github.jqodi.Planner;
import io.github.jqodi.base.IoReason;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimators.assemble.AssembledScenario;
import io.github.jqodi.estimators.assemble.IncompleteScenarioException;
import io.github.jqodi.estimators.assemble.ScenarioAssembly;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import io.github.jqodi.json.JsonFormatException;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jqodi assemble}. */
@Command(
        name = "assemble",
        description = "Puts a scenario together from your own files, presets and past runs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The scenario is printed, or written to --out; with --plan it is planned right away and the plan printed instead. Its notes say where each number comes from. What had to be assumed is said on standard error and in the notes.",
            "",
            "With epochs given by neither --history nor --epochs nor a part nothing can be planned; 'jqodi epochs' forecasts those of a run that has begun."
        })
final class AssembleCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the scenario. Default: ${DEFAULT-VALUE}.")
    private String name = "assembled";

    @Mixin
    private final AssemblyWorld world = new AssemblyWorld();

    @Option(
            names = "--bits",
            paramLabel = "Q",
            split = ",",
            description = "Bit-widths that are open. Default: those of the past runs and of stated epochs, or 32.")
    private List<Double> bits = new ArrayList<>();

    @Option(
            names = "--history",
            paramLabel = HistoryText.FORM,
            description =
                    "Past runs: curves of the pair named in front or with columns model and bits, or seeds whose runs are named MODEL/BITS. Repeatable.")
    private List<String> history = new ArrayList<>();

    @Mixin
    private final CurveOptions curves = new CurveOptions();

    @Option(
            names = "--epochs",
            paramLabel = "MODEL/BITS=EXPECTED[/ROBUST]",
            description = "Epochs that are known or believed. Repeatable.")
    private List<String> epochs = new ArrayList<>();

    @Option(names = "--deadline", paramLabel = "SECONDS", description = "Of the whole fine-tuning.")
    private @Nullable Double deadline;

    @Option(names = "--target-loss", paramLabel = "L", description = "Loss to get below.")
    private @Nullable Double targetLoss;

    @Option(names = "--target-accuracy", paramLabel = "A", description = "Accuracy to get above, in its place.")
    private @Nullable Double targetAccuracy;

    @Option(names = "--confidence", paramLabel = "P", description = "Of robust values. Default: ${DEFAULT-VALUE}.")
    private double confidence = Target.DEFAULT_CONFIDENCE;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the scenario there.")
    private @Nullable Path out;

    @Option(names = "--plan", description = "Plans the scenario and prints the plan as text.")
    private boolean plan;

    AssembleCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (history.isEmpty()) {
            curves.refuse("is of the runs of --history, which are missing");
        }
        AssembledScenario assembled = assembled();
        assembled.assumptions().forEach(each -> streams.err().println("assumed: " + each));
        if (out != null && !written(assembled, out)) {
            return ExitStatus.CANNOT_WRITE;
        }
        if (plan) {
            return plan(assembled);
        }
        if (out == null) {
            streams.out().print(assembled.part().toScenarioJson());
        }
        return ExitStatus.DONE;
    }

    private int plan(AssembledScenario assembled) {
        SolveResult result =
                ProgressLine.during(streams, "plan", () -> Planner.create().plan(assembled.problem()));
        streams.printText(PlanText.of(assembled.problem().scenario(), result));
        return ExitStatus.of(result.status());
    }

    private boolean written(AssembledScenario assembled, Path file) {
        try {
            ScenarioJson.write(assembled.problem(), file);
            return true;
        } catch (IOException e) {
            streams.err().println("jqodi: " + file + " could not be written: " + IoReason.text(e));
            return false;
        }
    }

    private AssembledScenario assembled() {
        try {
            ScenarioAssembly assembly = ScenarioAssembly.of(name).with(target());
            List<ScenarioPart> parts = world.parts(streams, curves.columns().maximize());
            for (ScenarioPart part : parts) {
                assembly = assembly.with(part);
            }
            assembly = world.withBandwidth(assembly, AssemblyWorld.names(parts, "edgeServers"), streams);
            assembly = bits.isEmpty()
                    ? assembly
                    : assembly.withBitWidths(
                            bits.stream().mapToDouble(Double::doubleValue).toArray());
            return withRuns(assembly.with(given())).assemble();
        } catch (IncompleteScenarioException e) {
            throw usage(AssemblyWorld.advice(e.missing()));
        } catch (JsonFormatException e) {
            throw new BadInputException(String.valueOf(e.getMessage()).lines().toList());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private ScenarioAssembly withRuns(ScenarioAssembly assembly) {
        ScenarioAssembly fuller = assembly;
        Traces traces = new Traces(streams, curves.columns());
        for (String argument : history) {
            HistoryText text = HistoryText.of(argument);
            Observations runs = traces.observations(List.of(text.file()));
            fuller = runs.curves().isEmpty()
                    ? fuller.withSeeds(runs.seeds(), text.source())
                    : fuller.withPastRuns(
                            runs.curves().stream().map(text::attributed).toList(), text.source());
        }
        return fuller;
    }

    private ScenarioPart target() {
        if (targetLoss != null && targetAccuracy != null) {
            throw usage("--target-loss and --target-accuracy exclude each other");
        }
        boolean isLoss = targetAccuracy == null;
        Double limit = isLoss ? targetLoss : targetAccuracy;
        if (deadline == null || limit == null) {
            return ScenarioPart.EMPTY;
        }
        boolean isTurned = !isLoss && curves.columns().maximize();
        Target target = isTurned
                ? new Target(deadline, 1 - limit, confidence)
                : new Target(deadline, limit, confidence, isLoss ? Metric.LOSS : Metric.ACCURACY);
        ScenarioPart part = ScenarioPart.EMPTY.withTarget(target);
        return isTurned ? part.withNote("losses are 1 - accuracy, as the past runs are read") : part;
    }

    private ScenarioPart given() {
        List<EstimateTable.Row> rows = epochs.stream().map(AssembleCommand::row).toList();
        return rows.isEmpty()
                ? ScenarioPart.EMPTY
                : ScenarioPart.EMPTY
                        .withEstimates(rows, Metric.LOSS)
                        .withNote("epochs of "
                                + String.join(
                                        ", ",
                                        rows.stream()
                                                .map(row -> row.pair().label())
                                                .toList()) + ": as stated");
    }

    private static EstimateTable.Row row(String argument) {
        int equals = argument.lastIndexOf('=');
        int slash = argument.lastIndexOf('/', Math.max(equals, 0));
        if (equals < 0 || slash < 0) {
            throw new IllegalArgumentException(
                    "--epochs '" + argument + "' must be MODEL/BITS=EXPECTED[/ROBUST], as in resnet18/8=24/30");
        }
        QuantizedModel pair = new QuantizedModel(argument.substring(0, slash), argument.substring(slash + 1, equals));
        String[] counts = argument.substring(equals + 1).split("/", 2);
        int expected = whole(counts[0]);
        return EstimateTable.Row.of(pair, EpochEstimate.of(expected, counts.length < 2 ? expected : whole(counts[1])));
    }

    private static int whole(String text) {
        double value = NumberText.of(text);
        if (value != Math.rint(value) || value < 1 || value > EpochEstimate.MAX_EPOCHS) {
            throw new IllegalArgumentException(
                    "--epochs '" + text + "' must be a whole number from 1 to " + EpochEstimate.MAX_EPOCHS);
        }
        return (int) value;
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
