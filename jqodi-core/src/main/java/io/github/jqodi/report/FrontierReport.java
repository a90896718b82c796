package io.github.jqodi.report;

import io.github.jqodi.frontier.ExactFrontier;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.frontier.Frontier.Step;
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
    private static final String NONE_FOUND = "A limit ended the search before a plan was found.";
    private static final String SUPPORTED =
            "The steps are supported plans, those that are best for some price of a second; between two of them a better"
                    + " plan may exist.";
    private static final String NOT_LEAST = "A limit ended the search: every step is a plan, but less may suffice.";
    private static final String ALL =
            "These are all steps: each is the least for its limit, proven, and there is none between two of them.";
    private static final String SOME =
            "These are the steps of the longest limits; a limit of the search ended it before the shorter ones.";

    private final Problem problem;
    private final List<Step> steps;
    private final boolean isComplete;
    private final Objectives objectives;

    private FrontierReport(Problem problem, Rule rule, List<Step> steps, boolean isComplete) {
        this.problem = problem;
        this.steps = steps;
        this.isComplete = isComplete;
        this.objectives = new Objectives(
                ObjectiveKind.of(problem.scenario().objective()),
                rule,
                problem.scenario().task());
    }

    private static FrontierReport of(Frontier frontier) {
        return new FrontierReport(frontier.problem(), frontier.rule(), frontier.steps(), frontier.isComplete());
    }

    private static FrontierReport of(ExactFrontier frontier) {
        return new FrontierReport(frontier.problem(), frontier.rule(), frontier.steps(), frontier.isComplete());
    }

    /**
     * The supported plans of a frontier as a figure.
     *
     * @param frontier its steps, with the deadline of its problem drawn as a limit; where there is none, or a limit ended the
     *     search for them, the figure says so
     * @return the figure
     */
    public static Drawing drawing(Frontier frontier) {
        return of(frontier).drawing(frontier.isComplete() ? "" : NOT_LEAST);
    }

    /**
     * All steps of a frontier as a figure.
     *
     * @param frontier its steps, with the deadline of its problem drawn as a limit; where there is none, or a limit ended the
     *     search for them, the figure says so
     * @return the figure
     */
    public static Drawing drawing(ExactFrontier frontier) {
        return of(frontier).drawing(frontier.isComplete() ? "" : SOME);
    }

    /**
     * Writes the supported plans of a frontier as a page.
     *
     * @param frontier its steps
     * @return HTML
     */
    public static String html(Frontier frontier) {
        return of(frontier).html(drawing(frontier), words(frontier));
    }

    /**
     * Writes all steps of a frontier as a page.
     *
     * @param frontier its steps
     * @return HTML
     */
    public static String html(ExactFrontier frontier) {
        return of(frontier).html(drawing(frontier), frontier.isComplete() ? ALL : SOME);
    }

    /** What the steps of a frontier are. */
    static String words(Frontier frontier) {
        return frontier.isComplete() ? SUPPORTED : SUPPORTED + " " + NOT_LEAST;
    }

    /** With what is missing in words, if anything is. */
    private Drawing drawing(String missing) {
        if (steps.isEmpty()) {
            return new Canvas(Canvas.WIDTH, 40)
                    .text(8, 24, Canvas.Anchor.START, Canvas.Tone.TEXT, none())
                    .drawing("Frontier of " + problem.scenario().name(), none());
        }
        FrontierFigure figure = new FrontierFigure(steps, objectives);
        boolean isTime = steps.get(0).objectiveKind() == ObjectiveKind.TIME;
        OptionalDouble limit = isTime
                ? problem.scenario().target().joules()
                : OptionalDouble.of(problem.scenario().target().deadlineSeconds());
        limit.ifPresent(at -> figure.withLimit(isTime ? "limit" : "deadline", at));
        return figure.draw(
                problem.scenario().name() + ": least " + objectives.name() + " for every "
                        + objectives.limitAxis().name() + (isComplete ? "" : ", as far as the search got"),
                missing);
    }

    private String none() {
        return isComplete ? NONE : NONE_FOUND;
    }

    private String html(Drawing staircase, String words) {
        HtmlPage page = new HtmlPage("Frontier of " + problem.scenario().name());
        if (steps.isEmpty()) {
            return page.status(HtmlPage.Mood.BAD, isComplete ? "NONE" : "UNKNOWN", Content.text(none()))
                    .html();
        }
        FrontierTables tables = new FrontierTables(steps, objectives);
        page.lead(Content.text(tables.summary()));
        page.section("The staircase").figure(staircase).paragraph(words);
        page.section("Where the decision changes hands").table(tables.changes());
        page.section("Steps").table(tables.steps());
        return page.html();
    }
}
