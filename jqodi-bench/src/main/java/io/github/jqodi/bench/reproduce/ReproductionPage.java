package io.github.jqodi.bench.reproduce;

import io.github.jqodi.report.Axis;
import io.github.jqodi.report.BarChart;
import io.github.jqodi.report.Content;
import io.github.jqodi.report.Drawing;
import io.github.jqodi.report.HtmlPage;
import io.github.jqodi.report.HtmlPage.Fact;
import io.github.jqodi.report.Limit;
import io.github.jqodi.report.LineChart;
import io.github.jqodi.report.Quantity;
import io.github.jqodi.report.Series;
import io.github.jqodi.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A reproduction as one page that needs nothing else. */
final class ReproductionPage {
    private static final String LEAD =
            "Every table and figure of the paper that its equations can give, computed by this library when this page was made, beside what the paper printed.";
    private static final String COEFFICIENTS =
            "The paper publishes no speed, power or rate. Four sets of them were fitted to eight of its numbers: values of ours come from the set of the bundled scenarios paper-data1 and paper-data2, which gives nearly all published totals and decisions and is not physical; where a value depends on the set, the table says what the others make of it.";
    private static final String LEFT_OUT =
            "Table I is notation; Figs. 1, 4 and 6 are drawings without numbers. A published value stands here only where the text or a table prints it: values that are in images alone are not read off.";
    private static final String SOURCE =
            "The paper: Y. Zhou and others, Towards Energy-Efficient Collaborative Inference and Fine-tuning, IEEE Transactions on Networking, 2026, doi 10.1109/TON.2026.3689748. Each table and figure is also in CSV files beside this page, with all digits.";

    /** Groups that have room for their names side by side. */
    private static final int MOST_UPRIGHT = 5;

    private final HtmlPage page = new HtmlPage("JQODI: the paper reproduced");

    private ReproductionPage() {}

    static String of(Reproduction reproduction) {
        ReproductionPage made = new ReproductionPage();
        made.page.lead(Content.text(LEAD));
        made.summary(reproduction);
        reproduction.exhibits().forEach(made::add);
        made.page.footer(Content.text(SOURCE));
        return made.page.html();
    }

    private void summary(Reproduction reproduction) {
        page.section("In short");
        List<Fact> facts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            facts.add(Fact.of(
                    kind.label(),
                    Content.text(String.valueOf(reproduction.count(kind))),
                    Content.text(kind.meaning())));
        }
        page.facts(facts);
        page.paragraph(COEFFICIENTS);
        page.paragraph(LEFT_OUT);
        Table.Builder table = Table.of("What stands on this page").words("table or figure");
        Arrays.stream(Kind.values()).forEach(kind -> table.numbers(kind.label(), ""));
        table.words("files");
        for (Exhibit exhibit : reproduction.exhibits()) {
            List<Content> cells = new ArrayList<>();
            cells.add(Content.text(exhibit.title()));
            for (Kind kind : Kind.values()) {
                long count = exhibit.count(kind);
                cells.add(count == 0 ? Content.none() : Content.text(String.valueOf(count)));
            }
            cells.add(
                    Content.text(String.join(" ", CsvFiles.of(List.of(exhibit)).keySet())));
            table.row(cells.toArray(Content[]::new));
        }
        page.table(table.build());
    }

    private void add(Exhibit exhibit) {
        page.section(exhibit.title());
        page.paragraph(exhibit.about());
        page.table(rows(exhibit));
        exhibit.panels().forEach(panel -> page.figure(drawing(panel)));
        for (Sheet sheet : exhibit.sheets()) {
            page.details(sheet.title(), table(sheet));
        }
    }

    /** A column stands only where some row has something in it. */
    private static Table rows(Exhibit exhibit) {
        List<Row> rows = exhibit.rows();
        List<Column> columns = Stream.of(
                        new Column("published", row -> content(row.published(), row.unit())),
                        new Column("ours", row -> content(row.ours(), row.unit())),
                        new Column("difference", ReproductionPage::difference),
                        new Column(
                                "lowest of the sets",
                                row -> quantity(row.spread().lowest(), row.unit())),
                        new Column(
                                "highest of the sets",
                                row -> quantity(row.spread().highest(), row.unit())))
                .filter(column ->
                        rows.stream().anyMatch(row -> !column.cell.apply(row).equals(Content.none())))
                .toList();
        Table.Builder table = Table.of("Ours beside the paper").sentences("what");
        columns.forEach(column -> table.words(column.name));
        table.words("standing").sentences("why");
        for (Row row : rows) {
            List<Content> cells = new ArrayList<>();
            cells.add(Content.text(row.item()));
            columns.forEach(column -> cells.add(column.cell.apply(row)));
            cells.add(Content.text(row.kind().label()));
            cells.add(Content.text(row.place().isEmpty() ? row.why() : row.place() + ". " + row.why()));
            table.row(cells.toArray(Content[]::new));
        }
        return table.build();
    }

    /**
     * A column of ours beside the paper.
     *
     * @param name its heading
     * @param cell of a row
     */
    private record Column(String name, Function<Row, Content> cell) {}

    /** Of words, how many of the fitted sets say as the paper does. */
    private static Content difference(Row row) {
        Row.Spread spread = row.spread();
        return spread.counts()
                ? Content.text(
                        row.difference().words() + "; " + spread.agreeing() + " of " + spread.sets() + " sets agree")
                : content(row.difference(), row.unit());
    }

    private static Content quantity(OptionalDouble value, String unit) {
        return Quantity.of(value, number -> Quantity.of(number, unit));
    }

    private static Content content(Value value, String unit) {
        if (value.isEmpty()) {
            return Content.none();
        }
        return value.number().isPresent() ? quantity(value.number(), unit) : Content.text(value.words());
    }

    private static Table table(Sheet sheet) {
        Table.Builder table = Table.of(sheet.title());
        for (int i = 0; i < sheet.columns().size(); i++) {
            int column = i;
            boolean numbers = i > 0
                    && sheet.rows().stream()
                            .anyMatch(row -> row.get(column).number().isPresent());
            if (numbers) {
                table.numbers(sheet.columns().get(i), "");
            } else {
                table.words(sheet.columns().get(i));
            }
        }
        for (List<Value> row : sheet.rows()) {
            table.row(row.stream().map(cell -> content(cell, "")).toArray(Content[]::new));
        }
        return table.build();
    }

    private static Drawing drawing(Panel panel) {
        return panel instanceof Panel.Lines lines ? lines(lines) : bars((Panel.Bars) panel);
    }

    private static Drawing lines(Panel.Lines panel) {
        LineChart chart = LineChart.of(panel.title(), described(panel))
                .withX(Axis.of(panel.across().name(), panel.across().unit()))
                .withY(Axis.of(panel.upward().name(), panel.upward().unit()).startingAtZero());
        for (Panel.Curve curve : panel.curves()) {
            chart = chart.withSeries(Series.of(
                    curve.name(),
                    curve.points().stream().mapToDouble(Panel.Point::x).toArray(),
                    curve.points().stream().mapToDouble(Panel.Point::y).toArray()));
        }
        OptionalDouble deadline = panel.deadline();
        return (deadline.isPresent() ? chart.withLimit(new Limit("deadline", deadline.getAsDouble())) : chart).draw();
    }

    private static Drawing bars(Panel.Bars panel) {
        BarChart chart = BarChart.grouped(panel.title(), described(panel))
                .withCategories("", panel.groups())
                .withValues(Axis.of(panel.upward().name(), panel.upward().unit()));
        for (Panel.Bar bar : panel.bars()) {
            chart = chart.withBars(
                    bar.name(),
                    bar.heights().stream().mapToDouble(Double::doubleValue).toArray());
        }
        return (panel.groups().size() > MOST_UPRIGHT ? chart.lying() : chart).draw();
    }

    /** Where each curve ends. */
    private static String described(Panel.Lines panel) {
        return panel.curves().stream()
                .map(curve -> {
                    Panel.Point last = curve.points().get(curve.points().size() - 1);
                    return curve.name() + " ends at " + quantity(panel.across(), last.x()) + " and "
                            + quantity(panel.upward(), last.y());
                })
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String described(Panel.Bars panel) {
        return panel.bars().stream()
                .map(bar -> bar.name() + ": " + heights(panel, bar))
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String heights(Panel.Bars panel, Panel.Bar bar) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < panel.groups().size(); i++) {
            texts.add(panel.groups().get(i) + " "
                    + quantity(panel.upward(), bar.heights().get(i)));
        }
        return String.join(", ", texts);
    }

    private static String quantity(Panel.Scale scale, double value) {
        return Quantity.of(value, scale.unit()).shown();
    }
}
