package io.github.jqodi.estimators.summary;

import io.github.jqodi.estimators.text.ColumnName;
import io.github.jqodi.estimators.text.PipeTable;
import io.github.jqodi.estimators.text.Quantity;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads tables with upright lines: of whole models with MACs and parameters, as READMEs have them, and of modules as fvcore's
 * {@code flop_count_table} prints them. Units stand in the header or in the cell.
 */
public final class ModelTables {
    private static final List<String> NAMES = List.of("model", "module", "name", "network");
    private static final List<String> MACS = List.of("macs", "gmacs", "mmacs");
    private static final List<String> FLOPS = List.of("flops");
    private static final List<String> PARAMETERS = List.of("params", "parameters");

    private ModelTables() {}

    /**
     * Whether a text looks like it holds such a table.
     *
     * @param start of a file
     * @return whether a rule between header and rows is there
     */
    public static boolean recognises(String start) {
        return start.contains("-|") || start.contains("|-") || start.contains("|:-");
    }

    /**
     * Reads all such tables of a text.
     *
     * @param in UTF-8; not closed
     * @return a summary for each model, of one module where the table says no more
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there is no table with a name and MACs, or a cell is wrong
     */
    public static List<ModelSummary> read(InputStream in) throws IOException {
        List<ModelSummary> models = new ArrayList<>();
        for (PipeTable table : PipeTable.all(new TextInput(in))) {
            OptionalInt name = table.column(NAMES);
            OptionalInt macs = table.column(MACS);
            OptionalInt flops = table.column(FLOPS);
            if (name.isEmpty() || (macs.isEmpty() && flops.isEmpty())) {
                continue;
            }
            if (macs.isPresent()) {
                models.addAll(wholeModels(table, name.getAsInt(), macs.getAsInt()));
            } else if (table.header().get(flops.getAsInt()).contains("#")) {
                models.add(modules(table, name.getAsInt(), flops.getAsInt()));
            }
        }
        if (models.isEmpty()) {
            throw new TextFormatException(1, "holds no table with a column of models or modules and one of MACs");
        }
        return models;
    }

    private static List<ModelSummary> wholeModels(PipeTable table, int name, int macs) {
        OptionalInt parameters = table.column(PARAMETERS);
        List<ModelSummary> models = new ArrayList<>();
        for (PipeTable.Row row : table.rows()) {
            if (row.cell(name).isEmpty() || !Quantity.isNumber(row.cell(macs))) {
                continue;
            }
            OptionalDouble count =
                    parameters.isPresent() ? count(table, row, parameters.getAsInt()) : OptionalDouble.empty();
            OptionalDouble work = count(table, row, macs);
            String model = plain(row.cell(name));
            ModuleRow whole = new ModuleRow(row.line(), 1, model, "", List.of(), count, false, work, false);
            List<String> notes = new ArrayList<>();
            notes.add("A whole model as one block, from column '"
                    + table.header().get(macs).strip() + "'.");
            if (count.isEmpty()) {
                notes.add("Its parameters are not told.");
            }
            models.add(new ModelSummary(model, List.of(whole), 1, count, work, notes));
        }
        return models;
    }

    private static ModelSummary modules(PipeTable table, int name, int flops) {
        OptionalInt parameters = table.column(PARAMETERS);
        List<ModuleRow> rows = new ArrayList<>();
        for (PipeTable.Row row : table.rows()) {
            boolean isModule = Quantity.isNumber(row.cell(flops))
                    || (parameters.isPresent() && Quantity.isNumber(row.cell(parameters.getAsInt())));
            if (isModule && !row.cell(name).isEmpty()) {
                rows.add(new ModuleRow(
                        row.line(),
                        ModuleNames.depth(row.cell(name)),
                        row.cell(name),
                        "",
                        List.of(),
                        parameters.isPresent() ? count(table, row, parameters.getAsInt()) : OptionalDouble.empty(),
                        false,
                        count(table, row, flops),
                        false));
            }
        }
        if (rows.isEmpty()) {
            throw new TextFormatException(table.line(), "the table holds no module");
        }
        boolean hasModel = rows.get(0).name().equals("model") && rows.size() > 1;
        return new ModelSummary(
                "model",
                ModuleNames.tree(hasModel ? rows.subList(1, rows.size()) : rows),
                1,
                hasModel ? rows.get(0).parameters() : OptionalDouble.empty(),
                hasModel ? rows.get(0).macs() : OptionalDouble.empty(),
                List.of(
                        "fvcore calls flops what are multiply-adds; they were not halved.",
                        "Outputs are not told, and taken as 0 elements."));
    }

    private static OptionalDouble count(PipeTable table, PipeTable.Row row, int column) {
        String cell = row.cell(column);
        if (!Quantity.isNumber(cell)) {
            return OptionalDouble.empty();
        }
        String title = table.header().get(column).strip();
        Unit unit = ColumnName.of(title).unit(Unit.Dimension.COUNT).orElse(Unit.ONES);
        // A remark after the number, as "17.61 (wrong)", is no unit.
        String number = cell.contains(" (") ? cell.substring(0, cell.indexOf(" (")) : cell;
        return OptionalDouble.of(Quantity.of(row.line(), title, number, Unit.Dimension.COUNT, unit));
    }

    /** A name without links, tags, emphasis and pictures. */
    private static String plain(String cell) {
        String text = cell.replaceAll("<[^>]*>", "")
                .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replace("*", "");
        return text.codePoints()
                .filter(c ->
                        Character.getType(c) != Character.OTHER_SYMBOL && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("\\s+", " ")
                .strip();
    }
}
