package io.github.jqodi.bench.reproduce;

import io.github.jqodi.report.Content;
import io.github.jqodi.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tables of an exhibit on the page: numbers beside those of the paper, then words, and the notes that both point at. */
final class RowTables {
    private final List<Row> rows;
    private final List<String> notes;

    private RowTables(List<Row> rows) {
        this.rows = rows;
        this.notes = Stream.concat(
                        rows.stream().filter(RowTables::isNumeric),
                        rows.stream().filter(row -> !isNumeric(row)))
                .map(Row::why)
                .distinct()
                .toList();
    }

    static RowTables of(Exhibit exhibit) {
        return new RowTables(exhibit.rows());
    }

    /** What is told in numbers; a table without rows where nothing is. */
    Table numbers() {
        return table(
                "Numbers beside the paper",
                rows.stream().filter(RowTables::isNumeric).toList());
    }

    /** What is told in words; a table without rows where nothing is. */
    Table words() {
        return table(
                "Statements beside the paper",
                rows.stream().filter(row -> !isNumeric(row)).toList());
    }

    /** Reasons why ours stands as it does, in the order of their numbers from 1. */
    List<String> notes() {
        return notes;
    }

    private static boolean isNumeric(Row row) {
        boolean isWords = Stream.of(row.published(), row.ours())
                .anyMatch(value -> !value.isEmpty() && value.number().isEmpty());
        boolean isNothing =
                row.published().isEmpty() && row.ours().isEmpty() && row.unit().isEmpty();
        return !isWords && !isNothing;
    }

    /**
     * A column.
     *
     * @param name its heading
     * @param isNumeric whether numbers stand in it
     * @param cell of a row
     */
    private record Column(String name, boolean isNumeric, Function<Row, Content> cell) {}

    /** A column stands only where it tells something; a place that all share stands in the caption. */
    private Table table(String caption, List<Row> some) {
        boolean areNumbers = some.stream().allMatch(RowTables::isNumeric);
        boolean differ = some.stream().anyMatch(row -> row.difference().number().orElse(0) != 0);
        List<String> places = some.stream()
                .map(Row::place)
                .filter(place -> !place.isEmpty())
                .distinct()
                .toList();
        List<Column> columns = Stream.of(
                        new Column("published", areNumbers, row -> Cells.of(row.published(), row.unit())),
                        new Column("ours", areNumbers, row -> Cells.of(row.ours(), row.unit())),
                        new Column("difference", true, row -> differ ? Cells.difference(row) : Content.none()),
                        new Column("agrees", false, Cells::agreement),
                        new Column("lowest", true, row -> Cells.of(lowest(row), row.unit())),
                        new Column("highest", true, row -> Cells.of(highest(row), row.unit())),
                        new Column(
                                "standing",
                                false,
                                row -> Content.text(row.kind().label())),
                        new Column("place", false, row -> places.size() > 1 ? place(row) : Content.none()),
                        new Column("note", true, row -> Content.text(String.valueOf(1 + notes.indexOf(row.why())))))
                .filter(column ->
                        some.stream().anyMatch(row -> !column.cell.apply(row).equals(Content.none())))
                .toList();
        Table.Builder table = Table.of(places.size() == 1 ? caption + " (" + places.get(0) + ")" : caption)
                .sentences("what");
        for (Column column : columns) {
            if (column.isNumeric) {
                table.numbers(column.name, "");
            } else {
                table.words(column.name);
            }
        }
        some.forEach(row -> table.row(cells(row, columns)));
        return table.build();
    }

    private static Content place(Row row) {
        return row.place().isEmpty() ? Content.none() : Content.text(row.place());
    }

    private static Content[] cells(Row row, List<Column> columns) {
        List<Content> cells = new ArrayList<>();
        cells.add(Content.text(row.item()));
        columns.forEach(column -> cells.add(column.cell.apply(row)));
        return cells.toArray(Content[]::new);
    }

    /** Every set was fitted to what is fitted, so that its spread says nothing. */
    private static OptionalDouble lowest(Row row) {
        return row.kind() == Kind.FITTED ? OptionalDouble.empty() : row.spread().lowest();
    }

    private static OptionalDouble highest(Row row) {
        return row.kind() == Kind.FITTED ? OptionalDouble.empty() : row.spread().highest();
    }
}
