package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.InferencePlacement;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Spent;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A result for people. */
final class PlanText {
    private static final double MOST_PLAIN = 1e12;
    private static final double LEAST_PLAIN = 1e-4;

    private final StringBuilder text = new StringBuilder();
    private final Scenario scenario;
    private final SolveResult result;

    private PlanText(Scenario scenario, SolveResult result) {
        this.scenario = scenario;
        this.result = result;
    }

    static String of(Scenario scenario, SolveResult result) {
        PlanText text = new PlanText(scenario, result);
        text.warnings();
        result.plan().ifPresentOrElse(text::plan, text::noPlan);
        text.closedPairs();
        return text.text.toString();
    }

    private void plan(Plan plan) {
        line(result.status() + ": " + plan.pair().label() + ", " + schedule(plan.schedule()));
        line("");
        if (isInference()) {
            inferencePlan(plan);
        } else {
            fineTuningPlan(plan);
        }
        alternatives(plan);
    }

    private boolean isInference() {
        return scenario.task() == Task.INFERENCE;
    }

    private void inferencePlan(Plan plan) {
        double samples = plan.inference().map(InferencePlacement::samples).orElse(0.0);
        double deadline = scenario.target().deadlineSeconds();
        line("  inference  " + plain(samples) + (samples == 1 ? " sample: " : " samples: ")
                + joules(plan.robust().joules()) + " J, "
                + seconds(plan.robust().seconds()) + " s, "
                + scenario.metric().label() + " "
                + loss(plan.robust()));
        line("  deadline   " + seconds(deadline) + " s, "
                + seconds(deadline - plan.robust().seconds()) + " s left");
        objective(plan);
        bill("bill", plan);
    }

    private void fineTuningPlan(Plan plan) {
        TextTable totals = new TextTable(
                "", ">epochs", ">joules", ">seconds", ">" + scenario.metric().label());
        totals(totals, "nominal", plan.nominal());
        totals.row(
                "expected",
                String.format(Locale.ROOT, "%.1f", plan.expected().epochs()),
                joules(plan.expected().joules()),
                seconds(plan.expected().seconds()),
                "-");
        totals(totals, "robust", plan.robust());
        text.append(totals);
        line("");
        plan.spent().ifPresent(this::spent);
        double deadline = scenario.target().deadlineSeconds();
        line("  deadline   " + seconds(deadline) + " s, "
                + seconds(deadline - plan.robust().seconds()) + " s left in the robust case");
        line("  chance     " + chance(plan.chance().target()) + " to reach the target, "
                + chance(plan.chance().deadline()) + " before the deadline");
        if (scenario.target().joules().isPresent()) {
            line("  limit      " + joules(scenario.target().joules().getAsDouble()) + " J");
        }
        objective(plan);
        plan.score().ifPresent(this::score);
        plan.inference().ifPresent(this::inference);
        if (plan.schedule().size() > 1) {
            scheduleTable(plan.schedule());
        }
        bill("bill of the robust case", plan);
    }

    /** What is no part of the plan; its deadline and limit are what is left after it. */
    private void spent(Spent spent) {
        line("  spent      " + Text.count(spent.epochs(), "epoch") + ", " + joules(spent.joules()) + " J, "
                + seconds(spent.seconds()) + " s before; all else is of what remains");
    }

    private void objective(Plan plan) {
        line("  objective  " + objective(plan.objective()) + (plan.score().isPresent() ? "" : " " + unit())
                + " by rule "
                + result.rule().label() + ", proven bound " + objective(result.lowerBound()) + ", gap "
                + String.format(Locale.ROOT, "%.1e", result.gap()) + ", solver " + result.solver());
    }

    private String unit() {
        return result.objectiveKind() == ObjectiveKind.PRICE
                ? "price"
                : result.objectiveKind().unit();
    }

    private String objective(double value) {
        return result.objectiveKind().unit().equals("s") ? seconds(value) : joules(value);
    }

    private static void totals(TextTable table, String name, Totals totals) {
        table.row(
                name,
                Integer.toString(totals.epochs()),
                joules(totals.joules()),
                seconds(totals.seconds()),
                loss(totals));
    }

    private static String loss(Totals totals) {
        return totals.loss().isPresent()
                ? String.format(Locale.ROOT, "%.6g", totals.loss().getAsDouble())
                : "-";
    }

    private void score(Score score) {
        line("  score      " + joules(score.value())
                + String.format(Locale.ROOT, ", opportunity %.4f, risk %.4f", score.opportunity(), score.risk()));
    }

    private void inference(InferencePlacement place) {
        line("  inference  " + plain(place.samples()) + " samples, cut " + place.cut() + " on "
                + place.server().orElse(Segment.DEVICE_ALONE) + ": " + joules(place.joules()) + " J, "
                + seconds(place.seconds()) + " s");
    }

    private void scheduleTable(List<Segment> schedule) {
        heading("schedule");
        TextTable table = new TextTable(">epochs", "server", ">cut");
        schedule.forEach(segment -> table.row(segment.range("-"), segment.place(), Integer.toString(segment.cut())));
        text.append(table);
    }

    private void bill(String heading, Plan plan) {
        heading(heading);
        if (result.objectiveKind() == ObjectiveKind.PRICE) {
            pricedBill(plan);
            return;
        }
        TextTable table = new TextTable("node", "phase", ">seconds", ">joules", ">share");
        double total = plan.robust().joules();
        for (CostItem item : plan.bill()) {
            table.row(
                    item.node(),
                    item.phase().label(),
                    seconds(item.seconds()),
                    joules(item.joules()),
                    percent(item.joules() / total));
        }
        table.row("total", "", seconds(plan.robust().seconds()), joules(total), percent(1));
        text.append(table);
    }

    private void pricedBill(Plan plan) {
        TextTable table = new TextTable("node", "phase", ">seconds", ">joules", ">price", ">share");
        double total =
                plan.bill().stream().mapToDouble(row -> row.price().orElse(0)).sum();
        for (CostItem item : plan.bill()) {
            double price = item.price().orElse(0);
            table.row(
                    item.node(),
                    item.phase().label(),
                    seconds(item.seconds()),
                    joules(item.joules()),
                    joules(price),
                    percent(price / total));
        }
        table.row(
                "total",
                "",
                seconds(plan.robust().seconds()),
                joules(plan.robust().joules()),
                joules(total),
                percent(1));
        text.append(table);
    }

    private void alternatives(Plan plan) {
        if (result.alternatives().isEmpty()) {
            return;
        }
        heading("alternatives");
        TextTable table = new TextTable(
                "model",
                QuantizationColumn.heading(result.alternatives().stream().map(Alternative::pair)),
                ">objective " + unit(),
                ">more",
                isInference() ? ">seconds" : ">robust s",
                "schedule");
        for (Alternative other : result.alternatives()) {
            table.row(
                    other.pair().model(),
                    other.pair().quantization(),
                    objective(other.objective()),
                    percent(other.objective() / plan.objective() - 1),
                    seconds(other.seconds()),
                    schedule(other.schedule()));
        }
        text.append(table);
    }

    private void noPlan() {
        line(
                result.status() == Status.INFEASIBLE
                        ? "INFEASIBLE: nothing stays below the deadline of "
                                + seconds(Goal.of(scenario).shownDeadlineSeconds()) + " s"
                                + limit() + " and gets "
                                + scenario.metric().goodSide()
                                + " the target " + scenario.metric().label()
                        : "UNKNOWN: a limit was reached before a plan was found");
    }

    private String limit() {
        OptionalDouble limit = Goal.of(scenario).shownJoules();
        return limit.isEmpty() ? "" : " and the limit of " + joules(limit.getAsDouble()) + " J";
    }

    private void closedPairs() {
        List<Infeasibility> closed = result.infeasibilities().stream()
                .filter(why -> why.reason() != Reason.PRUNED)
                .toList();
        if (!closed.isEmpty()) {
            heading("no plan for");
            TextTable table = new TextTable(
                    "model",
                    QuantizationColumn.heading(closed.stream().map(Infeasibility::pair)),
                    "because",
                    ">deadline needed s",
                    ">joules needed",
                    ">" + scenario.metric().label() + " target needed",
                    ">chance",
                    ">confidence that fits");
            closed.forEach(why -> table.row(
                    why.pair().model(),
                    why.pair().quantization(),
                    Rounded.inText(why.message()),
                    Rounded.up(why.smallestDeadlineSeconds()),
                    Rounded.up(why.joulesNeeded()),
                    needed(why.lossTargetNeeded()),
                    why.chance().isPresent() ? chance(why.chance().getAsDouble()) : "-",
                    Rounded.down(why.confidenceThatFits())));
            text.append(table);
        }
        passedOver(result.infeasibilities().size() - closed.size());
    }

    /** What is enough: a loss rounded up, an accuracy down. */
    private String needed(OptionalDouble target) {
        return scenario.metric() == Metric.LOSS ? Rounded.up(target) : Rounded.down(target);
    }

    private void passedOver(int count) {
        if (count > 0) {
            line("");
            line(count + (count == 1 ? " more pair cannot beat these" : " more pairs cannot beat these"));
        }
    }

    private void warnings() {
        if (!result.warnings().isEmpty()) {
            line("warnings");
            result.warnings().forEach(warning -> line("  " + warning.code() + ": " + Rounded.inText(warning.text())));
            line("");
        }
    }

    private String schedule(List<Segment> schedule) {
        return Segment.summary(schedule, scenario.task(), "-");
    }

    static String joules(double value) {
        return rounded(value, 100, "%.1f");
    }

    static String seconds(double value) {
        return rounded(value, 1, "%.3f");
    }

    /** Four digits, or some decimals from a size on; very large and very small numbers have an exponent. */
    private static String rounded(double value, double largeFrom, String large) {
        double size = Math.abs(value);
        if (size >= MOST_PLAIN || (size < LEAST_PLAIN && size > 0)) {
            return Text.number(value);
        }
        return String.format(Locale.ROOT, size >= largeFrom || size == 0 ? large : "%.4g", value);
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
    }

    /** A probability; what is neither 0 nor 1 is not shown as if it were. */
    private static String chance(double probability) {
        if (probability > 0 && probability < 0.0005) {
            return "< 0.1 %";
        }
        return probability > 0.9995 && probability < 1 ? "> 99.9 %" : percent(probability);
    }

    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Rounded.up(value);
    }

    private void heading(String heading) {
        line("");
        line(heading);
    }

    private void line(String line) {
        text.append(Text.escaped(line)).append('\n');
    }
}
