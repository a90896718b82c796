package io.github.jqodi.estimators.profile;

import io.github.jqodi.estimators.text.PipeTable;
import io.github.jqodi.estimators.text.Quantity;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the tree of modules that torchprof prints, {@code prof.display(show_events=False)}, out of whatever text is around it.
 * Taken are self times, since total ones count nested calls again; of the GPU where it has any, of the CPU otherwise.
 */
public final class ModuleTimeTree {
    private static final List<String> GPU = List.of("self cuda total", "self gpu total");
    private static final List<String> CPU = List.of("self cpu total");
    private static final List<String> CALLS = List.of("number of calls", "occurrences", "calls");

    private final PipeTable table;
    private final int column;
    private final OptionalInt calls;
    private final List<String> path = new ArrayList<>();

    private ModuleTimeTree(PipeTable table, int column) {
        this.table = table;
        this.column = column;
        this.calls = table.column(CALLS);
    }

    /**
     * Whether a text looks like such a tree.
     *
     * @param start of a file
     * @return whether its header is there
     */
    public static boolean recognises(String start) {
        return start.contains("Self CPU total") && start.contains("|");
    }

    /**
     * Reads the first tree.
     *
     * @param in UTF-8; not closed
     * @param node name of the device or server
     * @return a time for each module that has one, seconds a call
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there is no such table, or a cell is wrong
     */
    public static LayerProfile read(InputStream in, String node) throws IOException {
        for (PipeTable table : PipeTable.all(new TextInput(in))) {
            OptionalInt cpu = table.column(CPU);
            if (cpu.isPresent()) {
                OptionalInt gpu = table.column(GPU).stream()
                        .filter(column -> hasTimes(table, column))
                        .findFirst();
                return new ModuleTimeTree(table, gpu.orElse(cpu.getAsInt())).profile(node);
            }
        }
        throw new TextFormatException(1, "holds no table with a column Self CPU total, as torchprof prints");
    }

    private static boolean hasTimes(PipeTable table, int column) {
        return table.rows().stream()
                .anyMatch(row -> Quantity.isNumber(row.cell(column)) && seconds(table, row, column) > 0);
    }

    private static double seconds(PipeTable table, PipeTable.Row row, int column) {
        return Quantity.of(
                row.line(), table.header().get(column).strip(), row.cell(column), Unit.Dimension.TIME, Unit.SECONDS);
    }

    private LayerProfile profile(String node) {
        List<LayerTime> times = new ArrayList<>();
        for (PipeTable.Row row : table.rows()) {
            String name = name(row.cells().isEmpty() ? "" : row.cells().get(0));
            if (name.contains("::") || !Quantity.isNumber(row.cell(column))) {
                continue;
            }
            times.add(LayerTime.of(node, name, seconds(table, row, column) / Math.max(1, count(row))));
        }
        if (times.isEmpty()) {
            throw new TextFormatException(table.line(), "the table holds no time of a module");
        }
        return new LayerProfile(
                times,
                List.of("Times from column '" + table.header().get(column).strip()
                        + "', a call each; total times count nested calls again."));
    }

    private double count(PipeTable.Row row) {
        if (calls.isEmpty() || !Quantity.isNumber(row.cell(calls.getAsInt()))) {
            return 1;
        }
        int at = calls.getAsInt();
        return Quantity.of(row.line(), table.header().get(at).strip(), row.cell(at), Unit.Dimension.COUNT, Unit.ONES);
    }

    /** The path below the model, as in features.0. */
    private String name(String cell) {
        int start = 0;
        while (start < cell.length() && !Character.isLetterOrDigit(cell.charAt(start)) && cell.charAt(start) != '_') {
            start++;
        }
        int branch = Math.max(cell.indexOf('├'), cell.indexOf('└'));
        int depth = branch < 0 ? 0 : branch + 1;
        while (path.size() > Math.max(0, depth - 1)) {
            path.remove(path.size() - 1);
        }
        if (depth == 0) {
            return cell.strip();
        }
        path.add(cell.substring(start).strip());
        return String.join(".", path);
    }

    @Override
    public String toString() {
        return "times of modules in a table at line " + table.line()
                + Optional.of(path)
                        .filter(names -> !names.isEmpty())
                        .map(names -> ", at " + names)
                        .orElse("");
    }
}
