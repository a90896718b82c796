package io.github.jqodi.report;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.strategy.StrategyOutcome;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Strategies side by side as a page: what each takes, who wins and by how much, and what the others break. Equal outcomes give
 * equal bytes.
 *
 * <pre>{@code
 * List<StrategyOutcome> outcomes = Strategies.all(problem.scenario(), 1).stream()
 *         .map(strategy -> strategy.plan(problem, SolveOptions.DEFAULT))
 *         .toList();
 * String html = ComparisonReport.html(problem, outcomes);
 * }</pre>
 */
public final class ComparisonReport {
    private static final String MEETS = "meets every constraint";
    private static final String BREAKS = "breaks a constraint";
    private static final String OUTSIDE = "takes what is not open";
    /** From this ratio of largest to least on equal distances are ratios. */
    private static final double WIDE = 8;

    private final Problem problem;
    private final List<StrategyOutcome> outcomes;
    private final Optional<Plan> least;
    private final ObjectiveKind kind;
    /** What each plan is compared by. */
    private final Map<Plan, Double> values = new HashMap<>();

    private ComparisonReport(Problem problem, List<StrategyOutcome> outcomes) {
        this.problem = problem;
        this.outcomes = List.copyOf(outcomes);
        this.kind = ObjectiveKind.of(problem.scenario().objective());
        for (StrategyOutcome outcome : outcomes) {
            outcome.plan()
                    .ifPresent(plan -> values.put(plan, outcome.comparedValue().orElseThrow()));
        }
        this.least = outcomes.stream()
                .filter(this::wins)
                .flatMap(outcome -> outcome.plan().stream())
                .reduce((a, b) -> compared(b) < compared(a) ? b : a);
    }

    /**
     * Writes a comparison as a page.
     *
     * @param problem what was planned
     * @param outcomes of strategies; what they take is set beside that of the first which meets every constraint
     * @return HTML
     */
    public static String html(Problem problem, List<StrategyOutcome> outcomes) {
        return page(problem, outcomes).html();
    }

    /**
     * A page that compares strategies, for callers who have sections to add.
     *
     * @param problem what was planned
     * @param outcomes of strategies; what they take is set beside that of the first which meets every constraint
     * @return the page, with a section of figures and one of numbers
     */
    public static HtmlPage page(Problem problem, List<StrategyOutcome> outcomes) {
        return new ComparisonReport(problem, outcomes).write();
    }

    /** Whether a strategy meets every constraint with what the scenario opens. */
    private boolean wins(StrategyOutcome outcome) {
        return outcome.feasible() && outside(outcome).isEmpty();
    }

    /** Quantization and cuts of a plan that the scenario does not open; some strategies are defined by taking them. */
    private List<String> outside(StrategyOutcome outcome) {
        List<String> outside = new ArrayList<>();
        outcome.plan().ifPresent(plan -> {
            Scenario scenario = problem.scenario();
            String quantization = plan.pair().quantization();
            if (scenario.quantizations().stream().noneMatch(open -> open.name().equals(quantization))) {
                outside.add(scenario.quantization(quantization).label());
            }
            List<Integer> open = scenario.model(plan.pair().model()).cutPoints();
            plan.schedule().stream()
                    .map(Segment::cut)
                    .distinct()
                    .filter(cut -> !open.contains(cut))
                    .sorted()
                    .forEach(cut -> outside.add("cut " + cut));
        });
        return outside;
    }

    private HtmlPage write() {
        HtmlPage page = new HtmlPage("Comparison on " + problem.scenario().name());
        page.lead(least.map(this::winner)
                .orElseGet(() -> new Content[] {Content.text("No strategy meets every constraint.")}));
        page.section("Who wins, and by how much");
        if (planned().isEmpty()) {
            page.paragraph("No strategy has a plan.");
        } else {
            page.figure(values()).figure(beside(), Content.text("Numbers are those of the table."));
        }
        return page.table(table());
    }

    private List<StrategyOutcome> planned() {
        return outcomes.stream().filter(outcome -> outcome.plan().isPresent()).toList();
    }

    private Content[] winner(Plan best) {
        String names = outcomes.stream()
                .filter(this::wins)
                .filter(outcome -> compared(outcome.plan().orElseThrow()) == compared(best))
                .map(StrategyOutcome::strategy)
                .collect(Collectors.joining(", "));
        return new Content[] {
            Content.text("Of all that meet every constraint with what the scenario opens, "
                    + (kind == ObjectiveKind.ENERGY ? "a typical run takes least" : "the " + valueName() + " is least")
                    + " by " + names + ": "),
            value(best),
            Content.text(" with " + best.pair().label() + ".")
        };
    }

    private Drawing values() {
        List<StrategyOutcome> planned = planned();
        double[] kept = new double[planned.size()];
        double[] broken = new double[planned.size()];
        double[] outside = new double[planned.size()];
        for (int i = 0; i < planned.size(); i++) {
            double[] bars = wins(planned.get(i)) ? kept : planned.get(i).feasible() ? outside : broken;
            bars[i] = compared(planned.get(i).plan().orElseThrow());
        }
        int chosen = firstLeast() < 0 ? -1 : planned.indexOf(outcomes.get(firstLeast()));
        return BarChart.stacked(title(), words(planned))
                .withCategories(
                        "", planned.stream().map(StrategyOutcome::strategy).toList())
                .withValues(valueAxis())
                .withBars(MEETS, kept)
                .withBars(BREAKS, broken)
                .withBars(OUTSIDE, outside)
                .withChosen(chosen)
                .horizontal()
                .draw();
    }

    private String title() {
        return kind == ObjectiveKind.ENERGY
                ? "Energy of a typical run by strategy"
                : capital(valueName()) + " by strategy";
    }

    /** What strategies are compared by. */
    private String valueName() {
        String epochs = problem.scenario().task() == Task.INFERENCE ? "" : " of K_exp epochs";
        return switch (kind) {
            case ENERGY -> problem.scenario().task() == Task.INFERENCE ? "energy" : "energy of K_exp epochs";
            case TIME -> "time" + epochs;
            case PRICE -> "price" + epochs;
            case INTERVAL -> "interval";
        };
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private Axis valueAxis() {
        return Axis.of(valueName(), kind.unit());
    }

    private double compared(Plan plan) {
        return Objects.requireNonNull(values.get(plan));
    }

    private Quantity value(Plan plan) {
        return Quantity.of(compared(plan), kind.unit());
    }

    private String words(List<StrategyOutcome> planned) {
        return planned.stream()
                .map(outcome -> outcome.strategy() + " "
                        + value(outcome.plan().orElseThrow()).shown()
                        + (outcome.feasible() ? "" : ", which breaks a constraint"))
                .collect(Collectors.joining("; ", "", "."));
    }

    /** Value and time of each, strategies with the same numbers in one place. */
    private Drawing beside() {
        Map<List<Double>, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).plan().isPresent()) {
                Plan plan = outcomes.get(i).plan().get();
                places.computeIfAbsent(List.of(plan.robust().seconds(), compared(plan)), place -> new ArrayList<>())
                        .add(i);
            }
        }
        double deadline = problem.scenario().target().deadlineSeconds();
        LineChart chart = LineChart.of(
                        capital(kind.label()) + " and time, beside the deadline",
                        "The deadline is " + Quantity.seconds(deadline).shown() + ".")
                .withX(axis(
                        Axis.of("robust time", "s"), places.keySet().stream().map(place -> place.get(0))))
                .withY(axis(valueAxis(), places.keySet().stream().map(place -> place.get(1))))
                .withLimit(new Limit("deadline", deadline));
        for (Map.Entry<List<Double>, List<Integer>> place : places.entrySet()) {
            chart = chart.withMark(mark(place.getKey(), place.getValue()));
        }
        return chart.draw();
    }

    /** The first strategy of those that take least. */
    private int firstLeast() {
        return IntStream.range(0, outcomes.size())
                .filter(i -> wins(outcomes.get(i)))
                .filter(i -> outcomes.get(i).plan().equals(least))
                .findFirst()
                .orElse(-1);
    }

    private static Axis axis(Axis axis, Stream<Double> numbers) {
        DoubleSummaryStatistics all = numbers.mapToDouble(Double::doubleValue).summaryStatistics();
        return all.getMin() > 0 && all.getMax() / all.getMin() > WIDE ? axis.logarithmic() : axis.startingAtZero();
    }

    private Mark mark(List<Double> place, List<Integer> strategies) {
        String numbers = strategies.stream()
                .map(i -> String.format(Locale.ROOT, "%d", i + 1))
                .collect(Collectors.joining(", "));
        String names = strategies.stream().map(i -> outcomes.get(i).strategy()).collect(Collectors.joining(", "));
        String tip = names + ": " + Quantity.of(place.get(1), kind.unit()).shown() + ", "
                + Quantity.seconds(place.get(0)).shown();
        boolean isLeast = strategies.stream().anyMatch(i -> i == firstLeast());
        return new Mark(numbers, place.get(0), place.get(1), tip, isLeast);
    }

    private Table table() {
        Table.Builder table = Table.of("Strategies")
                .numbers("no.", "")
                .words("strategy")
                .words("model")
                .words("quantization")
                .numbers(kind == ObjectiveKind.ENERGY ? "nominal energy" : valueName(), kind.unit())
                .numbers("of " + first().map(StrategyOutcome::strategy).orElse("the best"), "%")
                .numbers("nominal time", "s")
                .numbers("robust energy", "J")
                .numbers("robust time", "s")
                .sentences("remarks")
                .sentences("schedule");
        for (int i = 0; i < outcomes.size(); i++) {
            StrategyOutcome outcome = outcomes.get(i);
            table.row(
                    outcome.plan().isPresent()
                            ? cells(i, outcome, outcome.plan().get())
                            : cells(i, outcome));
        }
        return table.build();
    }

    private Content[] cells(int i, StrategyOutcome outcome, Plan plan) {
        return new Content[] {
            Quantity.number(i + 1),
            Content.text(outcome.strategy()),
            Content.text(plan.pair().model()),
            Content.text(plan.pair().quantization()),
            value(plan),
            Content.of(share(plan)),
            Quantity.seconds(plan.nominal().seconds()),
            Quantity.joules(plan.robust().joules()),
            Quantity.seconds(plan.robust().seconds()),
            Content.text(remarks(outcome)),
            Content.text(Segment.summary(plan.schedule(), Task.FINE_TUNING, Words.DASH))
        };
    }

    private String remarks(StrategyOutcome outcome) {
        Stream<String> breaches = outcome.breaches().stream().map(breach -> Rounded.inText(breach.message()));
        Stream<String> taken = outside(outcome).stream().map(what -> "takes " + what + ", which is not open");
        return Stream.concat(breaches, taken).collect(Collectors.joining("; "));
    }

    /** Of the value of the first strategy that meets every constraint. */
    private Optional<Quantity> share(Plan plan) {
        return first().flatMap(StrategyOutcome::plan)
                .filter(base -> compared(base) > 0)
                .map(base -> Quantity.percent(compared(plan) / compared(base)));
    }

    private Optional<StrategyOutcome> first() {
        return outcomes.stream().filter(StrategyOutcome::feasible).findFirst();
    }

    private static Content[] cells(int i, StrategyOutcome outcome) {
        return new Content[] {
            Quantity.number(i + 1),
            Content.text(outcome.strategy()),
            Content.none(),
            Content.none(),
            Content.none(),
            Content.none(),
            Content.none(),
            Content.none(),
            Content.none(),
            Content.text(Rounded.inText(outcome.reason().orElse("no plan"))),
            Content.text("")
        };
    }
}
