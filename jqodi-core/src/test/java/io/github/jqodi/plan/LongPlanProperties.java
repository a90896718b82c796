package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Sums that count repeated costs, and schedules that are made when they are looked at, against one epoch after the other. */
class LongPlanProperties {
    @Property(tries = 500, seed = "71", shrinking = ShrinkingMode.OFF)
    void totalsAndBillAreThoseOfOneEpochAfterTheOther(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Problem problem = problem(random);
        Candidate candidate = problem.assess().candidates().get(0);
        List<Action> actions = schedule(random, candidate);
        Plan plan = Planning.of(problem, candidate, Rule.EXPECTED).plan(actions);

        double[] weights = Rule.EXPECTED.weights(candidate);
        ExactSum seconds = new ExactSum(candidate.setup().seconds());
        ExactSum joules = new ExactSum(candidate.setup().joules());
        ExactSum meanSeconds = seconds.copy();
        ExactSum meanJoules = joules.copy();
        Map<List<Object>, ExactSum> bill = new LinkedHashMap<>();
        for (int k = 1; k <= actions.size(); k++) {
            Cost cost = candidate.costs().epoch(actions.get(k - 1), k);
            seconds.add(cost.seconds());
            joules.add(cost.joules());
            meanSeconds.addProduct(weights[k - 1], cost.seconds());
            meanJoules.addProduct(weights[k - 1], cost.joules());
            for (CostItem item : cost.items()) {
                bill.computeIfAbsent(List.of(item.node(), item.phase()), key -> new ExactSum())
                        .add(item.joules());
            }
            if (k == candidate.expectedEpochs()) {
                assertEquals(seconds.value(), plan.nominal().seconds());
                assertEquals(joules.value(), plan.nominal().joules());
            }
        }
        assertEquals(seconds.value(), plan.robust().seconds());
        assertEquals(joules.value(), plan.robust().joules());
        assertEquals(meanSeconds.value(), plan.expected().seconds());
        assertEquals(meanJoules.value(), plan.expected().joules());
        for (CostItem row : plan.bill()) {
            ExactSum own = bill.remove(List.of(row.node(), row.phase()));
            assertEquals(own == null ? candidate.setup().joules() : own.value(), row.joules(), row::toString);
        }
        assertTrue(bill.values().stream().allMatch(sum -> sum.value() == 0), bill::toString);
    }

    @Property(tries = 500, seed = "72", shrinking = ShrinkingMode.OFF)
    void segmentsAreTheRunsOfAnAction(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Action> actions =
                schedule(random, problem(random).assess().candidates().get(0));
        List<Segment> expected = new ArrayList<>();
        for (int k = 1; k <= actions.size(); k++) {
            Action action = actions.get(k - 1);
            Segment last = expected.isEmpty() ? new Segment(1, 1, "none", 0) : expected.get(expected.size() - 1);
            boolean goesOn = last.server().equals(Optional.of(action.server().name())) && last.cut() == action.cut();
            int from = goesOn ? last.fromEpoch() : k;
            Segment now = new Segment(from, k, action.server().name(), action.cut());
            if (goesOn) {
                expected.set(expected.size() - 1, now);
            } else {
                expected.add(now);
            }
        }
        List<Segment> segments = Segment.of(actions);
        assertEquals(expected, segments);
        assertEquals(expected.hashCode(), segments.hashCode());
        assertThrows(IndexOutOfBoundsException.class, () -> segments.get(segments.size()));
        assertThrows(UnsupportedOperationException.class, () -> segments.remove(0));
    }

    /** Forecasts that end before, at or after the last epoch; every action is effective. */
    private static Problem problem(SplittableRandom random) {
        int epochs = random.nextInt(1, 60);
        Scenario scenario = Scenario.builder("long", Target.of(1e9, 0.5))
                .cloud(Cloud.of("cloud", 1e12, 1e-11))
                .device(Device.of("device", 1e9, 2e-10))
                .edgeServers(IntStream.range(0, 3)
                        .mapToObj(i -> EdgeServer.of(
                                "server" + i,
                                new Processor(random.nextDouble(1e10, 1e11), random.nextDouble(1e-10, 1e-9)),
                                Link.of(1e8, 1e-8),
                                link(random, random.nextInt(epochs + 5))))
                        .toList())
                .bitWidths(8)
                .workload(Workload.of(100, 20).withInput(3072, 8))
                .model(ModelVersion.of(
                        "net",
                        0.4,
                        IntStream.range(0, 3)
                                .mapToObj(i -> new Layer("layer" + i, random.nextDouble(1e6, 1e8), 1e4, 1e3))
                                .toList()))
                .build();
        EpochEstimate estimate = EpochEstimate.of(1 + random.nextInt(epochs), epochs);
        EstimateTable table = new EstimateTable(List.of(EstimateTable.Row.of(QuantizedModel.of("net", 8), estimate)));
        return new Problem(scenario, Estimators.of(table), AnalyticCosts.PAPER);
    }

    private static Link link(SplittableRandom random, int entries) {
        Link link = Link.of(random.nextDouble(1e7, 1e8), 1e-8);
        double[] levels = random.doubles(3, 1e7, 1e8).toArray();
        return entries == 0
                ? link
                : link.withBitsPerSecondByEpoch(IntStream.range(0, entries)
                        .mapToObj(k -> levels[random.nextInt(3)])
                        .toList());
    }

    /** Some objects stand for the same action, and some actions come again and again. */
    private static List<Action> schedule(SplittableRandom random, Candidate candidate) {
        List<Action> actions = new ArrayList<>();
        while (actions.size() < candidate.robustEpochs()) {
            Action action =
                    candidate.actions().get(random.nextInt(candidate.actions().size()));
            int times = random.nextInt(1, 8);
            for (int i = 0; i < times && actions.size() < candidate.robustEpochs(); i++) {
                actions.add(random.nextBoolean() ? action : new Action(action.server(), action.cut()));
            }
        }
        return actions;
    }
}
