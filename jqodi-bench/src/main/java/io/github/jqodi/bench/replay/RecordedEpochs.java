package io.github.jqodi.bench.replay;

import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads how many epochs recorded runs took: a table with a column {@code target_epoch} or {@code epochs}. */
public final class RecordedEpochs {
    private RecordedEpochs() {}

    /**
     * Reads a table.
     *
     * @param in with one of the columns; empty cells and {@code nan} are runs that never got there
     * @return one number a run, 0 for one that never got there
     * @throws IOException if it cannot be read
     * @throws TextFormatException if there is no such column, a cell is no number, or no run got there
     */
    public static List<Double> read(InputStream in) throws IOException {
        CsvTable table = CsvTable.open(new TextInput(in), CsvDialect.LENIENT);
        String column = table.has("target_epoch") ? "target_epoch" : "epochs";
        if (!table.has(column)) {
            throw table.missing("target_epoch", "; it must have that or a column epochs");
        }
        List<Double> epochs = new ArrayList<>();
        table.forEach(row -> {
            double taken = row.measure(column);
            epochs.add(Double.isFinite(taken) ? Math.max(0, taken) : 0);
        });
        if (epochs.stream().noneMatch(k -> k > 0)) {
            throw new TextFormatException(1, "no run got there");
        }
        return epochs;
    }
}
