package io.github.jqodi.estimators.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A CSV table with a header, every cell a text. Columns may stand in any order; those nobody asks for are ignored. */
final class Table {
    private static final int SHOWN_CHARACTERS = 60;

    private final Map<String, Integer> columns;
    private final List<Row> rows;

    private Table(Map<String, Integer> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static Table read(Reader reader) throws IOException {
        CsvMapper mapper = new CsvMapper();
        mapper.enable(CsvParser.Feature.WRAP_AS_ARRAY);
        mapper.enable(CsvParser.Feature.TRIM_SPACES);
        List<List<String>> cells = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        long next = 1;
        try (MappingIterator<List<String>> records =
                mapper.readerForListOf(String.class).readValues(reader)) {
            while (records.hasNextValue()) {
                List<String> record = records.nextValue();
                next = Math.max(
                        next + 1, records.getParser().currentTokenLocation().getLineNr());
                if (!(record.size() == 1 && record.get(0).isBlank())) {
                    cells.add(record);
                    lines.add(next - 1);
                }
            }
        } catch (JsonProcessingException e) {
            throw new TraceFormatException(next, e.getOriginalMessage());
        }
        return of(cells, lines);
    }

    private static Table of(List<List<String>> cells, List<Long> lines) {
        if (cells.isEmpty()) {
            throw new TraceFormatException(1, "the file is empty; it must start with a header, as in run,epoch,loss");
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : cells.get(0)) {
            if (columns.put(name, columns.size()) != null) {
                throw new TraceFormatException(1, "column " + shown(name) + " appears twice in the header");
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < cells.size(); i++) {
            if (cells.get(i).size() != columns.size()) {
                throw new TraceFormatException(
                        lines.get(i),
                        cells.get(i).size() + " cells where the header has " + columns.size() + " columns");
            }
            rows.add(new Row(columns, lines.get(i), cells.get(i)));
        }
        return new Table(columns, rows);
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    void require(String... names) {
        for (String name : names) {
            if (!has(name)) {
                throw new TraceFormatException(
                        1,
                        "column '" + name + "' is missing; the header has "
                                + String.join(
                                        ",",
                                        columns.keySet().stream()
                                                .map(Table::shown)
                                                .toList()));
            }
        }
    }

    List<Row> rows() {
        return rows;
    }

    static String shown(String text) {
        return "'" + (text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...") + "'";
    }

    /** One line of the table. */
    static final class Row {
        private final Map<String, Integer> columns;
        private final long line;
        private final List<String> cells;

        Row(Map<String, Integer> columns, long line, List<String> cells) {
            this.columns = columns;
            this.line = line;
            this.cells = cells;
        }

        long line() {
            return line;
        }

        String text(String column) {
            String text = cells.get(Objects.requireNonNull(columns.get(column)));
            if (text.isBlank()) {
                throw bad(column, text, "must not be empty");
            }
            return text;
        }

        Optional<String> optional(String column) {
            Integer index = columns.get(column);
            return index == null || cells.get(index).isBlank() ? Optional.empty() : Optional.of(cells.get(index));
        }

        /** A number; NaN for an empty cell, {@code nan} and the like. */
        double loss(String column) {
            String text = optional(column).orElse("nan");
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan", "null", "none", "na" -> Double.NaN;
                case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> throw bad(column, text, "must be above -∞");
                default -> number(column, text);
            };
        }

        double number(String column) {
            return number(column, text(column));
        }

        int epoch(String column) {
            return whole(column, text(column));
        }

        int whole(String column, String text) {
            double value = number(column, text);
            if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
                throw bad(column, text, "must be a whole number from 1");
            }
            return (int) value;
        }

        TraceFormatException bad(String column, String value, String rule) {
            return new TraceFormatException(line, "column " + column + ": " + shown(value) + " " + rule);
        }

        double number(String column, String text) {
            try {
                double value = Double.parseDouble(text);
                // The parser takes suffixes and hexadecimal numbers, which nobody means here.
                if (Double.isFinite(value) && text.chars().noneMatch(c -> "dDfFxXpP".indexOf(c) >= 0)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw bad(column, text, "must be a number");
            }
            throw bad(column, text, "must be a finite number");
        }
    }
}
