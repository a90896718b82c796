package io.github.jqodi.estimators.summary;

import io.github.jqodi.estimators.text.DecimalText;
import io.github.jqodi.estimators.text.Quantity;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.TextLimits;
import io.github.jqodi.estimators.text.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code print(torchinfo.summary(model, input_size))} prints, in any number of tables, with whatever columns, with lines
 * or in ASCII. Of {@code torchsummary} too, whose tables have neither depth nor multiply-adds.
 */
public final class TorchinfoText {
    private static final Pattern TREE = Pattern.compile("^[\\s│├└─|+]*");
    private static final Pattern COLUMN = Pattern.compile("\\S+(?: \\S+)*");
    /** What a long integer holds for certain. */
    private static final int MOST_AXIS_CHARACTERS = 18;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final int WIDTH_OF_DEPTH = 5;

    private final List<ModelSummary> summaries = new ArrayList<>();
    private final List<ModuleRow> rows = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private Map<String, int[]> columns = Map.of();
    /** As torchsummary prints, whose cells do not begin below their titles. */
    private boolean isRightAligned;

    private State state = State.OUTSIDE;
    private OptionalDouble parameters = OptionalDouble.empty();
    private OptionalDouble macs = OptionalDouble.empty();

    private enum State {
        OUTSIDE,
        BEFORE_ROWS,
        ROWS,
        TOTALS
    }

    private TorchinfoText() {}

    /**
     * Whether a text looks like such a table.
     *
     * @param start the first lines of a file
     * @return whether a header of it is among them
     */
    public static boolean recognises(String start) {
        return start.contains("Layer (type");
    }

    /**
     * Reads all tables.
     *
     * @param in UTF-8; not closed
     * @return the models in order, at least one
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there is no table, or a cell is wrong
     */
    public static List<ModelSummary> read(InputStream in) throws IOException {
        TextInput text = new TextInput(in);
        TorchinfoText reader = new TorchinfoText();
        for (long line = text.line(); text.peek() != TextInput.END; line = text.line()) {
            reader.take(line, text.restOfLine());
        }
        reader.end(text.line());
        if (reader.summaries.isEmpty()) {
            throw new TextFormatException(
                    1,
                    "holds no table of modules; print(torchinfo.summary(model, input_size=...)) into a file, or give a CSV with"
                            + " the columns module,macs,parameters,output_shape");
        }
        return List.copyOf(reader.summaries);
    }

    private void take(long line, String text) {
        if (text.stripLeading().startsWith("Layer (type")) {
            end(line);
            columns = columns(text);
            isRightAligned = text.startsWith("  ");
            state = State.BEFORE_ROWS;
        } else if (isRule(text)) {
            state = afterRule();
        } else if (state == State.ROWS && !text.isBlank()) {
            if (rows.size() == TextLimits.MAX_ROWS) {
                throw TextFormatException.tooMuch(line, TextLimits.MAX_ROWS, "rows");
            }
            if (isRightAligned) {
                addPlainRow(line, text);
            } else {
                addRow(line, text);
            }
        } else if (state == State.TOTALS) {
            total(line, text);
        }
    }

    private State afterRule() {
        return switch (state) {
            case BEFORE_ROWS -> State.ROWS;
            case ROWS -> State.TOTALS;
            case OUTSIDE, TOTALS -> state;
        };
    }

    private static boolean isRule(String text) {
        String plain = text.strip();
        return plain.length() > 20 && plain.chars().allMatch(c -> c == '=' || c == '-' || c == '_');
    }

    /** Names of the columns and where their cells begin and end. */
    private static Map<String, int[]> columns(String header) {
        Map<String, int[]> columns = new LinkedHashMap<>();
        Matcher matcher = COLUMN.matcher(header);
        String before = "";
        while (matcher.find()) {
            if (!before.isEmpty()) {
                Objects.requireNonNull(columns.get(before))[1] = matcher.start();
            }
            before = matcher.group().startsWith("Layer") ? "Layer" : matcher.group();
            columns.put(before, new int[] {matcher.start(), Integer.MAX_VALUE});
        }
        return columns;
    }

    private String cell(String text, String column) {
        int[] span = columns.getOrDefault(column, new int[] {0, 0});
        int from = Math.min(text.length(), span[0]);
        return text.substring(from, Math.max(from, Math.min(text.length(), span[1])))
                .strip();
    }

    /** A row of torchsummary: name, shape and count, with blanks between them. */
    private void addPlainRow(long line, String text) {
        String[] cells = text.strip().split("\\s{2,}", -1);
        if (cells.length < 3) {
            throw new TextFormatException(line, "must hold a layer, its output shape and its parameters");
        }
        int number = cells[0].lastIndexOf('-');
        rows.add(new ModuleRow(
                line,
                1,
                cells[0],
                number > 0 ? cells[0].substring(0, number) : cells[0],
                shape(line, cells[1]),
                parameters(line, cells[2]),
                false,
                OptionalDouble.empty(),
                false));
    }

    private void addRow(long line, String text) {
        String count = cell(text, "Param #");
        if (count.startsWith("├") || count.startsWith("└") || count.startsWith("|") || count.startsWith("+")) {
            return; // one tensor of the module above
        }
        String layer = columns.containsKey("Layer") ? layerCell(text) : "";
        Matcher tree = TREE.matcher(layer);
        int prefix = tree.find() ? tree.end() : 0;
        int depth = prefix == 0 ? 0 : (prefix - 2) / WIDTH_OF_DEPTH + 1;
        ModuleName name = ModuleName.of(layer.substring(prefix).strip());
        if (name.type().isEmpty()) {
            throw new TextFormatException(
                    line, "column Layer: " + TextFormatException.shown(layer) + " must name a module");
        }
        rows.add(new ModuleRow(
                line,
                depth,
                fullName(depth, name),
                name.type(),
                shape(line, cell(text, "Output Shape")),
                parameters(line, count),
                count.startsWith("(") && !count.equals("(recursive)"),
                number(line, "Mult-Adds", cell(text, "Mult-Adds")),
                count.equals("(recursive)")));
    }

    private String layerCell(String text) {
        int end = Objects.requireNonNull(columns.get("Layer"))[1];
        return text.substring(0, Math.min(text.length(), end)).stripTrailing();
    }

    /** What stands in the first column: type, name of the variable, and depth and number, the last two where they are printed. */
    private record ModuleName(String type, String variable, String number) {
        static ModuleName of(String text) {
            int colon = text.lastIndexOf(':');
            boolean isNumbered = colon > 0 && text.substring(colon + 1).chars().noneMatch(Character::isLetter);
            String rest = isNumbered ? text.substring(0, colon).strip() : text;
            int open = rest.endsWith(")") ? rest.indexOf('(') : -1;
            return new ModuleName(
                    open < 0 ? rest : rest.substring(0, open).strip(),
                    open < 0 ? "" : rest.substring(open + 1, rest.length() - 1).strip(),
                    isNumbered ? text.substring(colon + 1).strip() : "");
        }
    }

    /** The path of variable names where the table has them, or type and number. */
    private String fullName(int depth, ModuleName name) {
        if (name.variable().isEmpty()) {
            return name.type() + (name.number().isEmpty() ? "" : " " + name.number());
        }
        while (path.size() > depth) {
            path.remove(path.size() - 1);
        }
        while (path.size() < depth) {
            path.add("");
        }
        path.add(name.variable());
        return depth == 0 ? name.variable() : String.join(".", path.subList(1, depth + 1));
    }

    private static List<Long> shape(long line, String cell) {
        List<Long> shape = new ArrayList<>();
        if (!cell.startsWith("[")) {
            return shape;
        }
        String first = cell.contains("]") ? cell.substring(0, cell.indexOf(']')) : cell;
        for (Matcher matcher = NUMBER.matcher(first); matcher.find(); ) {
            if (matcher.group().length() > MOST_AXIS_CHARACTERS) {
                throw new TextFormatException(
                        line,
                        "column Output Shape: " + TextFormatException.shown(cell) + " must have axes of at most "
                                + MOST_AXIS_CHARACTERS + " characters");
            }
            shape.add(Math.abs(Long.parseLong(matcher.group())));
        }
        return shape;
    }

    private static OptionalDouble parameters(long line, String cell) {
        String plain = cell.startsWith("(") && cell.endsWith(")") ? cell.substring(1, cell.length() - 1) : cell;
        return plain.equals("recursive") ? OptionalDouble.empty() : number(line, "Param #", plain);
    }

    private static OptionalDouble number(long line, String column, String cell) {
        return cell.isEmpty() || cell.equals("--") || cell.equals("(recursive)")
                ? OptionalDouble.empty()
                : OptionalDouble.of(DecimalText.of(line, column, cell.replace(",", "")));
    }

    private void total(long line, String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return;
        }
        String label = text.substring(0, colon).strip();
        String value = text.substring(colon + 1).strip();
        if (label.equals("Total params")) {
            parameters = OptionalDouble.of(Quantity.of(line, label, value, Unit.Dimension.COUNT, Unit.ONES));
        }
        if (label.startsWith("Total mult-adds")) {
            macs = OptionalDouble.of(Quantity.of(line, label, value, Unit.Dimension.COUNT, unit(label)));
        }
    }

    /** The letter in {@code Total mult-adds (G)}, which from Python 3.12 on reads {@code (Units.GIGABYTES)}. */
    private static Unit unit(String label) {
        int open = label.indexOf('(');
        String inside = label.substring(open + 1).replace(")", "").strip();
        String letter = switch (inside) {
            case "Units.MEGABYTES" -> "M";
            case "Units.GIGABYTES" -> "G";
            case "Units.TERABYTES" -> "T";
            default -> inside;
        };
        return open < 0 ? Unit.ONES : Unit.of(letter, Unit.Dimension.COUNT).orElse(Unit.ONES);
    }

    private void end(long line) {
        if (state == State.ROWS || state == State.BEFORE_ROWS) {
            throw new TextFormatException(
                    line, "the table must end with a line of = or - and totals; is it cut off? Print it whole.");
        }
        if (!rows.isEmpty()) {
            summaries.add(new ModelSummary(
                    isRightAligned ? "model" : rows.get(0).name(), rows, batch(), parameters, macs, List.of()));
        }
        rows.clear();
        path.clear();
        parameters = OptionalDouble.empty();
        macs = OptionalDouble.empty();
        state = State.OUTSIDE;
    }

    /** The first dimension that most modules with parameters share; 1 where outputs have no more than one dimension. */
    private long batch() {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        for (ModuleRow row : rows) {
            if (row.depth() > 0 && row.outputShape().size() > 1) {
                counts.merge(row.outputShape().get(0), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> Math.max(1, entry.getKey()))
                .orElse(1L);
    }

    @Override
    public String toString() {
        return summaries.size() + " summaries of models";
    }
}
