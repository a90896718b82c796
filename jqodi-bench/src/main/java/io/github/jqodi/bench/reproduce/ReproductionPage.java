package io.github.jqodi.bench.reproduce;

import io.github.jqodi.report.Content;
import io.github.jqodi.report.HtmlPage;
import io.github.jqodi.report.HtmlPage.Fact;
import io.github.jqodi.report.Quantity;
import io.github.jqodi.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
        Table.Builder table = Table.of("What stands on this page").sentences("table or figure");
        Arrays.stream(Kind.values()).forEach(kind -> table.numbers(kind.label(), ""));
        table.words("files");
        for (Exhibit exhibit : reproduction.exhibits()) {
            List<Content> cells = new ArrayList<>();
            cells.add(Content.text(exhibit.title()));
            for (Kind kind : Kind.values()) {
                int count = exhibit.rows(kind).size();
                cells.add(count == 0 ? Content.none() : Quantity.number(count));
            }
            cells.add(
                    Content.text(String.join(" ", CsvFiles.of(List.of(exhibit)).keySet())));
            table.row(cells.toArray(Content[]::new));
        }
        page.table(table.build());
    }

    private static Fact fact(Reproduction reproduction, Kind kind) {
        String meaning = kind.meaning().substring(0, 1).toUpperCase(Locale.ROOT)
                + kind.meaning().substring(1) + ".";
        Quantity count = Quantity.number(reproduction.count(kind));
        int published = reproduction.countPublished(kind);
        return published == 0
                ? Fact.of(kind.label(), count, Content.text(meaning))
                : Fact.of(
                        kind.label(),
                        count,
                        Quantity.number(published),
                        Content.text(" beside a published value, "),
                        Quantity.number(reproduction.countAgreeing(kind)),
                        Content.text(" the same as printed. " + meaning));
    }

    private void add(Exhibit exhibit) {
        page.section(exhibit.title());
        page.paragraph(exhibit.about());
        RowTables tables = RowTables.of(exhibit);
        page.table(tables.numbers());
        page.table(tables.words());
        for (int i = 0; i < tables.notes().size(); i++) {
            page.paragraph("Note " + (i + 1) + ": " + tables.notes().get(i));
        }
        exhibit.panels().forEach(panel -> page.figure(PanelDrawing.of(panel)));
        for (Sheet sheet : exhibit.sheets()) {
            page.details(sheet.title(), table(sheet));
        }
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
            table.row(row.stream().map(cell -> Cells.of(cell, "")).toArray(Content[]::new));
        }
        return table.build();
    }
}
