package io.github.jqodi.estimators.trace;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.TextLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads curves, repeated seeds and targets, UTF-8. Anything that cannot be meant ends in one {@link TextFormatException}.
 *
 * <ul>
 *   <li>Curves: CSV {@code run,epoch,loss} or other columns that {@link CurveColumns} names, rows in any order, an empty loss or
 *       {@code nan} counts as not measured; optional columns {@code model, bits, learningRate, dropEpochs} (separated by
 *       {@code ;}) and {@code samples}. A file without a column of runs is one run. Epochs may be broken numbers: what is
 *       measured after epoch k - 1 and until the end of k belongs to k. Or JSON lines of the same fields, one epoch or one run
 *       ({@code losses}, {@code epochs}) a line.
 *   <li>Logs of tools, told by what they hold: tables of Keras' {@code CSVLogger}, Lightning, Ultralytics and TensorBoard, and
 *       whatever {@link TrainingLog} reads.
 *   <li>Seeds: CSV {@code run,target,seed,epochs}, empty epochs mean never; or
 *       {@code dataset,network,batch_size,optimizer,learning_rate,run,target_metric,target_epoch}, {@code nan} means never.
 *   <li>Targets: CSV {@code run,target}; optional columns {@code model} and {@code bits} say it of runs that have not begun.
 * </ul>
 *
 * <p>Reading stops with that exception at the first thing beyond a bound, before more memory is taken: those of
 * {@link TextLimits} and {@link #MAX_RUNS} runs. What is read within them takes at most some 400 MB of the heap.
 */
public final class CurveReader {
    /** The most runs of one file. */
    public static final int MAX_RUNS = 100_000;

    private static final String[] CONFIGURATION = {"dataset", "network", "batch_size", "optimizer", "learning_rate"};

    private CurveReader() {}

    /**
     * Curves or seeds, whichever the header says.
     *
     * @param curves empty if the file holds seeds
     * @param seeds empty if the file holds curves
     * @param notes what was assumed and noticed, for people, one line each
     */
    public record Observations(List<Curve> curves, List<SeedRun> seeds, List<String> notes) {
        /**
         * Copies the lists.
         *
         * @param curves in order
         * @param seeds in order
         * @param notes in order
         */
        public Observations {
            curves = List.copyOf(curves);
            seeds = List.copyOf(seeds);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads curves or seeds whose columns have their usual names. Runs without a name are called {@code run}.
     *
     * @param in a file of either kind; not closed
     * @return what it holds
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it is neither
     */
    public static Observations observations(InputStream in) throws IOException {
        return observations(in, CurveColumns.DEFAULT, "run");
    }

    /**
     * Reads curves or seeds.
     *
     * @param in a file of either kind; not closed
     * @param columns what stands where, and how it is meant
     * @param file its name, by which a run without a name is called, without its ending
     * @return what it holds
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it is neither
     */
    public static Observations observations(InputStream in, CurveColumns columns, String file) throws IOException {
        return observations(new TextInput(in), columns, runName(file));
    }

    private static Observations observations(TextInput text, CurveColumns columns, String name) throws IOException {
        Optional<TrainingLog> log = TrainingLog.read(text);
        if (log.isPresent()) {
            return new LogCurve(log.get(), columns).observations(name);
        }
        if (text.peekPastSpace() == '{') {
            RunPoints points = JsonLines.read(text, columns);
            EpochCount count = new EpochCount(
                    columns.unit().orElse(1), columns.firstEpoch().orElse(1));
            return new CurveNotes(columns, points, count).observations();
        }
        CsvTable table = CsvTable.open(text, CsvDialect.LENIENT);
        // Curves may name the seed of each run; what they measure stands at an epoch, not at epochs to a target.
        return (table.has("seed") && !table.has("epoch")) || table.has("target_epoch")
                ? new Observations(List.of(), seeds(table, columns), List.of())
                : curves(table, columns, name);
    }

    private static Observations curves(CsvTable table, CurveColumns columns, String name) throws IOException {
        LogTable log = LogTable.of(table, columns);
        RunPoints points = log.read(name);
        CurveNotes notes = new CurveNotes(columns, points, log.count(points));
        notes.ofTable(table, log);
        return notes.observations();
    }

    /** The file's name without folder and ending. */
    static String runName(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        String name = dot > 0 ? last.substring(0, dot) : last;
        return name.isBlank() ? "run" : name;
    }

    /**
     * Reads curves.
     *
     * @param in CSV or JSON lines; not closed
     * @return runs in order of first appearance
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it holds no curves
     */
    public static List<Curve> curves(InputStream in) throws IOException {
        Observations observations = observations(in);
        if (!observations.seeds().isEmpty()) {
            throw new TextFormatException(1, "holds seeds, not curves; the header must have run,epoch,loss");
        }
        return observations.curves();
    }

    /**
     * Reads repeated seeds.
     *
     * @param in CSV; not closed
     * @return runs in order
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it holds no seeds
     */
    public static List<SeedRun> seeds(InputStream in) throws IOException {
        Observations observations = observations(in);
        if (!observations.curves().isEmpty()) {
            throw new TextFormatException(1, "holds curves, not seeds; the header must have run,target,seed,epochs");
        }
        return observations.seeds();
    }

    /**
     * Reads targets.
     *
     * @param in CSV {@code run,target}; not closed
     * @return rows in order
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it is none
     */
    public static List<TargetRow> targets(InputStream in) throws IOException {
        return targets(in, CurveColumns.DEFAULT);
    }

    /**
     * Reads targets, the runs in a column of a name that may have been given.
     *
     * @param in CSV {@code run,target}; not closed
     * @param columns by which the column of runs is found, if there is none named {@code run}
     * @return rows in order
     * @throws IOException if it cannot be read
     * @throws TextFormatException if it is none
     */
    public static List<TargetRow> targets(InputStream in, CurveColumns columns) throws IOException {
        return targets(CsvTable.open(new TextInput(in), CsvDialect.LENIENT), columns);
    }

    private static List<TargetRow> targets(CsvTable table, CurveColumns columns) throws IOException {
        String run = columns.run().filter(table::has).orElse("run");
        table.require(run, "target");
        List<TargetRow> targets = new ArrayList<>();
        table.forEach(row ->
                targets.add(new TargetRow(row.line(), row.text(run), row.numberText("target"), targetFeatures(row))));
        return List.copyOf(targets);
    }

    private static RunFeatures targetFeatures(CsvRow row) {
        OptionalDouble bits =
                row.optional("bits").isPresent() ? OptionalDouble.of(row.number("bits")) : OptionalDouble.empty();
        return RunPoints.checked(
                row.line(),
                () -> new RunFeatures(
                        row.optional("model"), bits, OptionalDouble.empty(), List.of(), OptionalLong.empty()));
    }

    private static List<SeedRun> seeds(CsvTable table, CurveColumns columns) throws IOException {
        boolean traces = table.has("target_epoch");
        if (traces) {
            table.require(CONFIGURATION);
            table.require("run", "target_metric");
        } else {
            table.require(columns.run().orElse("run"), "target", "seed", "epochs");
        }
        String targetColumn = traces ? "target_metric" : "target";
        List<SeedRun> runs = new ArrayList<>();
        Set<SeedKey> seen = new HashSet<>();
        table.forEach(row -> {
            SeedRun run = RunPoints.checked(
                    row.line(),
                    () -> traces ? trace(row) : seed(row, columns.run().orElse("run")));
            if (!seen.add(new SeedKey(run.configuration(), row.number(targetColumn), run.seed()))) {
                throw new TextFormatException(
                        row.line(),
                        "seed " + TextFormatException.shown(run.seed()) + " of "
                                + TextFormatException.shown(run.configuration()) + " appears twice at target "
                                + run.target());
            }
            runs.add(run);
        });
        return List.copyOf(runs);
    }

    private static SeedRun seed(CsvRow row, String run) {
        return new SeedRun(row.text(run), row.numberText("target"), row.text("seed"), epochs(row, "epochs"));
    }

    private static SeedRun trace(CsvRow row) {
        String configuration =
                String.join("/", Arrays.stream(CONFIGURATION).map(row::text).toList());
        return new SeedRun(
                configuration, row.numberText("target_metric"), row.text("run"), epochs(row, "target_epoch"));
    }

    private static OptionalInt epochs(CsvRow row, String column) {
        String text = row.optional(column).orElse("never");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "never", "nan", "inf", "null", "none" -> OptionalInt.empty();
            default -> OptionalInt.of(row.whole(column, text));
        };
    }

    /** What no two seeds share. */
    private record SeedKey(String configuration, double target, String seed) {}
}
