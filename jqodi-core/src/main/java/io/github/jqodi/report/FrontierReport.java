package io.github.jqodi.report;

import io.github.jqodi.frontier.EnergyFrontier;
import io.github.jqodi.frontier.EnergyFrontier.Point;
import io.github.jqodi.frontier.Staircase;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Least objective for every deadline as a figure and as a page: the staircase, which pair owns which part of it, and where the
 * decision changes hands. Equal frontiers give equal bytes.
 */
public final class FrontierReport {
    private static final String NONE = "No pair has a plan at any limit.";
    private static final String ALL =
            "These are all steps: each is the least for its limit, proven, and there is none between two of them.";
    private static final String SOME =
            "These are the steps of the longest limits; a limit of the search ended it before the shorter ones.";

    private FrontierReport() {}

    /**
     * The staircase as a figure.
     *
     * @param problem whose deadline is drawn as a limit
     * @param rule by which the frontier was made
     * @param points its steps by rising deadline; where there is none, the figure says so
     * @return the figure
     */
    public static Drawing drawing(Problem problem, Rule rule, List<Point> points) {
        Objectives objectives = objectives(problem, rule);
        if (points.isEmpty()) {
            return new Canvas(Canvas.WIDTH, 40)
                    .text(8, 24, Canvas.Anchor.START, Canvas.Tone.TEXT, NONE)
                    .drawing("Frontier of " + problem.scenario().name(), NONE);
        }
        FrontierFigure figure = new FrontierFigure(points, objectives);
        boolean isTime = points.get(0).kind() == ObjectiveKind.TIME;
        OptionalDouble limit = isTime
                ? problem.scenario().target().joules()
                : OptionalDouble.of(problem.scenario().target().deadlineSeconds());
        limit.ifPresent(at -> figure.withLimit(isTime ? "limit" : "deadline", at));
        return figure.draw(problem.scenario().name() + ": least " + objectives.name() + " for every "
                + objectives.limitAxis().name());
    }

    private static Objectives objectives(Problem problem, Rule rule) {
        return new Objectives(
                ObjectiveKind.of(problem.scenario().objective()),
                rule,
                problem.scenario().task());
    }

    /**
     * Writes the supported plans of a frontier as a page.
     *
     * @param problem whose frontier it is
     * @param rule by which it was made
     * @param frontier its steps
     * @return HTML
     */
    public static String html(Problem problem, Rule rule, EnergyFrontier frontier) {
        return html(problem, rule, frontier.points(), words(frontier));
    }

    /**
     * Writes all steps of a frontier as a page.
     *
     * @param problem whose frontier it is
     * @param rule by which it was made
     * @param staircase its steps
     * @return HTML
     */
    public static String html(Problem problem, Rule rule, Staircase staircase) {
        return html(problem, rule, staircase.points(), staircase.isComplete() ? ALL : SOME);
    }

    private static String html(Problem problem, Rule rule, List<Point> points, String words) {
        HtmlPage page = new HtmlPage("Frontier of " + problem.scenario().name());
        if (points.isEmpty()) {
            return page.status(HtmlPage.Mood.BAD, "NONE", Content.text(NONE)).html();
        }
        FrontierTables tables = new FrontierTables(points, objectives(problem, rule));
        page.lead(Content.text(tables.summary()));
        page.section("The staircase").figure(drawing(problem, rule, points)).paragraph(words);
        page.section("Where the decision changes hands").table(tables.changes());
        page.section("Steps").table(tables.steps());
        return page.html();
    }

    /** What the steps of a frontier are. */
    static String words(EnergyFrontier frontier) {
        String steps =
                "The steps are supported plans, those that are best for some price of a second; between two of them a"
                        + " better plan may exist.";
        return frontier.isComplete()
                ? steps
                : steps + " A limit ended the search: every step is a plan, but less may suffice.";
    }
}
