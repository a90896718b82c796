package io.github.jqodi.report;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.base.Text;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.InferencePlacement;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Spent;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Result of a solve as a page: the decision with its numbers, the schedule, the bill, the least objective for other deadlines,
 * what happens when the cut moves, the alternatives, and why other pairs have no plan. Equal results give equal bytes.
 */
public final class PlanReport {
    private static final int SHORT_SCHEDULE = 12;
    private static final int MAX_SEGMENTS = 1000;
    private static final String NUMBERS = "Numbers are the best plans of other pairs, as listed under Who else.";

    private final Problem problem;
    private final Scenario scenario;
    private final SolveResult result;
    private final SolveOptions options;
    private final Objectives objectives;
    private final CandidateTables candidates;
    private final HtmlPage page;

    private PlanReport(Problem problem, SolveResult result, SolveOptions options) {
        this.problem = problem;
        this.scenario = problem.scenario();
        this.result = result;
        this.options = options;
        this.objectives = new Objectives(result.objectiveKind(), result.rule(), scenario.task());
        this.candidates = new CandidateTables(scenario, result, objectives);
        this.page = new HtmlPage("Plan of " + scenario.name());
    }

    /**
     * Writes a result as a page.
     *
     * @param problem what was solved
     * @param result its answer, with or without a plan
     * @return HTML
     * @throws IllegalArgumentException if the plan is of a pair that the problem cannot choose
     */
    public static String html(Problem problem, SolveResult result) {
        return html(problem, result, SolveOptions.DEFAULT);
    }

    /**
     * Writes a result as a page, with limits for the work that the page needs besides: the least objective for other deadlines.
     *
     * @param problem what was solved
     * @param result its answer, with or without a plan
     * @param options when to give up that work; what was found until then is shown and said to be not all
     * @return HTML
     * @throws IllegalArgumentException if the plan is of a pair that the problem cannot choose
     */
    public static String html(Problem problem, SolveResult result, SolveOptions options) {
        return new PlanReport(problem, result, options).write();
    }

    private String write() {
        status();
        page.warnings(result.warnings().stream()
                .map(warning -> new HtmlPage.Notice(warning.code().name(), Rounded.inText(warning.text())))
                .toList());
        result.plan().ifPresent(this::plan);
        whyNot();
        about();
        return page.html();
    }

    private void status() {
        HtmlPage.Mood mood = result.plan().isPresent() ? HtmlPage.Mood.GOOD : HtmlPage.Mood.BAD;
        page.status(mood, result.status().name(), result.plan().map(this::proof).orElseGet(this::noPlan));
        result.plan().ifPresent(plan -> page.lead(Content.text(decision(plan))));
    }

    private Content[] proof(Plan plan) {
        String least = objectives.description();
        return result.status() == Status.OPTIMAL
                ? new Content[] {
                    Content.text("It is proven that no plan makes " + least + " less than "),
                    objectives.of(result.lowerBound()),
                    Content.text(".")
                }
                : new Content[] {
                    Content.text("A plan was found, but not proven to be best: no plan makes " + least + " less than "),
                    objectives.of(result.lowerBound()),
                    Content.text("; this one makes it "),
                    objectives.of(plan.objective()),
                    Content.text(".")
                };
    }

    private Content[] noPlan() {
        if (result.status() == Status.UNKNOWN) {
            return new Content[] {Content.text("A limit was reached before a plan was found.")};
        }
        List<Content> words = new ArrayList<>();
        words.add(Content.text("Nothing stays below the deadline of "));
        words.add(Quantity.seconds(Goal.of(scenario).shownDeadlineSeconds()));
        Goal.of(scenario).shownJoules().ifPresent(limit -> {
            words.add(Content.text(" and the limit of "));
            words.add(Quantity.joules(limit));
        });
        words.add(Content.text(" and gets " + scenario.metric().goodSide() + " the target "
                + scenario.metric().label() + "."));
        return words.toArray(Content[]::new);
    }

    private String decision(Plan plan) {
        return (isInference() ? "Run " : "Fine-tune ") + plan.pair().label() + ", "
                + Segment.summary(plan.schedule(), scenario.task(), Words.DASH) + ".";
    }

    private boolean isInference() {
        return scenario.task() == Task.INFERENCE;
    }

    private void plan(Plan plan) {
        PlanCosts costs = PlanCosts.of(problem, plan);
        page.section("The decision").facts(facts(plan));
        plan.spent().ifPresent(this::spent);
        if (!isInference()) {
            page.table(totals(plan))
                    .paragraph(
                            "Nominal is a run of typical length, expected the mean until the target is reached or the plan"
                                    + " ends, robust a run long enough with the confidence asked for.");
        }
        page.section(isInference() ? "Where it runs" : "When and where it runs");
        new ScheduleFigures(costs, plan).drawings().forEach(page::figure);
        page.paragraph(
                "Times of the parts add up to the whole; the order of the parts is drawn as data flow, batches take turns.");
        schedule(plan);
        bill(plan);
        frontier(plan);
        cuts(costs, plan);
        alternatives(plan);
    }

    private List<HtmlPage.Fact> facts(Plan plan) {
        double deadline = scenario.target().deadlineSeconds();
        List<HtmlPage.Fact> facts = new ArrayList<>();
        facts.add(HtmlPage.Fact.of(
                objectives.name(),
                objectives.of(plan.objective()),
                Content.text("what is minimised; gap "),
                Quantity.number(result.gap())));
        if (result.objectiveKind() != ObjectiveKind.ENERGY) {
            facts.add(HtmlPage.Fact.of(
                    isInference() ? "energy" : "mean energy",
                    Quantity.joules(
                            isInference()
                                    ? plan.robust().joules()
                                    : plan.expected().joules())));
        }
        facts.add(HtmlPage.Fact.of(
                isInference() ? "time" : "robust time",
                Quantity.seconds(plan.robust().seconds()),
                Quantity.seconds(deadline - plan.robust().seconds()),
                Content.text(" before the deadline of "),
                Quantity.seconds(deadline)));
        if (isInference()) {
            plan.inference().ifPresent(place -> facts.add(samples(place)));
        } else {
            facts.add(HtmlPage.Fact.of(
                    "chance to reach the target",
                    Quantity.chance(plan.chance().target()),
                    Content.text("before the deadline "),
                    Quantity.chance(plan.chance().deadline())));
        }
        runnerUp(plan).ifPresent(facts::add);
        return facts;
    }

    private static HtmlPage.Fact samples(InferencePlacement place) {
        return HtmlPage.Fact.of("samples", Quantity.number(place.samples()));
    }

    private Optional<HtmlPage.Fact> runnerUp(Plan plan) {
        return result.alternatives().stream()
                .findFirst()
                .map(second -> HtmlPage.Fact.of(
                        "best other pair",
                        CandidateTables.more(plan, second),
                        Content.text("with " + second.pair().label())));
    }

    private void spent(Spent spent) {
        page.paragraph(
                Content.text("This is a plan of what remains: "),
                Quantity.of(spent.epochs(), spent.epochs() == 1 ? "epoch" : "epochs"),
                Content.text(", "),
                Quantity.joules(spent.joules()),
                Content.text(" and "),
                Quantity.seconds(spent.seconds()),
                Content.text(" were spent before, and are in no number of it."));
    }

    private Table totals(Plan plan) {
        String loss = scenario.metric().label();
        Table.Builder table = Table.of("What it comes to, setup included")
                .words("run")
                .numbers("epochs", "")
                .numbers("energy", "J")
                .numbers("time", "s");
        if (plan.robust().loss().isPresent()) {
            table.numbers(loss, "");
        }
        return table.row(cells("nominal", plan.nominal()))
                .row(cells("expected", plan))
                .row(cells("robust", plan.robust()))
                .build();
    }

    private static Content[] cells(String name, Totals totals) {
        List<Content> cells = new ArrayList<>(List.of(
                Content.text(name),
                Quantity.number(totals.epochs()),
                Quantity.joules(totals.joules()),
                Quantity.seconds(totals.seconds())));
        totals.loss().ifPresent(loss -> cells.add(Quantity.number(loss)));
        return cells.toArray(Content[]::new);
    }

    private static Content[] cells(String name, Plan plan) {
        List<Content> cells = new ArrayList<>(List.of(
                Content.text(name),
                Quantity.number(plan.expected().epochs()),
                Quantity.joules(plan.expected().joules()),
                Quantity.seconds(plan.expected().seconds())));
        plan.robust().loss().ifPresent(loss -> cells.add(Content.none()));
        return cells.toArray(Content[]::new);
    }

    private void schedule(Plan plan) {
        if (isInference()) {
            return;
        }
        int size = plan.schedule().size();
        List<Segment> shown = plan.schedule().subList(0, Math.min(size, MAX_SEGMENTS));
        String caption =
                shown.size() == size ? "Schedule" : "Schedule, the first " + shown.size() + " of " + size + " parts";
        Table.Builder table = Table.of(caption).words("epochs").words("server").numbers("cut after layer", "");
        for (Segment segment : shown) {
            table.row(
                    Content.text(segment.range(Words.DASH)),
                    Content.text(segment.place()),
                    Quantity.number(segment.cut()));
        }
        if (size <= SHORT_SCHEDULE) {
            page.table(table.build());
        } else {
            page.details("The schedule in " + size + " parts", table.build());
        }
    }

    private void bill(Plan plan) {
        page.section("Where energy and time go");
        BillFigures bill = new BillFigures(plan);
        bill.drawings().forEach(page::figure);
        page.table(bill.table(isInference() ? "Bill of the inference" : "Bill of the robust run"));
    }

    private void frontier(Plan plan) {
        String heading = result.objectiveKind() == ObjectiveKind.TIME
                ? "If the limit on the energy were another"
                : "If the deadline were another";
        if (result.rule() == Rule.PAPER) {
            page.section(heading)
                    .paragraph(
                            "Algorithm 4's score does not rise with time, so it has no least value for every deadline.");
            return;
        }
        Optional<Frontier> found = frontierOf();
        if (found.isEmpty() || found.get().size() == 0) {
            return;
        }
        Frontier frontier = found.get();
        FrontierFigure figure = new FrontierFigure(frontier.steps(), objectives);
        limit().ifPresent(limit -> figure.withLimit(limit.name(), limit.at()));
        marks(plan).forEach(figure::withMark);
        page.section(heading)
                .figure(
                        figure.draw(
                                "Least " + objectives.name() + " for every "
                                        + objectives.limitAxis().name(),
                                ""),
                        Content.text(result.alternatives().isEmpty() ? "" : NUMBERS));
        page.paragraph(FrontierReport.words(frontier));
        page.table(new FrontierTables(frontier.steps(), objectives).changes());
    }

    private Optional<Frontier> frontierOf() {
        try {
            return Optional.of(Frontier.of(problem, options.withRule(result.rule())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Limit> limit() {
        if (result.objectiveKind() != ObjectiveKind.TIME) {
            return Optional.of(new Limit("deadline", scenario.target().deadlineSeconds()));
        }
        return scenario.target().joules().isPresent()
                ? Optional.of(new Limit("limit", scenario.target().joules().getAsDouble()))
                : Optional.empty();
    }

    private List<Mark> marks(Plan plan) {
        List<Mark> marks = new ArrayList<>();
        boolean isTime = result.objectiveKind() == ObjectiveKind.TIME;
        double at = isTime ? plan.robust().joules() : plan.robust().seconds();
        marks.add(new Mark(
                "plan", at, plan.objective(), "the plan: " + tip(plan.pair().label(), plan.objective()), true));
        if (!isTime) {
            for (int i = 0; i < result.alternatives().size(); i++) {
                Alternative other = result.alternatives().get(i);
                String label = String.format(Locale.ROOT, "%d", i + 1);
                marks.add(new Mark(
                        label,
                        other.seconds(),
                        other.objective(),
                        "alternative " + label + ": " + tip(other.pair().label(), other.objective()),
                        false));
            }
        }
        return marks;
    }

    private String tip(String pair, double objective) {
        return pair + ", " + objectives.of(objective).shown();
    }

    private void cuts(PlanCosts costs, Plan plan) {
        if (costs.cuts().size() * costs.servers().size() < 2) {
            return;
        }
        CutFigures figures = new CutFigures(costs, plan);
        page.section("If the cut moved");
        figures.drawings().forEach(page::figure);
        page.details("Numbers by server and cut", figures.table());
    }

    private void alternatives(Plan plan) {
        if (!result.alternatives().isEmpty()) {
            page.section("Who else").figure(candidates.race(plan)).table(candidates.alternatives(plan));
        }
    }

    private void whyNot() {
        Table table = candidates.whyNot();
        int passedOver = candidates.passedOver();
        if (table.isEmpty() && passedOver == 0) {
            return;
        }
        page.section(result.plan().isPresent() ? "Why not the others" : "Why there is none")
                .table(table);
        if (passedOver > 0) {
            page.paragraph(
                    Quantity.number(passedOver),
                    Content.text((passedOver == 1 ? " pair" : " pairs")
                            + " cannot beat the plans above, and no more plans were asked for."));
        }
    }

    private void about() {
        page.section("What was asked").paragraph(Content.text(asked()));
        scenario.notes().forEach(page::paragraph);
        page.footer(Content.text(
                "Solver " + result.solver() + ", rule " + result.rule().label() + ", jqodi "
                        + result.provenance().version()
                        + result.provenance()
                                .scenarioSha256()
                                .map(hash -> ", scenario SHA-256 " + hash)
                                .orElse("")
                        + ". All numbers are rounded to six digits; the plan file has them in full."));
    }

    private String asked() {
        return "Least " + objectives.name() + ": " + objectives.description() + ". "
                + Text.count(scenario.edgeServers().size(), "edge server") + ", "
                + Text.count(scenario.models().size(), "model") + " and "
                + Text.count(scenario.quantizations().size(), "quantization") + " to choose from.";
    }
}
