package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Every plan of a solver is accepted; every one that was tampered with, in whatever field, is rejected. */
class PlanVerifierProperties {
    private static final double WRONG = 1.000001;

    @Property(tries = 1500, seed = "31", shrinking = ShrinkingMode.OFF)
    void acceptsWhatWasPlannedAndRejectsWhatWasTamperedWith(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveResult result = Solvers.exact().solve(given.problem(), SolveOptions.DEFAULT.withRule(given.rule()));
        if (result.plan().isEmpty()) {
            return;
        }
        Plan plan = result.plan().get();
        assertEquals(plan, plan.toBuilder().build());
        PlanVerifier verifier = new PlanVerifier(given.problem());
        assertEquals(List.of(), verifier.verify(plan), () -> "seed " + seed);
        tampered(plan).forEach((how, other) -> {
            Statistics.label("tampered").collect(how);
            assertFalse(verifier.verify(other).isEmpty(), () -> "seed " + seed + ": " + how + " " + other);
        });
    }

    @Property(tries = 500, seed = "32", shrinking = ShrinkingMode.OFF)
    void rejectsAPlanThatMissesTheDeadlineByOneDouble(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveResult result = Solvers.exact().solve(given.problem(), SolveOptions.DEFAULT.withRule(given.rule()));
        result.plan().filter(plan -> plan.robust().seconds() > Double.MIN_VALUE).ifPresent(plan -> {
            double exact = plan.robust().seconds();
            Problem tight = given.problem().withDeadlineSeconds(Math.nextDown(exact));
            assertFalse(new PlanVerifier(tight).verify(plan).isEmpty(), () -> "seed " + seed);
        });
    }

    private static Map<String, Plan> tampered(Plan plan) {
        Map<String, Plan> all = new LinkedHashMap<>();
        all.put(
                "model",
                plan.toBuilder()
                        .pair(new QuantizedModel("another", plan.pair().quantization()))
                        .build());
        String otherWidth = plan.pair().quantization().equals("8") ? "4" : "8";
        all.put(
                "bits",
                plan.toBuilder()
                        .pair(new QuantizedModel(plan.pair().model(), otherWidth))
                        .build());
        all.put(
                "late start",
                plan.toBuilder().schedule(lateStart(plan.schedule())).build());
        all.put(
                "one epoch more",
                plan.toBuilder().schedule(longer(plan.schedule(), 1)).build());
        if (plan.robust().epochs() > 1) {
            all.put(
                    "one epoch less",
                    plan.toBuilder().schedule(longer(plan.schedule(), -1)).build());
        }
        all.put("server", plan.toBuilder().schedule(elsewhere(plan.schedule())).build());
        all.put("cut", plan.toBuilder().schedule(cutAt(plan.schedule(), 99)).build());
        Setup setup = plan.setup();
        all.put(
                "setup",
                plan.toBuilder()
                        .setup(new Setup(setup.quantization(), setup.seconds() + 1, setup.joules()))
                        .build());
        put(
                all,
                "nominal joules",
                plan.nominal().joules(),
                plan.toBuilder().nominal(scaled(plan.nominal(), WRONG, 1)).build());
        put(
                all,
                "nominal seconds",
                plan.nominal().seconds(),
                plan.toBuilder().nominal(scaled(plan.nominal(), 1, WRONG)).build());
        MeanTotals mean = plan.expected();
        all.put(
                "mean epochs",
                plan.toBuilder()
                        .expected(new MeanTotals(mean.epochs() * WRONG, mean.seconds(), mean.joules()))
                        .build());
        put(
                all,
                "mean seconds",
                mean.seconds(),
                plan.toBuilder()
                        .expected(new MeanTotals(mean.epochs(), mean.seconds() * WRONG, mean.joules()))
                        .build());
        put(
                all,
                "mean joules",
                mean.joules(),
                plan.toBuilder()
                        .expected(new MeanTotals(mean.epochs(), mean.seconds(), mean.joules() * WRONG))
                        .build());
        put(
                all,
                "robust joules",
                plan.robust().joules(),
                plan.toBuilder().robust(scaled(plan.robust(), WRONG, 1)).build());
        put(
                all,
                "robust seconds",
                plan.robust().seconds(),
                plan.toBuilder().robust(scaled(plan.robust(), 1, WRONG)).build());
        all.put("epochs", plan.toBuilder().nominal(epochs(plan.nominal(), 1)).build());
        all.put("loss", plan.toBuilder().robust(loss(plan.robust())).build());
        put(
                all,
                "objective",
                plan.objective(),
                plan.toBuilder().objective(plan.objective() * WRONG).build());
        plan.score()
                .ifPresent(score -> put(
                        all,
                        "score",
                        score.value(),
                        plan.toBuilder()
                                .score(Optional.of(new Score(score.value() * WRONG, score.opportunity(), score.risk())))
                                .build()));
        if (!plan.bill().isEmpty()) {
            all.put("bill", plan.toBuilder().bill(firstRowChanged(plan.bill())).build());
            all.put(
                    "bill row missing",
                    plan.toBuilder()
                            .bill(plan.bill().subList(1, plan.bill().size()))
                            .build());
        }
        plan.inference().ifPresent(i -> {
            all.put("no inference", plan.toBuilder().inference(Optional.empty()).build());
            all.put(
                    "inference joules",
                    plan.toBuilder()
                            .inference(Optional.of(new InferencePlacement(
                                    i.samples(), i.server(), i.cut(), i.seconds(), i.joules() * WRONG + 1)))
                            .build());
        });
        return all;
    }

    private static void put(Map<String, Plan> all, String how, double value, Plan other) {
        if (value != 0) {
            all.put(how, other);
        }
    }

    private static List<Segment> lateStart(List<Segment> schedule) {
        List<Segment> changed = new ArrayList<>(schedule);
        Segment first = schedule.get(0);
        changed.set(0, new Segment(2, first.toEpoch() + 1, first.server(), first.cut()));
        return changed;
    }

    private static List<Segment> longer(List<Segment> schedule, int epochs) {
        List<Segment> changed = new ArrayList<>(schedule);
        Segment last = changed.remove(changed.size() - 1);
        if (last.toEpoch() + epochs >= last.fromEpoch()) {
            changed.add(new Segment(last.fromEpoch(), last.toEpoch() + epochs, last.server(), last.cut()));
        }
        return changed;
    }

    private static List<Segment> elsewhere(List<Segment> schedule) {
        return schedule.stream()
                .map(s -> new Segment(s.fromEpoch(), s.toEpoch(), "elsewhere", s.cut()))
                .toList();
    }

    private static List<Segment> cutAt(List<Segment> schedule, int cut) {
        return schedule.stream()
                .map(s -> new Segment(s.fromEpoch(), s.toEpoch(), s.server(), cut))
                .toList();
    }

    private static Totals scaled(Totals totals, double joules, double seconds) {
        return new Totals(totals.epochs(), totals.seconds() * seconds, totals.joules() * joules, totals.loss());
    }

    private static Totals epochs(Totals totals, int more) {
        return new Totals(totals.epochs() + more, totals.seconds(), totals.joules(), totals.loss());
    }

    private static Totals loss(Totals totals) {
        OptionalDouble other = totals.loss().isPresent() ? OptionalDouble.empty() : OptionalDouble.of(0.01);
        return new Totals(totals.epochs(), totals.seconds(), totals.joules(), other);
    }

    private static List<CostItem> firstRowChanged(List<CostItem> bill) {
        List<CostItem> changed = new ArrayList<>(bill);
        CostItem row = bill.get(0);
        changed.set(0, new CostItem(row.node(), row.phase(), row.seconds() + 1, row.joules()));
        return changed;
    }
}
