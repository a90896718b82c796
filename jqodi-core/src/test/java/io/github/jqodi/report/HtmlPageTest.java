package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.Figure5;
import io.github.jqodi.testing.ReadPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
    /** As the page of the package shows it. */
    @Test
    void aPlanIsWrittenInTwoLines(@TempDir Path folder) throws IOException {
        Problem problem = Figure5.problem();
        SolveResult result = Planner.create().plan(problem);
        Files.writeString(folder.resolve("plan.html"), PlanReport.html(problem, result));
        ReadPage page = ReadPage.of(Files.readString(folder.resolve("plan.html")));
        page.standsAlone().figuresAreNamed().readsInOrder().showsItsNumbers();
        assertTrue(page.numbers().contains(result.plan().orElseThrow().objective()));
    }

    /** As the page of the class shows it. */
    @Test
    void aPageOfTheCallersOwnIsPutTogether() {
        Drawing drawing = BarChart.stacked("Energy by node", "The server takes 6 of 10 J.")
                .withCategories("node", List.of("device", "server"))
                .withValues(Axis.of("energy", "J"))
                .withBars("compute", 3, 6)
                .withBars("upload", 1, 0)
                .lying()
                .draw();
        Table table = Table.of("Bill")
                .words("node")
                .numbers("energy", "J")
                .row(Content.text("server"), Quantity.joules(12.5))
                .total(Content.text("total"), Quantity.joules(12.5))
                .build();
        String html = new HtmlPage("Plan of a camera")
                .lead(Content.text("Takes "), Quantity.joules(12.5), Content.text("."))
                .section("The bill")
                .figure(drawing)
                .table(table)
                .html();
        ReadPage page = ReadPage.of(html).standsAlone().figuresAreNamed().readsInOrder();
        assertEquals(List.of(12.5, 12.5, 12.5), page.numbers());
        assertTrue(html.contains("<p class=\"lead\">Takes <data value=\"12.5\">12.5\u00a0J</data>.</p>"), html);
        assertTrue(
                html.contains(
                        "<th scope=\"row\" class=\"s\">server</th><td class=\"n\"><data value=\"12.5\">12.5</data></td>"),
                html);
    }

    @Test
    void neighbouringFiguresStandSideBySideAndEmptyPartsAreLeftOut() {
        Drawing drawing = LineChart.of("t", "d").draw();
        String html = new HtmlPage("p")
                .warnings(List.of())
                .section("one")
                .figure(drawing)
                .figure(drawing)
                .paragraph("words")
                .figure(drawing)
                .table(Table.of("empty").words("x").build())
                .section("two")
                .html();
        ReadPage page = ReadPage.of(html).figuresAreNamed();
        assertEquals(3, page.all("figure").size());
        assertEquals(2, html.split("<div class=\"figures\">", -1).length - 1);
        assertFalse(html.contains("<table") || html.contains("class=\"warnings\""));
        assertEquals(2, page.all("nav").get(0).getElementsByTagName("a").getLength());
    }

    @Test
    void aRowHasACellForEachColumn() {
        Table.Builder table = Table.of("t").words("a").words("b");
        assertThrows(IllegalArgumentException.class, () -> table.row(Content.none()));
    }

    @Test
    void aPlanOfAnotherProblemIsRefused() {
        SolveResult result = Planner.create().plan(Figure5.problem());
        Problem other = Figure5.problem()
                .withScenario(Figure5.problem()
                        .scenario()
                        .withLossTarget(result.plan().orElseThrow().pair().model(), 1e-9));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> PlanReport.html(other, result));
        assertTrue(String.valueOf(refused.getMessage()).contains("Maybe it is of another problem."));
    }
}
