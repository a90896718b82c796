package io.github.jqodi.bench.reproduce;

import io.github.jqodi.report.Content;
import io.github.jqodi.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of an exhibit on the page: ours beside the paper. A column stands only where it tells something. */
final class RowTable {
    /** Of more columns the first one has no room to be wide. */
    private static final int FEW_COLUMNS = 5;

    private final List<Row> rows;
    private final List<Column> columns;
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private String above = "";

    private RowTable(List<Row> rows) {
        this.rows = rows;
        this.columns = Stream.of(
                        new Column("published", true, row -> Cells.of(row.published(), row.unit())),
                        new Column("ours", true, row -> Cells.of(row.ours(), row.unit())),
                        new Column("difference", true, this::difference),
                        new Column("agrees", false, Cells::agreement),
                        new Column("lowest", true, row -> Cells.of(lowest(row), row.unit())),
                        new Column("highest", true, row -> Cells.of(highest(row), row.unit())))
                .filter(column ->
                        rows.stream().anyMatch(row -> !column.cell.apply(row).equals(Content.none())))
                .toList();
    }

    /**
     * A column.
     *
     * @param name its heading
     * @param isNumeric whether numbers may stand in it
     * @param cell of a row
     */
    private record Column(String name, boolean isNumeric, Function<Row, Content> cell) {}

    static Table of(Exhibit exhibit) {
        return new RowTable(exhibit.rows()).table();
    }

    private Table table() {
        Table.Builder table = Table.of("Ours beside the paper");
        if (columns.size() > FEW_COLUMNS) {
            table.words("what");
        } else {
            table.sentences("what");
        }
        for (Column column : columns) {
            if (column.isNumeric && areNumbers()) {
                table.numbers(column.name, "");
            } else {
                table.words(column.name);
            }
        }
        table.words("standing").sentences("why");
        rows.forEach(row -> table.row(cells(row)));
        return table.build();
    }

    private Content[] cells(Row row) {
        List<Content> cells = new ArrayList<>();
        cells.add(Content.text(row.item()));
        columns.forEach(column -> cells.add(column.cell.apply(row)));
        cells.add(Content.text(row.kind().label()));
        cells.add(Content.text(reason(row)));
        return cells.toArray(Content[]::new);
    }

    /** Where the paper tells it, and why ours stands as it does; what was said in this table is not said again. */
    private String reason(Row row) {
        String place = row.place().isEmpty() ? "" : row.place() + ". ";
        String first = reasons.putIfAbsent(row.why(), row.item());
        boolean isRepeated = row.why().equals(above);
        above = row.why();
        return place + (isRepeated ? "As above." : first == null ? row.why() : "As of " + first + ".");
    }

    private boolean areNumbers() {
        return rows.stream().allMatch(row -> isNumberOrNone(row.published()) && isNumberOrNone(row.ours()));
    }

    private static boolean isNumberOrNone(Value value) {
        return value.isEmpty() || value.number().isPresent();
    }

    /** Told where some row differs at all. */
    private Content difference(Row row) {
        boolean differs =
                rows.stream().anyMatch(each -> each.difference().number().orElse(0) != 0);
        return differs ? Cells.difference(row) : Content.none();
    }

    /** Every set was fitted to what is fitted, so that its spread says nothing. */
    private static OptionalDouble lowest(Row row) {
        return row.kind() == Kind.FITTED ? OptionalDouble.empty() : row.spread().lowest();
    }

    private static OptionalDouble highest(Row row) {
        return row.kind() == Kind.FITTED ? OptionalDouble.empty() : row.spread().highest();
    }
}
