package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.Action;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.Answers;
import io.github.jqodi.testing.Figure5;
import io.github.jqodi.testing.ReadPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                .horizontal()
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

    /** Two thousand parts are drawn as times on servers, and a thousand of them listed. */
    @Test
    void aScheduleOfManyPartsStaysReadable() {
        Problem problem = Figure5.problem();
        SolveResult result = Planner.create().plan(problem);
        Plan plan = result.plan().orElseThrow();
        Candidate candidate = problem.assess().candidate(plan.pair()).orElseThrow();
        List<Action> actions = candidate.actions().stream()
                .filter(action -> candidate.costs().epoch(action, 1).isEffective())
                .toList();
        List<Segment> parts = new ArrayList<>();
        for (int k = 1; k <= 2000; k++) {
            Action action = actions.get(k % actions.size());
            parts.add(new Segment(k, k, action.server().name(), action.cut()));
        }
        Plan longer = plan.toBuilder().schedule(parts).build();
        String html = PlanReport.html(problem, Answers.withPlan(result, longer));
        ReadPage page = ReadPage.of(html).figuresAreNamed().readsInOrder();
        assertEquals(1000, page.table("Schedule, the first 1000 of 2000 parts").size());
        assertTrue(html.contains("The schedule in 2000 parts") && html.contains("changing cuts"), html);
        assertTrue(html.contains("The run, by server, the first 400 of "), html);
        assertTrue(page.all("rect").size() < 1500, page.all("rect").size() + " areas");
    }

    /** Every third of a hundred cuts is drawn, and besides those that take least, which the deadline forbids. */
    @Test
    void theCutThatTakesLeastIsShownHoweverManyThereAre() {
        Problem problem =
                places(1, 100, cut -> cut == 50 ? 10 : cut == 56 ? 0.5 : 1, cut -> cut == 50 ? 1 : cut == 53 ? 1.5 : 2);
        String html = PlanReport.html(problem, Planner.create().plan(problem));
        ReadPage page = ReadPage.of(html).figuresAreNamed().readsInOrder();
        assertTrue(html.contains("Energy of epoch 1 by cut on s1, 37 of 100 cuts"), html);
        assertTrue(html.contains("Cut 50 takes least, 1\u00a0J; the plan&#39;s cut 53 takes 1.5\u00a0J."), html);
        assertTrue(html.contains("Cut 56 takes least, 0.5\u00a0s; the plan&#39;s cut 53 takes 1\u00a0s."), html);
        assertEquals(
                37,
                page.table("Energy and time of epoch 1 by cut, 37 of 100 cuts").size());
    }

    @Test
    void everyServerOfThePlanIsAmongTheFewThatAreShown() {
        Problem problem = places(40, 2, cut -> 1, cut -> 2);
        String html = pageOf(problem, new Segment(1, 1, "s1", 1), new Segment(2, 2, "s40", 1));
        assertTrue(html.contains("Energy of epoch 1 by cut on 8 of 40 servers"), html);
        List<String> shown = ReadPage.of(html).table("Energy and time of epoch 1 by cut on 8 of 40 servers").stream()
                .map(row -> row.get(0).getTextContent())
                .distinct()
                .toList();
        assertEquals(List.of("s1", "s40", "s2", "s3", "s4", "s5", "s6", "s7"), shown);
    }

    /** The page of the best pair with another schedule. */
    private static String pageOf(Problem problem, Segment... schedule) {
        SolveResult result = Planner.create().plan(problem);
        Plan plan = result.plan().orElseThrow();
        return PlanReport.html(
                problem,
                Answers.withPlan(
                        result, plan.toBuilder().schedule(List.of(schedule)).build()));
    }

    /** Servers s1, s2 and so on with cuts from 1, all measured; two epochs within 4 s. */
    private static Problem places(int servers, int cuts, IntToDoubleFunction seconds, IntToDoubleFunction joules) {
        List<String> names =
                IntStream.rangeClosed(1, servers).mapToObj(i -> "s" + i).toList();
        String entries = names.stream()
                .flatMap(name -> IntStream.rangeClosed(1, cuts)
                        .mapToObj(cut ->
                                "{\"model\": \"m\", \"bits\": 8, \"server\": \"%s\", \"cut\": %d, \"seconds\": %s, \"joules\": %s}"
                                        .formatted(name, cut, seconds.applyAsDouble(cut), joules.applyAsDouble(cut))))
                .collect(Collectors.joining(", "));
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "places", "target": {"deadlineSeconds": 4, "loss": 1},
                 "edgeServers": [%s], "bitWidths": [8],
                 "models": [{"name": "m", "loss": 2, "cuts": %s}],
                 "costs": {"kind": "measured", "entries": [%s]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 2}}]}
                """.formatted(
                names.stream().map(name -> "{\"name\": \"" + name + "\"}").collect(Collectors.joining(", ")),
                IntStream.rangeClosed(1, cuts).boxed().toList(),
                entries));
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

    @Test
    void oneEpochIsNoEpochs() {
        Problem problem = places(1, 2, cut -> 1, cut -> 2);
        String html = pageOf(problem, new Segment(1, 1, "s1", 1), new Segment(2, 2, "s1", 2));
        assertTrue(html.contains("cut 1 on s1 for epoch 1, cut 2 on s1 for epoch 2."), html);
        assertTrue(pageOf(problem, new Segment(1, 2, "s1", 1)).contains(" on s1 for epochs 1–2."));
    }
}
