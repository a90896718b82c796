package io.github.jqodi.estimators.trace;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.trace.Table.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads curves, repeated seeds and targets, UTF-8. Anything that cannot be meant ends in one {@link TraceFormatException}.
 *
 * <ul>
 *   <li>Curves: CSV {@code run,epoch,loss}, rows in any order, an empty loss or {@code nan} counts as not measured; optional
 *       columns {@code model, bits, learningRate, dropEpochs} (separated by {@code ;}) and {@code samples}. Or JSON lines of
 *       the same fields, one epoch or one run ({@code losses}, {@code epochs}) a line.
 *   <li>Seeds: CSV {@code run,target,seed,epochs}, empty epochs mean never; or
 *       {@code dataset,network,batch_size,optimizer,learning_rate,run,target_metric,target_epoch}, {@code nan} means never.
 *   <li>Targets: CSV {@code run,target}.
 * </ul>
 */
public final class CurveReader {
    private static final String[] CONFIGURATION = {"dataset", "network", "batch_size", "optimizer", "learning_rate"};

    private CurveReader() {}

    /**
     * Curves or seeds, whichever the header says.
     *
     * @param curves empty if the file holds seeds
     * @param seeds empty if the file holds curves
     */
    public record Observations(List<Curve> curves, List<SeedRun> seeds) {
        /**
         * Copies both lists.
         *
         * @param curves in order
         * @param seeds in order
         */
        public Observations {
            curves = List.copyOf(curves);
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * Reads curves or seeds.
     *
     * @param in a file of either kind
     * @return what it holds
     * @throws TraceFormatException if it is neither
     * @throws UncheckedIOException if it cannot be read
     */
    public static Observations observations(InputStream in) {
        try (BufferedReader reader = open(in)) {
            if (startsWithBrace(reader)) {
                return new Observations(JsonLines.read(reader), List.of());
            }
            Table table = Table.read(reader);
            return table.has("seed") || table.has("target_epoch")
                    ? new Observations(List.of(), seeds(table))
                    : new Observations(curves(table), List.of());
        } catch (CharacterCodingException e) {
            throw new TraceFormatException(1, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads curves.
     *
     * @param in CSV or JSON lines
     * @return runs in order of first appearance
     * @throws TraceFormatException if it holds no curves
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<Curve> curves(InputStream in) {
        Observations observations = observations(in);
        if (!observations.seeds().isEmpty()) {
            throw new TraceFormatException(1, "holds seeds, not curves; the header must have run,epoch,loss");
        }
        return observations.curves();
    }

    /**
     * Reads repeated seeds.
     *
     * @param in CSV
     * @return runs in order
     * @throws TraceFormatException if it holds no seeds
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<SeedRun> seeds(InputStream in) {
        Observations observations = observations(in);
        if (!observations.curves().isEmpty()) {
            throw new TraceFormatException(1, "holds curves, not seeds; the header must have run,target,seed,epochs");
        }
        return observations.seeds();
    }

    /**
     * Reads targets.
     *
     * @param in CSV {@code run,target}
     * @return rows in order
     * @throws TraceFormatException if it is none
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<TargetRow> targets(InputStream in) {
        try (BufferedReader reader = open(in)) {
            Table table = Table.read(reader);
            table.require("run", "target");
            return table.rows().stream()
                    .map(row -> new TargetRow(row.line(), row.text("run"), row.text("target")))
                    .toList();
        } catch (CharacterCodingException e) {
            throw new TraceFormatException(1, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Curve> curves(Table table) {
        table.require("run", "epoch", "loss");
        RunPoints points = new RunPoints();
        for (Row row : table.rows()) {
            RunFeatures features = RunPoints.checked(row.line(), () -> features(row));
            points.add(row.line(), row.text("run"), row.epoch("epoch"), row.loss("loss"), features);
        }
        return points.curves();
    }

    private static RunFeatures features(Row row) {
        Optional<String> bits = row.optional("bits");
        Optional<String> rate = row.optional("learningRate");
        Optional<String> samples = row.optional("samples");
        List<Integer> drops = row.optional("dropEpochs").stream()
                .flatMap(text -> Arrays.stream(text.split(";", -1)))
                .map(text -> row.whole("dropEpochs", text.trim()))
                .toList();
        return new RunFeatures(
                row.optional("model"),
                bits.isPresent() ? OptionalInt.of(row.whole("bits", bits.get())) : OptionalInt.empty(),
                rate.isPresent() ? OptionalDouble.of(row.number("learningRate", rate.get())) : OptionalDouble.empty(),
                drops,
                samples.isPresent() ? OptionalLong.of(row.whole("samples", samples.get())) : OptionalLong.empty());
    }

    private static List<SeedRun> seeds(Table table) {
        boolean traces = table.has("target_epoch");
        table.require(
                traces
                        ? new String[] {
                            "run",
                            "target_metric",
                            CONFIGURATION[0],
                            CONFIGURATION[1],
                            CONFIGURATION[2],
                            CONFIGURATION[3],
                            CONFIGURATION[4]
                        }
                        : new String[] {"run", "target", "seed", "epochs"});
        List<SeedRun> runs = new ArrayList<>();
        Set<List<String>> seen = new LinkedHashSet<>();
        for (Row row : table.rows()) {
            SeedRun run = RunPoints.checked(row.line(), () -> traces ? trace(row) : seed(row));
            if (!seen.add(List.of(run.configuration(), run.target(), run.seed()))) {
                throw new TraceFormatException(
                        row.line(),
                        "seed " + Table.shown(run.seed()) + " of " + Table.shown(run.configuration())
                                + " appears twice at target " + run.target());
            }
            runs.add(run);
        }
        return List.copyOf(runs);
    }

    private static SeedRun seed(Row row) {
        return new SeedRun(row.text("run"), row.text("target"), row.text("seed"), epochs(row, "epochs"));
    }

    private static SeedRun trace(Row row) {
        String configuration =
                String.join("/", Arrays.stream(CONFIGURATION).map(row::text).toList());
        return new SeedRun(configuration, row.text("target_metric"), row.text("run"), epochs(row, "target_epoch"));
    }

    private static OptionalInt epochs(Row row, String column) {
        String text = row.optional(column).orElse("never");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "never", "nan", "inf", "null", "none" -> OptionalInt.empty();
            default -> OptionalInt.of(row.whole(column, text));
        };
    }

    private static BufferedReader open(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static boolean startsWithBrace(BufferedReader reader) throws IOException {
        reader.mark(1 << 16);
        int first = reader.read();
        for (int i = 0; i < (1 << 16) - 2 && Character.isWhitespace(first); i++) {
            first = reader.read();
        }
        reader.reset();
        return first == '{';
    }
}
