package io.github.jqodi.bench.cli;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.trace.CurveColumns;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of all commands that read curves: what stands where in the files, and how it is meant. */
final class CurveOptions {
    static final String FILES =
            "Curves: CSV run,epoch,loss or what tools write, told by what it holds: Keras' CSVLogger, Lightning's metrics.csv, Ultralytics' results.csv, TensorBoard's scalars, Hugging Face's trainer_state.json, MLPerf's result logs; other columns by --run-column, --epoch-column, --loss-column. A file without a column of runs is one run, named like the file without its ending. Epochs may be broken numbers: what is measured after epoch k - 1 and until the end of k belongs to k, the last of it counts. Epoch 0 is before training, but in logs of tools that count from 0; what was taken for what is told on standard error.";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--run-column", paramLabel = "C", description = "Column of the runs' names. Default: run.")
    private @Nullable String run;

    @Option(
            names = "--epoch-column",
            paramLabel = "C",
            description = "Column of epochs, steps or samples. Default: epoch, else step.")
    private @Nullable String epoch;

    @Option(
            names = "--loss-column",
            paramLabel = "C",
            description = "Column, metric or tag of the loss. Default: loss; eval_loss of a trainer_state.json.")
    private @Nullable String loss;

    @Option(
            names = "--maximize",
            description = "Higher is better, as of accuracies: a value v, and a target v, stand for the loss 1 - v.")
    private boolean maximize;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "A target counts as reached in the first of N measured epochs in a row that are at or below it. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--unit",
            paramLabel = "COUNT",
            description = "How many counts of the epoch column (steps, samples) are one epoch.")
    private @Nullable Double unit;

    @Option(
            names = "--first-epoch",
            paramLabel = "0|1",
            description = "What the files call the first epoch of training. Default: as said below.")
    private @Nullable Integer firstEpoch;

    /** Refuses what says how curves are read, where there are none to read. */
    void refuse(String why) {
        new Usage(spec)
                .refuse(
                        why,
                        List.of(
                                "--run-column",
                                "--epoch-column",
                                "--loss-column",
                                "--patience",
                                "--unit",
                                "--first-epoch"));
    }

    CurveColumns columns() {
        try {
            return new CurveColumns(
                    Optional.ofNullable(run),
                    Optional.ofNullable(epoch),
                    Optional.ofNullable(loss),
                    maximize,
                    patience,
                    unit == null ? OptionalDouble.empty() : OptionalDouble.of(unit),
                    firstEpoch == null ? OptionalInt.empty() : OptionalInt.of(firstEpoch));
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), option(e.field()) + " " + e.problem());
        }
    }

    private static String option(String field) {
        return switch (field) {
            case "run", "epoch", "loss" -> "--" + field + "-column";
            case "firstEpoch" -> "--first-epoch";
            default -> "--" + field;
        };
    }
}
