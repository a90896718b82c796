package io.github.jqodi.estimators.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One row of a {@link CsvTable}, every cell a text that is read as what it is asked for. Immutable. */
public final class CsvRow {
    private final Map<String, Integer> columns;
    private final List<Long> lines;
    private final List<String> cells;
    private final char separator;

    CsvRow(Map<String, Integer> columns, List<Long> lines, List<String> cells, char separator) {
        this.columns = columns;
        this.lines = lines;
        this.cells = cells;
        this.separator = separator;
    }

    /**
     * {@return the line the row begins in, from 1}
     */
    public long line() {
        return lines.get(0);
    }

    /** How many cells there are. */
    int size() {
        return cells.size();
    }

    /**
     * The text of a cell.
     *
     * @param column its name
     * @return what stands there, not blank
     * @throws TextFormatException if it is blank
     */
    public String text(String column) {
        String text = cell(column);
        if (text.isBlank()) {
            throw bad(column, text, "must not be empty");
        }
        return text;
    }

    /**
     * The text of a cell that may be missing.
     *
     * @param column its name
     * @return what stands there; empty if it is blank or there is no such column
     */
    public Optional<String> optional(String column) {
        return columns.containsKey(column)
                ? Optional.of(cell(column)).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /**
     * A measured number, which may be missing or infinite.
     *
     * @param column its name
     * @return the number, positive infinity, or NaN for an empty cell, {@code nan} and the like
     * @throws TextFormatException if it is something else
     */
    public double measure(String column) {
        String text = optional(column).orElse("nan");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "null", "none", "na" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> throw bad(column, text, "must be above -∞");
            default -> number(column, text);
        };
    }

    /**
     * A whole number from 1.
     *
     * @param column its name
     * @return the number
     * @throws TextFormatException if it is something else
     */
    public int whole(String column) {
        return whole(column, text(column));
    }

    /**
     * A finite number as it is written.
     *
     * @param column its name
     * @return its text
     * @throws TextFormatException if it is no finite number
     */
    public String numberText(String column) {
        String text = text(column);
        number(column, text);
        return text;
    }

    /**
     * A part of a cell as a whole number from 1.
     *
     * @param column the cell's
     * @param text the part
     * @return the number
     * @throws TextFormatException if it is something else
     */
    public int whole(String column, String text) {
        double value = number(column, text);
        if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
            throw bad(column, text, "must be a whole number from 1");
        }
        return (int) value;
    }

    /**
     * A finite number.
     *
     * @param column its name
     * @return the number
     * @throws TextFormatException if it is no finite number
     */
    public double number(String column) {
        return number(column, text(column)) + 0.0;
    }

    /**
     * A part of a cell as a finite number.
     *
     * @param column the cell's
     * @param text the part
     * @return the number
     * @throws TextFormatException if it is no finite number
     */
    public double number(String column, String text) {
        return DecimalText.of(lineOf(column), column, text);
    }

    /**
     * A part of a cell as a number with its unit. Where cells are parted by something else than commas nobody can say
     * whether {@code 1,234} is more than a thousand or little more than one, so that it is refused.
     *
     * @param column the cell's
     * @param text the part
     * @param dimension of what is measured
     * @param bare the unit of a number without one
     * @return the value in base units
     * @throws TextFormatException if it is no number, has a comma that parts no thousands, or its unit is none of the
     *     dimension
     */
    public double quantity(String column, String text, Unit.Dimension dimension, Unit bare) {
        if (separator != ',' && text.contains(",")) {
            throw bad(
                    column,
                    text,
                    "must not hold a comma, which could be a decimal one; write a decimal point, as in 2.5, and no groups, as in 1234");
        }
        return Quantity.of(lineOf(column), column, text, dimension, bare);
    }

    /**
     * A fault of a cell.
     *
     * @param column its name
     * @param value what stands there
     * @param rule what should
     * @return the fault, to be thrown
     */
    public TextFormatException bad(String column, String value, String rule) {
        return DecimalText.bad(lineOf(column), column, value, rule);
    }

    /** Empty where a loose row ends before it. */
    private String cell(String column) {
        int index = index(column);
        return index < cells.size() ? cells.get(index) : "";
    }

    private long lineOf(String column) {
        return lines.get(Math.min(index(column), lines.size() - 1));
    }

    private int index(String column) {
        return Objects.requireNonNull(columns.get(column));
    }

    boolean isEmpty() {
        return isEmptyFrom(0);
    }

    /** Whether all cells from an index on are blank. */
    boolean isEmptyFrom(int first) {
        return cells.stream().skip(first).allMatch(String::isBlank);
    }

    @Override
    public String toString() {
        return "line " + line() + ": " + String.join(",", cells);
    }
}
