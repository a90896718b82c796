package io.github.jqodi.bench.qat;

import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.scenario.Quantization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measurements of quantization-aware fine-tuning of small networks by bit-width and seed.
 *
 * @param runs whole curves
 * @param compressions compression losses
 * @param updates runs with their update parts
 */
public record QatData(List<QatRun> runs, List<QatCompression> compressions, List<QatUpdates> updates) {
    /**
     * Copies the lists.
     *
     * @param runs in the order of the file
     * @param compressions in the order of the file
     * @param updates in the order of the file
     */
    public QatData {
        runs = List.copyOf(runs);
        compressions = List.copyOf(compressions);
        updates = List.copyOf(updates);
    }

    /**
     * Reads curves.csv, gamma.csv and update.csv of a folder.
     *
     * @param folder holds them
     * @return what they hold
     * @throws IOException if one is missing or cannot be read
     * @throws io.github.jqodi.estimators.text.TextFormatException if one holds something else
     */
    public static QatData read(Path folder) throws IOException {
        return new QatData(
                runs(folder.resolve("curves.csv")),
                compressions(folder.resolve("gamma.csv")),
                updates(folder.resolve("update.csv")));
    }

    private static List<QatRun> runs(Path file) throws IOException {
        List<QatRun> runs = new ArrayList<>();
        byRun(file).forEach((name, rows) -> {
            List<Double> losses =
                    rows.stream().map(row -> row.number("validationLoss")).toList();
            runs.add(new QatRun(name, place(rows.get(0)), losses.get(0), losses.subList(1, losses.size())));
        });
        return runs;
    }

    private static List<QatCompression> compressions(Path file) throws IOException {
        List<QatCompression> compressions = new ArrayList<>();
        each(
                file,
                row -> compressions.add(
                        new QatCompression(place(row), row.number("lossFull"), row.number("lossQuantized"))));
        return compressions;
    }

    private static List<QatUpdates> updates(Path file) throws IOException {
        List<QatUpdates> updates = new ArrayList<>();
        byRun(file)
                .forEach((name, rows) -> updates.add(new QatUpdates(
                        name,
                        place(rows.get(0)),
                        numbers(rows, "lossBefore"),
                        numbers(rows, "lossRequantized"),
                        numbers(rows, "lossAfter"))));
        return updates;
    }

    private static List<Double> numbers(List<CsvRow> rows, String column) {
        return rows.stream().map(row -> row.number(column)).toList();
    }

    private static Map<String, List<CsvRow>> byRun(Path file) throws IOException {
        Map<String, List<CsvRow>> runs = new LinkedHashMap<>();
        each(
                file,
                row -> runs.computeIfAbsent(row.text("run"), run -> new ArrayList<>())
                        .add(row));
        return runs;
    }

    private static void each(Path file, Consumer<CsvRow> action) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CsvTable.open(new TextInput(in), CsvDialect.DEFAULT).forEach(action);
        }
    }

    private static QatPlace place(CsvRow row) {
        return new QatPlace(
                row.text("model"), row.text("variant"), Quantization.of(row.number("bits")), row.whole("seed"));
    }
}
