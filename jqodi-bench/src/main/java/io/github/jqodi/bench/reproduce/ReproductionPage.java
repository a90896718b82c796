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
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A reproduction as one page that needs nothing else. */
final class ReproductionPage {
    private static final String LEAD =
            "Every table and figure of the paper that its equations can give, computed by this library when this page was made, beside what the paper printed.";
    private static final String COEFFICIENTS =
            "The paper publishes no speed, power or rate. Four sets of them were fitted to eight of its numbers: values of ours come from the set of the bundled scenarios paper-data1 and paper-data2, which gives nearly all published totals and decisions and is not physical; where a value depends on the set, lowest and highest are those of the four sets, and words say how many of the four agree with the paper.";
    private static final String LEFT_OUT =
            "Table I is notation; Figs. 1, 4 and 6 are drawings without numbers. A published value stands here only where the text or a table prints it: values that are in images alone are not read off.";
    private static final String SOURCE =
            "The paper: Y. Zhou and others, Towards Energy-Efficient Collaborative Inference and Fine-tuning, IEEE Transactions on Networking, 2026, doi 10.1109/TON.2026.3689748. Each table and figure is also in CSV files beside this page, with all digits.";

    private static final MathContext DIFFERENCE_DIGITS = new MathContext(3);
    private static final double LARGEST_COUNT = 1e12;
    private static final char THIN_SPACE = '\u202f';

    /** Points of a curve that are marked at most; files hold all. */
    private static final int MOST_MARKED = 12;

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
            facts.add(fact(reproduction, kind));
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
                long count = exhibit.rows(kind).size();
                cells.add(count == 0 ? Content.none() : Content.text(String.valueOf(count)));
            }
            cells.add(
                    Content.text(String.join(" ", CsvFiles.of(List.of(exhibit)).keySet())));
            table.row(cells.toArray(Content[]::new));
        }
        page.table(table.build());
    }

    private static Fact fact(Reproduction reproduction, Kind kind) {
        long published = reproduction.countPublished(kind);
        String beside = published == 0
                ? ""
                : published + " beside a published value, " + reproduction.countAgreeing(kind)
                        + " the same as printed. ";
        String meaning = kind.meaning().substring(0, 1).toUpperCase(Locale.ROOT)
                + kind.meaning().substring(1) + ".";
        return Fact.of(
                kind.label(), Content.text(String.valueOf(reproduction.count(kind))), Content.text(beside + meaning));
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

    private static Table rows(Exhibit exhibit) {
        List<Row> rows = exhibit.rows();
        List<Column> columns = columns(rows);
        boolean areNumbers =
                rows.stream().allMatch(row -> isNumberOrNone(row.published()) && isNumberOrNone(row.ours()));
        Table.Builder table = Table.of("Ours beside the paper").sentences("what");
        for (Column column : columns) {
            if (areNumbers && column.isNumeric) {
                table.numbers(column.name, "");
            } else {
                table.words(column.name);
            }
        }
        table.words("standing").sentences("why");
        Map<String, String> told = new LinkedHashMap<>();
        String above = "";
        for (Row row : rows) {
            List<Content> cells = new ArrayList<>();
            cells.add(Content.text(row.item()));
            columns.forEach(column -> cells.add(column.cell.apply(row)));
            cells.add(Content.text(row.kind().label()));
            cells.add(Content.text(reason(row, above, told)));
            table.row(cells.toArray(Content[]::new));
            above = row.why();
        }
        return table.build();
    }

    /** Where the paper tells it, and why ours stands as it does; what was said in this table is not said again. */
    private static String reason(Row row, String above, Map<String, String> told) {
        String place = row.place().isEmpty() ? "" : row.place() + ". ";
        String first = told.putIfAbsent(row.why(), row.item());
        return place + (row.why().equals(above) ? "As above." : first == null ? row.why() : "As of " + first + ".");
    }

    /** A column stands only where some row has something in it. */
    private static List<Column> columns(List<Row> rows) {
        return Stream.of(
                        new Column("published", true, row -> content(row.published(), row.unit())),
                        new Column("ours", true, row -> content(row.ours(), row.unit())),
                        new Column("difference", true, ReproductionPage::difference),
                        new Column("agrees", false, ReproductionPage::agreement),
                        new Column("lowest", true, row -> quantity(row.spread().lowest(), row.unit())),
                        new Column("highest", true, row -> quantity(row.spread().highest(), row.unit())))
                .filter(column ->
                        rows.stream().anyMatch(row -> !column.cell.apply(row).equals(Content.none())))
                .toList();
    }

    private static boolean isNumberOrNone(Value value) {
        return value.isEmpty() || value.number().isPresent();
    }

    /**
     * A column of ours beside the paper.
     *
     * @param name its heading
     * @param isNumeric whether numbers may stand in it
     * @param cell of a row
     */
    private record Column(String name, boolean isNumeric, Function<Row, Content> cell) {}

    /** In few digits, as it is small beside what differs. */
    private static Content difference(Row row) {
        OptionalDouble difference = row.difference().number();
        if (difference.isEmpty()) {
            return Content.none();
        }
        double exact = difference.getAsDouble();
        double rounded = new BigDecimal(exact, DIFFERENCE_DIGITS).doubleValue();
        return new Quantity(exact, Quantity.of(rounded, row.unit()).number(), row.unit());
    }

    /** Whether ours is the published value as printed; of words, with how many of the fitted sets. */
    private static Content agreement(Row row) {
        if (!row.isComparable()) {
            return Content.none();
        }
        Row.Spread spread = row.spread();
        String sets = spread.counts() ? "; " + spread.agreeing() + " of " + spread.sets() + " sets" : "";
        return Content.text((row.agrees() ? "yes" : "no") + sets);
    }

    private static Content quantity(OptionalDouble value, String unit) {
        return Quantity.of(value, number -> quantity(number, unit));
    }

    /** Counts are shown with all their digits. */
    private static Quantity quantity(double value, String unit) {
        Quantity rounded = Quantity.of(value, unit);
        boolean isCount = unit.isEmpty() && value == Math.rint(value) && Math.abs(value) < LARGEST_COUNT;
        return isCount
                ? new Quantity(
                        value, String.format(Locale.ROOT, "%,d", (long) value).replace(',', THIN_SPACE), "")
                : rounded;
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
        Axis upward = Axis.of(panel.upward().name(), panel.upward().unit());
        LineChart chart = LineChart.of(panel.title(), described(panel))
                .withX(Axis.of(panel.across().name(), panel.across().unit()))
                .withY(panel.upward().equals(Panel.Scale.LOSS) ? upward : upward.startingAtZero());
        for (Panel.Curve curve : panel.curves()) {
            List<Panel.Point> points = marked(curve);
            chart = chart.withSeries(Series.of(
                    curve.name(),
                    points.stream().mapToDouble(Panel.Point::x).toArray(),
                    points.stream().mapToDouble(Panel.Point::y).toArray()));
        }
        OptionalDouble deadline = panel.deadline();
        return (deadline.isPresent() ? chart.withLimit(new Limit("deadline", deadline.getAsDouble())) : chart).draw();
    }

    /** Of a smooth curve its ends and some between; of one in pieces all. */
    private static List<Panel.Point> marked(Panel.Curve curve) {
        List<Panel.Point> points = curve.points();
        int last = points.size() - 1;
        if (last <= MOST_MARKED || points.contains(Panel.Point.GAP)) {
            return points;
        }
        return IntStream.rangeClosed(0, MOST_MARKED)
                .mapToObj(i -> points.get((int) Math.round((double) i * last / MOST_MARKED)))
                .toList();
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
        return chart.lying().draw();
    }

    /** Where each curve ends. */
    private static String described(Panel.Lines panel) {
        return panel.curves().stream()
                .map(curve -> {
                    Panel.Point last = curve.last();
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
