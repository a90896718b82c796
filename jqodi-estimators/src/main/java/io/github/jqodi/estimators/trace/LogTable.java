package io.github.jqodi.estimators.trace;

import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A table of losses: FORMAT's {@code run,epoch,loss}, and what tools write, such as Keras' {@code CSVLogger}, Lightning's
 * {@code metrics.csv}, Ultralytics' {@code results.csv} and scalars of TensorBoard. A table without a column of runs is one run.
 */
final class LogTable {
    private static final String RUN = "run";
    private static final String EPOCH = "epoch";
    private static final String LOSS = "loss";
    private static final String TAG = "tag";

    /** Names by which tools that count epochs from 0 give themselves away; none of them writes a column of runs. */
    private static final Pattern COUNTS_FROM_ZERO =
            Pattern.compile("(val|train|test|valid|metrics|x)[_/].*|step|acc|accuracy|lr|learning_rate|wall time");

    private final CsvTable table;
    private final CurveColumns columns;
    private final Optional<String> run;
    private final String epoch;
    private final String loss;
    private final Optional<String> tag;
    /** Of all rows, those without a loss included. */
    private double least = Double.POSITIVE_INFINITY;

    private LogTable(CsvTable table, CurveColumns columns) {
        this.table = table;
        this.columns = columns;
        this.run = columns.run().or(() -> Optional.of(RUN).filter(table::has));
        this.tag = columns.loss().filter(name -> !table.has(name)).flatMap(name -> like(TAG));
        this.epoch =
                columns.epoch().or(() -> like(EPOCH)).or(() -> like("step")).orElse(EPOCH);
        this.loss = tag.isPresent()
                ? like("value").orElse("value")
                : columns.loss().or(() -> like(LOSS)).or(() -> scalar()).orElse(LOSS);
    }

    /** The table's columns, made sure of. */
    static LogTable of(CsvTable table, CurveColumns columns) {
        LogTable log = new LogTable(table, columns);
        table.require(log.run.stream().toArray(String[]::new));
        table.require(log.epoch);
        if (!table.has(log.loss) && columns.loss().isEmpty()) {
            throw table.missing(log.loss, ". Say which one the loss is, by CurveColumns or --loss-column");
        }
        table.require(log.loss);
        if (log.run.isEmpty()) {
            table.loose();
        }
        return log;
    }

    RunPoints read(String nameOfOne) throws IOException {
        RunPoints points = new RunPoints(hasStepsInEpochs());
        table.forEach(row -> {
            if (isAsked(row)) {
                add(points, row, run.map(row::text).orElse(nameOfOne));
            }
        });
        return points;
    }

    private void add(RunPoints points, CsvRow row, String name) {
        RunFeatures features = RunPoints.checked(row.line(), () -> features(row));
        double at = count(row);
        if (row.optional(loss).isEmpty()) {
            points.begin(row.line(), name, features);
        } else {
            points.add(row.line(), name, at, columns.measured(row.measure(loss)), features);
        }
    }

    private double count(CsvRow row) {
        double at = row.number(epoch);
        if (!(at >= 0)) {
            throw row.bad(epoch, row.text(epoch), "must be a number from 0");
        }
        least = Math.min(least, at);
        return at;
    }

    /** How the counts are meant, now that all are known. */
    EpochCount count(RunPoints points) {
        boolean fromZero =
                least == 0 && points.isWhole() && isOfATool() && columns.unit().isEmpty();
        return new EpochCount(columns.unit().orElse(1), columns.firstEpoch().orElse(fromZero ? 0 : 1));
    }

    private boolean isOfATool() {
        return run.isEmpty() && (!isPlain() || table.columns().stream().anyMatch(LogTable::isOfATool));
    }

    private static boolean isOfATool(String column) {
        return COUNTS_FROM_ZERO.matcher(column.toLowerCase(Locale.ROOT)).matches();
    }

    private boolean isPlain() {
        return epoch.equals(EPOCH) && loss.equals(LOSS);
    }

    /** A table of runs of which one of several losses was named. */
    private boolean isPlainButForItsLoss() {
        return run.isPresent() && epoch.equals(EPOCH) && columns.loss().isPresent();
    }

    private boolean hasStepsInEpochs() {
        return table.has("step") && !epoch.equals("step");
    }

    String epochColumn() {
        return epoch;
    }

    String lossColumn() {
        return tag.isPresent() ? columns.loss().orElse(loss) : loss;
    }

    /** Columns that could have been meant as well. */
    List<String> otherLosses() {
        return table.columns().stream()
                .filter(name ->
                        !name.equals(loss) && name.toLowerCase(Locale.ROOT).contains(LOSS))
                .toList();
    }

    private boolean isAsked(CsvRow row) {
        return tag.isEmpty() || row.optional(tag.get()).equals(columns.loss());
    }

    /** The only column of that name whatever its case. */
    private Optional<String> like(String name) {
        if (table.has(name)) {
            return Optional.of(name);
        }
        List<String> found = table.columns().stream()
                .filter(column -> column.equalsIgnoreCase(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** TensorBoard's {@code Wall time,Step,Value}. */
    private Optional<String> scalar() {
        return table.has("Step") && table.has("Value") ? Optional.of("Value") : Optional.empty();
    }

    private RunFeatures features(CsvRow row) {
        if (!isPlain() && !isPlainButForItsLoss()) {
            return RunFeatures.NONE;
        }
        Optional<String> bits = row.optional("bits");
        Optional<String> rate = row.optional("learningRate");
        Optional<String> samples = row.optional("samples");
        List<Integer> drops = row.optional("dropEpochs").stream()
                .flatMap(text -> Arrays.stream(text.split(";", -1)))
                .map(text -> row.whole("dropEpochs", text.trim()))
                .toList();
        return new RunFeatures(
                row.optional("model"),
                bits.isPresent() ? OptionalDouble.of(row.number("bits", bits.get())) : OptionalDouble.empty(),
                rate.isPresent() ? OptionalDouble.of(row.number("learningRate", rate.get())) : OptionalDouble.empty(),
                drops,
                samples.isPresent() ? OptionalLong.of(row.whole("samples", samples.get())) : OptionalLong.empty());
    }
}
