package io.github.jqodi.bench.reproduce;

import io.github.jqodi.base.Text;
import io.github.jqodi.bench.reproduce.Panel.Curve;
import io.github.jqodi.bench.reproduce.Panel.Point;
import io.github.jqodi.bench.reproduce.Panel.Scale;
import io.github.jqodi.plan.Rule;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Figures 7 and 11: losses, times and energies of the four strategies, and what the text says of them. */
final class UtilityFigures {
    private static final String FITTED_TOTAL = "One of the eight numbers the coefficients were fitted to.";
    private static final String FITTED_CHOICE = "Imposed on the fit of this parameter set.";
    private static final String PUBLISHED_CHOICE =
            "The published decision, costed: Algorithm 4 as printed does not give it (see Algorithm 4).";
    private static final String UNPUBLISHED = "The paper gives it in the figure alone.";
    private static final String ASSUMED_EPOCHS =
            "K at this width is not published; the number of epochs is assumed, so this follows from no data.";

    private UtilityFigures() {}

    static Exhibit figure7(Paper paper) {
        RowList rows = new RowList(paper);
        addDecisions(rows, 1);
        addTotals(rows, 1);
        rows.row("Full Model, energy", "J")
                .published("data1.full.joules")
                .as(Kind.FITTED, FITTED_TOTAL + " Its 3 epochs at 32 bits are assumed.")
                .number(testbed -> testbed.first().full().joules());
        rows.row("Full Model, time", "s")
                .published("data1.full.seconds")
                .as(Kind.FITTED, FITTED_TOTAL + " Its 3 epochs at 32 bits are assumed.")
                .number(testbed -> testbed.first().full().seconds());
        rows.row("Full Model is in time")
                .published("data1.full.inTime")
                .as(Kind.FITTED, "Follows from its fitted time.")
                .from(testbed -> Value.yes(testbed.first().full().inTime()));
        rows.row("Minimal Model reaches the target")
                .published("data1.minimal.reaches")
                .as(Kind.GIVEN, "An input: the text says so, no equation does.")
                .from(testbed -> Value.yes(testbed.first().minimal().reachesTarget()));
        return exhibit(paper.main().first(), "fig7", "Fig. 7: strategies on Data 1", rows);
    }

    static Exhibit figure11(Paper paper) {
        RowList rows = new RowList(paper);
        addDecisions(rows, 2);
        rows.row("JQODI, energy", "J")
                .published("data2.jqodi.joules")
                .as(Kind.FITTED, FITTED_TOTAL + " " + PUBLISHED_CHOICE)
                .number(testbed -> testbed.second().jqodi().joules());
        rows.row("JQODI, time", "s")
                .as(Kind.PREDICTED, UNPUBLISHED)
                .number(testbed -> testbed.second().jqodi().seconds());
        rows.row("Optimum, energy", "J")
                .as(Kind.PREDICTED, UNPUBLISHED)
                .number(testbed -> testbed.second().optimum().joules());
        rows.row("Optimum, time", "s")
                .as(Kind.PREDICTED, UNPUBLISHED)
                .number(testbed -> testbed.second().optimum().seconds());
        addAssumed(rows, "Full Model", testbed -> testbed.second().full());
        addAssumed(rows, "Minimal Model", testbed -> testbed.second().minimal());
        rows.row("All strategies reach the target in time")
                .published("data2.allInTime")
                .as(Kind.FITTED, "The epochs assumed for Full Model and Minimal Model were chosen so.")
                .from(testbed -> Value.yes(
                        testbed.second().runs().stream().allMatch(run -> run.reachesTarget() && run.inTime())));
        return exhibit(paper.main().second(), "fig11", "Fig. 11: strategies on Data 2", rows);
    }

    private static void addDecisions(RowList rows, int data) {
        String key = "data" + data;
        rows.row("Optimum decides")
                .published(key + ".optimum.decision")
                .as(Kind.FITTED, FITTED_CHOICE)
                .from(testbed -> testbed.data(data).optimum().decision());
        rows.row("JQODI decides")
                .published(key + ".jqodi.decision")
                .as(Kind.NOT_REPRODUCIBLE, "By Algorithm 4 as printed, whose score picks Optimum's decision here.")
                .from(testbed -> Decision.of(testbed.data(data).best(Rule.PAPER)));
        rows.row("Full Model decides")
                .published(key + ".full.decision")
                .as(Kind.FITTED, FITTED_CHOICE)
                .from(testbed -> testbed.data(data).full().decision());
        rows.row("Minimal Model decides")
                .published(key + ".minimal.decision")
                .as(Kind.FITTED, FITTED_CHOICE)
                .from(testbed -> testbed.data(data).minimal().decision());
    }

    private static void addTotals(RowList rows, int data) {
        String key = "data" + data;
        rows.row("Optimum, energy", "J")
                .published(key + ".optimum.joules")
                .as(Kind.FITTED, FITTED_TOTAL)
                .number(testbed -> testbed.data(data).optimum().joules());
        rows.row("Optimum, time", "s")
                .published(key + ".optimum.seconds")
                .as(Kind.FITTED, FITTED_TOTAL)
                .number(testbed -> testbed.data(data).optimum().seconds());
        rows.row("JQODI, energy", "J")
                .published(key + ".jqodi.joules")
                .as(Kind.FITTED, FITTED_TOTAL + " " + PUBLISHED_CHOICE)
                .number(testbed -> testbed.data(data).jqodi().joules());
        rows.row("JQODI, time", "s")
                .published(key + ".jqodi.seconds")
                .as(Kind.FITTED, FITTED_TOTAL + " " + PUBLISHED_CHOICE)
                .number(testbed -> testbed.data(data).jqodi().seconds());
    }

    private static void addAssumed(RowList rows, String name, Function<Testbed, Run> run) {
        rows.row(name + ", energy", "J")
                .as(Kind.NOT_REPRODUCIBLE, ASSUMED_EPOCHS)
                .number(testbed -> run.apply(testbed).joules());
        rows.row(name + ", time", "s")
                .as(Kind.NOT_REPRODUCIBLE, ASSUMED_EPOCHS)
                .number(testbed -> run.apply(testbed).seconds());
    }

    private static Exhibit exhibit(DataRequest data, String id, String title, RowList rows) {
        rows.row("Loss by epoch")
                .as(
                        Kind.NOT_REPRODUCIBLE,
                        "Losses, their gains and the estimators' appendix are not published. Curves below are assumed: a power law that starts "
                                + Text.number(AssumedLosses.ADDED)
                                + " above the loss of Tables VI and VII and meets the target after K epochs.")
                .missing();
        Sheet.Draft runs = new Sheet.Draft(
                "strategies",
                "The runs drawn",
                "strategy",
                "decision",
                "epochs",
                "seconds",
                "joules",
                "reaches target",
                "in time");
        data.runs()
                .forEach(run -> runs.row(
                        run.strategy(),
                        run.decision().words(),
                        run.epochs(),
                        run.seconds(),
                        run.joules(),
                        run.reachesTarget() ? "yes" : "no",
                        run.inTime() ? "yes" : "no"));
        String about =
                "Energies and times add up epoch by epoch from Equations 5 to 10. The shape of the losses is assumed."
                        + (data.minimal().reachesTarget()
                                ? ""
                                : " Minimal Model never reaches its target and is drawn until the deadline.");
        return Exhibit.of(id, title, about, rows).withSheets(runs.done()).withPanels(panels(data));
    }

    private static List<Panel> panels(DataRequest data) {
        OptionalDouble deadline = OptionalDouble.of(data.deadlineSeconds());
        return List.of(
                new Panel.Lines(
                        "(a) Loss and energy, shape of losses assumed",
                        Scale.JOULES,
                        Scale.LOSS,
                        curves(data, (run, k) -> new Point(joules(run, k), loss(run, k)))),
                new Panel.Lines(
                        "(b) Loss and time, shape of losses assumed",
                        Scale.SECONDS,
                        Scale.LOSS,
                        curves(data, (run, k) -> new Point(seconds(run, k), loss(run, k))),
                        deadline),
                new Panel.Lines(
                        "(c) Energy and time until the target",
                        Scale.SECONDS,
                        Scale.JOULES,
                        curves(data, (run, k) -> new Point(seconds(run, k), joules(run, k))),
                        deadline));
    }

    private static List<Curve> curves(DataRequest data, Drawing drawing) {
        return data.runs().stream()
                .map(run -> new Curve(run.strategy(), points(run, k -> drawing.point(run, k))))
                .toList();
    }

    private static List<Point> points(Run run, IntFunction<Point> at) {
        return IntStream.rangeClosed(0, run.epochs()).mapToObj(at).toList();
    }

    private static double seconds(Run run, int epochs) {
        return run.plan().setup().seconds() + epochs * run.epochCost().seconds();
    }

    private static double joules(Run run, int epochs) {
        return run.plan().setup().joules() + epochs * run.epochCost().joules();
    }

    private static double loss(Run run, int epochs) {
        return AssumedLosses.of(run).after(epochs);
    }

    /** Where a run stands after some epochs. */
    private interface Drawing {
        Point point(Run run, int epochs);
    }
}
