package io.github.jqodi.estimators.summary;

import io.github.jqodi.estimators.text.ColumnName;
import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a CSV of modules: {@code module,macs,parameters,output_shape}, with whatever names the tools have for them. Modules are
 * named with dots, parents hold totals and are not counted again.
 */
public final class ModuleCsv {
    private static final List<String> NAMES = List.of("module", "layer", "name");
    private static final List<String> TYPES = List.of("type", "class", "operator");
    private static final List<String> MACS = List.of("macs", "gmacs", "mmacs", "mult adds");
    private static final List<String> FLOPS = List.of("flops", "gflops", "mflops", "flop");
    private static final List<String> PARAMETERS = List.of("parameters", "params", "param");
    private static final List<String> OUTPUTS = List.of("output shape", "output size", "output", "shape");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private final CsvTable table;
    private final Optional<FlopMeaning> meaning;
    private final List<ModuleRow> rows = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private int duplicates;

    private ModuleCsv(CsvTable table, Optional<FlopMeaning> meaning) {
        this.table = table;
        this.meaning = meaning;
    }

    /**
     * Reads a table.
     *
     * @param in UTF-8 with a header; not closed
     * @param separator what parts the cells
     * @param meaning of a column of FLOPs; must be given where there is one and none of MACs
     * @param model its name
     * @return the model, the batch being 1
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if a column is missing or a cell is wrong
     */
    public static ModelSummary read(InputStream in, char separator, Optional<FlopMeaning> meaning, String model)
            throws IOException {
        return new ModuleCsv(CsvTable.open(new TextInput(in), CsvDialect.DEFAULT.withSeparator(separator)), meaning)
                .summary(model);
    }

    private ModelSummary summary(String model) throws IOException {
        String name = find(NAMES).orElseThrow(() -> missing("module"));
        Optional<String> type = find(TYPES);
        Optional<String> macs = find(MACS);
        Optional<String> flops = find(FLOPS);
        Optional<String> parameters = find(PARAMETERS);
        Optional<String> outputs = find(OUTPUTS);
        if (macs.isEmpty() && flops.isEmpty() && (type.isEmpty() || parameters.isEmpty() || outputs.isEmpty())) {
            throw missing("macs, or type, parameters and output_shape together,");
        }
        if (macs.isEmpty() && flops.isPresent() && meaning.isEmpty()) {
            throw new TextFormatException(
                    1,
                    "column " + TextFormatException.shown(flops.get())
                            + " may count a multiply-add as one or as two; state --flops multiply-adds or --flops operations");
        }
        table.forEach(row -> rows.add(new ModuleRow(
                row.line(),
                ModuleNames.depth(row.text(name)),
                unique(row.text(name)),
                macs.isPresent() || flops.isPresent()
                        ? ""
                        : type.flatMap(row::optional).orElse(""),
                outputs.flatMap(row::optional).map(ModuleCsv::shape).orElse(List.of()),
                parameters.isPresent() ? count(row, parameters.get()) : OptionalDouble.empty(),
                false,
                macs.isPresent()
                        ? count(row, macs.get())
                        : flops.map(column -> macs(row, column)).orElse(OptionalDouble.empty()),
                false)));
        if (rows.isEmpty()) {
            throw new TextFormatException(1, "the table holds no module");
        }
        return new ModelSummary(
                model, ModuleNames.tree(rows), 1, OptionalDouble.empty(), OptionalDouble.empty(), notes(outputs));
    }

    private List<String> notes(Optional<String> outputs) {
        List<String> notes = new ArrayList<>();
        if (outputs.isEmpty()) {
            notes.add("There is no column of output shapes: what crosses a cut is taken as 0 elements.");
        }
        if (duplicates > 0) {
            notes.add(duplicates + " names appear more than once; later ones were numbered.");
        }
        return notes;
    }

    private OptionalDouble macs(CsvRow row, String column) {
        OptionalDouble flops = count(row, column);
        return flops.isPresent()
                ? OptionalDouble.of(meaning.orElse(FlopMeaning.MULTIPLY_ADDS).macs(flops.getAsDouble()))
                : flops;
    }

    private String unique(String name) {
        String unique = name;
        for (int number = 2; !seen.add(unique); number++) {
            unique = name + " #" + number;
        }
        duplicates += unique.equals(name) ? 0 : 1;
        return unique;
    }

    private static OptionalDouble count(CsvRow row, String column) {
        Optional<String> text = row.optional(column).filter(cell -> !cell.equals("-") && !cell.equals("--"));
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        Unit unit = ColumnName.of(column).unit(Unit.Dimension.COUNT).orElse(Unit.ONES);
        double value = row.quantity(column, text.get(), Unit.Dimension.COUNT, unit);
        if (value < 0) {
            throw row.bad(column, text.get(), "must be at least 0");
        }
        return OptionalDouble.of(value);
    }

    private static List<Long> shape(String text) {
        List<Long> shape = new ArrayList<>();
        for (Matcher matcher = NUMBER.matcher(text); matcher.find(); ) {
            shape.add(Long.parseLong(matcher.group()));
        }
        return shape;
    }

    private Optional<String> find(List<String> phrases) {
        return phrases.stream()
                .flatMap(phrase -> table.columns().stream()
                        .filter(column -> ColumnName.of(column).says(phrase)))
                .findFirst();
    }

    private TextFormatException missing(String what) {
        return new TextFormatException(
                1,
                "no column of " + what + " was found; the header has "
                        + TextFormatException.shown(String.join(",", table.columns())));
    }

    @Override
    public String toString() {
        return "modules of a " + table;
    }
}
