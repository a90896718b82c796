package io.github.jqodi.bench.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads bandwidth from comma-separated values with a heading: a column of Mbit/s, one row a second, or at the seconds of a
 * column named {@code time} or {@code seconds}. An empty cell or {@code nan} repeats the rate before it.
 */
public final class TraceFile {
    private static final double BITS = 1e6;
    private static final List<String> TIMES = List.of("time", "seconds", "time_s", "timestamp");

    private TraceFile() {}

    /**
     * Reads a trace.
     *
     * @param lines of the file
     * @param column name of the column of rates; empty for the only one whose name speaks of mbps, mbit or throughput
     * @return the trace
     * @throws IllegalArgumentException if there is no such column, or a cell is no rate
     */
    public static BandwidthTrace read(List<String> lines, String column) {
        List<String> rows = lines.stream().filter(line -> !line.isBlank()).toList();
        if (rows.size() < 2) {
            throw new IllegalArgumentException("must hold a heading and at least one row");
        }
        List<String> heading = cells(rows.get(0));
        int rate = column.isEmpty() ? onlyRate(heading) : named(heading, column);
        int time = timeOf(heading);
        double[] rates = new double[rows.size() - 1];
        double[] starts = new double[rows.size()];
        for (int i = 0; i < rates.length; i++) {
            List<String> cells = cells(rows.get(i + 1));
            rates[i] = rate(cells, rate, i + 2, i == 0 ? 0 : rates[i - 1]);
            starts[i] = time < 0 ? i : number(cell(cells, time), i + 2);
        }
        return trace(starts, rates);
    }

    /**
     * Reads how many epochs recorded runs took.
     *
     * @param lines of a file with a column {@code target_epoch} or {@code epochs}
     * @return one number a run, 0 for one that never got there
     * @throws IllegalArgumentException if there is no such column, a cell is no number, or no run got there
     */
    public static List<Double> epochs(List<String> lines) {
        List<String> rows = lines.stream().filter(line -> !line.isBlank()).toList();
        List<String> heading = rows.isEmpty() ? List.of() : cells(rows.get(0));
        int column = Math.max(heading.indexOf("target_epoch"), heading.indexOf("epochs"));
        if (column < 0) {
            throw new IllegalArgumentException("must have a column target_epoch or epochs");
        }
        List<Double> epochs = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            String cell = cell(cells(rows.get(i)), column);
            epochs.add(cell.isEmpty() || cell.equalsIgnoreCase("nan") ? 0 : Math.max(0, number(cell, i + 1)));
        }
        if (epochs.stream().noneMatch(k -> k > 0)) {
            throw new IllegalArgumentException("no run got there");
        }
        return epochs;
    }

    private static BandwidthTrace trace(double[] starts, double[] rates) {
        double first = starts[0];
        int last = rates.length;
        for (int i = 0; i < last; i++) {
            starts[i] -= first;
            if (i > 0 && !(starts[i] > starts[i - 1])) {
                throw new IllegalArgumentException("row " + (i + 2) + ": times must rise");
            }
        }
        starts[last] = starts[last - 1] + (last > 1 ? starts[last - 1] - starts[last - 2] : 1);
        return new BandwidthTrace(starts, rates);
    }

    private static double rate(List<String> cells, int column, int row, double before) {
        String cell = cell(cells, column);
        if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) {
            return before;
        }
        double rate = number(cell, row) * BITS;
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("row " + row + ": rate " + cell + " must be finite and >= 0");
        }
        return rate;
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private static double number(String cell, int row) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("row " + row + ": '" + cell + "' must be a number", e);
        }
    }

    private static int onlyRate(List<String> heading) {
        List<String> rates = heading.stream()
                .filter(name -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    return lower.contains("mbps") || lower.contains("mbit") || lower.contains("throughput");
                })
                .toList();
        if (rates.size() != 1) {
            throw new IllegalArgumentException("a column of rates must be named, FILE:COLUMN; these are "
                    + String.join(", ", rates.isEmpty() ? heading : rates));
        }
        return heading.indexOf(rates.get(0));
    }

    private static int named(List<String> heading, String column) {
        int place = heading.indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "there is no column '" + column + "'; these are " + String.join(", ", heading));
        }
        return place;
    }

    private static int timeOf(List<String> heading) {
        for (int i = 0; i < heading.size(); i++) {
            if (TIMES.contains(heading.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Arrays.stream(line.split(",", -1)).map(TraceFile::plain).forEach(cells::add);
        return cells;
    }

    private static String plain(String cell) {
        String plain = cell.strip();
        return plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"")
                ? plain.substring(1, plain.length() - 1)
                : plain;
    }
}
