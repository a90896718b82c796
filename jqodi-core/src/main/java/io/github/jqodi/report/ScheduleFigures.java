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
    private static final int MAX_EPOCHS_DRAWN = 2;
    private static final int MAX_BARS = 400;
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
        List<Stay> stays = stays(costs.clock(plan));
        List<Stay> drawn = stays.subList(0, Math.min(MAX_BARS, stays.size()));
        String some =
                drawn.size() < stays.size() ? ", the first " + drawn.size() + " of " + stays.size() + " stays" : "";
        String end = Quantity.seconds(plan.robust().seconds()).shown();
        double deadline = costs.scenario().target().deadlineSeconds();
        Timeline timeline = Timeline.of(
                "The run, by server" + some,
                "All " + plan.robust().epochs() + " epochs end after " + end + ", before the deadline of "
                        + Quantity.seconds(deadline).shown() + ".",
                TIME);
        if (plan.setup().seconds() > 0) {
            timeline = timeline.withBar("setup", "setup", 0, plan.setup().seconds(), "");
        }
        for (Stay stay : drawn) {
            timeline = timeline.withBar(stay.server, stay.cuts, stay.from, stay.to, stay.epochs);
        }
        return timeline.withLimit(new Limit("typical end", plan.nominal().seconds()))
                .withLimit(new Limit("robust end", plan.robust().seconds()))
                .withLimit(new Limit("deadline", deadline))
                .draw();
    }

    /** A time on one server. */
    private record Stay(String server, String cuts, double from, double to, String epochs) {}

    /** One for each segment, or, of schedules too long for that, one for each time on a server. */
    private List<Stay> stays(double[] clock) {
        boolean isShort = plan.schedule().size() <= MAX_BARS;
        List<Stay> stays = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= plan.schedule().size(); i++) {
            Segment begin = plan.schedule().get(first);
            boolean goesOn = !isShort
                    && i < plan.schedule().size()
                    && plan.schedule().get(i).server().equals(begin.server());
            if (!goesOn) {
                String cuts = isShort ? "cut " + begin.cut() : "changing cuts";
                String epochs = isShort ? begin.range(Words.DASH) : "";
                stays.add(new Stay(begin.place(), cuts, clock[first], clock[i], epochs));
                first = i;
            }
        }
        return stays;
    }

    /** The first segments that differ in server or cut. */
    private List<Segment> differing() {
        List<Segment> differing = new ArrayList<>();
        for (Segment segment : plan.schedule()) {
            boolean isNew = differing.stream()
                    .noneMatch(other -> other.server().equals(segment.server()) && other.cut() == segment.cut());
            if (isNew && differing.size() < MAX_EPOCHS_DRAWN) {
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
                        what + ", by node: " + segment.place() + ", cut " + segment.cut(),
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
