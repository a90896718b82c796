package io.github.jqodi.bench.reproduce;

import io.github.jqodi.base.Text;
import io.github.jqodi.bench.report.Csv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Exhibits as comma-separated values: rows, further tables and drawn points each in a file of their own. */
final class CsvFiles {
    /** Columns of rows. */
    static final List<String> COLUMNS = List.of(
            "item",
            "unit",
            "place",
            "published",
            "ours",
            "difference",
            "percent",
            "agrees",
            "kind",
            "why",
            "lowest",
            "highest",
            "agreeing",
            "sets");

    /** Columns of drawn points; x of bars is the name of their group; without x and y a line ends. */
    static final List<String> POINT_COLUMNS = List.of("panel", "series", "x", "y");

    /** Columns of the table of contents. */
    static final List<String> INDEX_COLUMNS = List.of("id", "title", "kind", "values", "published", "agreeing");

    private CsvFiles() {}

    /** How many values there are of each kind, in each exhibit and in all. */
    static String index(Reproduction reproduction) {
        List<List<String>> rows = new ArrayList<>();
        for (Exhibit exhibit : reproduction.exhibits()) {
            for (Kind kind : Kind.values()) {
                if (!exhibit.rows(kind).isEmpty()) {
                    rows.add(counts(exhibit.id(), exhibit.title(), kind, exhibit.rows(kind)));
                }
            }
        }
        for (Kind kind : Kind.values()) {
            rows.add(counts("all", "", kind, reproduction.rows(kind)));
        }
        return text(INDEX_COLUMNS, rows);
    }

    private static List<String> counts(String id, String title, Kind kind, List<Row> rows) {
        return List.of(
                id,
                title,
                kind.label(),
                String.valueOf(rows.size()),
                String.valueOf(rows.stream().filter(Row::isComparable).count()),
                String.valueOf(rows.stream().filter(Row::agrees).count()));
    }

    /** Texts by file name. */
    static Map<String, String> of(List<Exhibit> exhibits) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Exhibit exhibit : exhibits) {
            files.put(
                    exhibit.id() + ".csv",
                    text(COLUMNS, exhibit.rows().stream().map(CsvFiles::cells).toList()));
            for (Sheet sheet : exhibit.sheets()) {
                files.put(name(exhibit, sheet), text(sheet.columns(), words(sheet)));
            }
            if (!exhibit.panels().isEmpty()) {
                files.put(pointsName(exhibit), text(POINT_COLUMNS, points(exhibit)));
            }
        }
        return files;
    }

    static String name(Exhibit exhibit, Sheet sheet) {
        return exhibit.id() + "-" + sheet.name() + ".csv";
    }

    static String pointsName(Exhibit exhibit) {
        return exhibit.id() + "-points.csv";
    }

    private static List<List<String>> words(Sheet sheet) {
        return sheet.rows().stream()
                .map(row -> row.stream().map(Value::words).toList())
                .toList();
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.item(),
                row.unit(),
                row.place(),
                row.published().words(),
                row.ours().words(),
                row.difference().words(),
                row.percent().words(),
                row.isComparable() ? (row.agrees() ? "yes" : "no") : "",
                row.kind().label(),
                row.why(),
                number(row.spread().lowest()),
                number(row.spread().highest()),
                row.spread().counts() ? String.valueOf(row.spread().agreeing()) : "",
                row.spread().sets() > 0 ? String.valueOf(row.spread().sets()) : "");
    }

    private static String number(OptionalDouble value) {
        return number(value.orElse(Double.NaN));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Text.shortest(value);
    }

    private static List<List<String>> points(Exhibit exhibit) {
        List<List<String>> rows = new ArrayList<>();
        for (Panel panel : exhibit.panels()) {
            if (panel instanceof Panel.Lines lines) {
                lines.curves()
                        .forEach(curve -> curve.points()
                                .forEach(point -> rows.add(
                                        List.of(panel.title(), curve.name(), number(point.x()), number(point.y())))));
            } else if (panel instanceof Panel.Bars bars) {
                bars.bars().forEach(bar -> {
                    for (int i = 0; i < bars.groups().size(); i++) {
                        rows.add(List.of(
                                panel.title(),
                                bar.name(),
                                bars.groups().get(i),
                                number(bar.heights().get(i))));
                    }
                });
            }
        }
        return rows;
    }

    private static String text(List<String> columns, List<List<String>> rows) {
        return line(columns) + rows.stream().map(CsvFiles::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n";
    }
}
