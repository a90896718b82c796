package io.github.jqodi.report;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When what runs where: the whole run by server, and an epoch of it by node. */
final class ScheduleFigures {
    private static final int MOST_EPOCHS_DRAWN = 2;
    private static final Axis TIME = Axis.of("time", "s").startingAtZero();

    private final PlanCosts costs;
    private final Plan plan;

    ScheduleFigures(PlanCosts costs, Plan plan) {
        this.costs = costs;
        this.plan = plan;
    }

    List<Drawing> drawings() {
        List<Drawing> drawings = new ArrayList<>();
        if (!costs.isInference()) {
            drawings.add(run());
        }
        differing().forEach(segment -> drawings.add(epoch(segment)));
        return drawings;
    }

    private Drawing run() {
        double[] clock = costs.clock(plan);
        String end = Quantity.seconds(plan.robust().seconds()).shown();
        double deadline = costs.scenario().target().deadlineSeconds();
        Timeline timeline = Timeline.of(
                "The run, by server",
                "All " + plan.robust().epochs() + " epochs end after " + end + ", before the deadline of "
                        + Quantity.seconds(deadline).shown() + ".",
                TIME);
        if (plan.setup().seconds() > 0) {
            timeline = timeline.withBar("setup", "setup", 0, plan.setup().seconds(), "");
        }
        for (int i = 0; i < plan.schedule().size(); i++) {
            Segment segment = plan.schedule().get(i);
            timeline = timeline.withBar(
                    Places.of(segment), "cut " + segment.cut(), clock[i], clock[i + 1], Places.epochs(segment));
        }
        return timeline.withLimit(new Limit("typical end", plan.nominal().seconds()))
                .withLimit(new Limit("robust end", plan.robust().seconds()))
                .withLimit(new Limit("deadline", deadline))
                .draw();
    }

    /** The first segments that differ in server or cut. */
    private List<Segment> differing() {
        List<Segment> differing = new ArrayList<>();
        for (Segment segment : plan.schedule()) {
            boolean isNew = differing.stream()
                    .noneMatch(other -> other.server().equals(segment.server()) && other.cut() == segment.cut());
            if (isNew && differing.size() < MOST_EPOCHS_DRAWN) {
                differing.add(segment);
            }
        }
        return differing;
    }

    private Drawing epoch(Segment segment) {
        Action action = costs.action(segment);
        Roles roles = new Roles(costs.scenario(), action.server());
        Cost cost = costs.cost(action, segment.fromEpoch());
        List<CostItem> items = cost.items().stream()
                .filter(item -> item.seconds() > 0 && item.phase() != Phase.IDLE)
                .sorted(Comparator.comparingInt(roles::order))
                .toList();
        String what = costs.isInference() ? "The inference" : "Epoch " + segment.fromEpoch();
        Timeline timeline = Timeline.of(
                        what + ", by node: " + Places.of(segment) + ", cut " + segment.cut(),
                        what + " takes " + Quantity.seconds(cost.seconds()).shown() + ": " + longest(items) + ".",
                        TIME)
                .withKinds(Phases.LABELS);
        double now = 0;
        for (CostItem item : items) {
            timeline = timeline.withBar(roles.of(item.node()), item.phase().label(), now, now + item.seconds(), "");
            now += item.seconds();
        }
        return timeline.draw();
    }

    private static String longest(List<CostItem> items) {
        return items.stream()
                .max(Comparator.comparingDouble(CostItem::seconds))
                .map(item -> "the longest part is " + item.phase().label() + " of " + item.node() + " with "
                        + Quantity.seconds(item.seconds()).shown())
                .orElse("nothing in it takes time");
    }
}
