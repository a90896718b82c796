package io.github.jqodi.json;

import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.Status;
import java.util.Arrays;
import java.util.Locale;

/** Names of constants in files. */
final class Labels {
    private Labels() {}

    static String of(SchedulePolicy policy) {
        return policy == SchedulePolicy.FIXED ? "fixed" : "perEpoch";
    }

    static String of(Payload payload) {
        return payload.name().toLowerCase(Locale.ROOT);
    }

    static String of(Placement placement) {
        return placement == Placement.FIRST_EPOCH ? "firstEpoch" : "inPlace";
    }

    static SchedulePolicy schedule(Cursor in) {
        return in.word(Arrays.asList(SchedulePolicy.values()), Labels::of);
    }

    static Task task(Cursor in) {
        return in.word(Arrays.asList(Task.values()), Task::label);
    }

    static Payload payload(Cursor in) {
        return in.word(Arrays.asList(Payload.values()), Labels::of);
    }

    static Placement placement(Cursor in) {
        return in.word(Arrays.asList(Placement.values()), Labels::of);
    }

    static Phase phase(Cursor in) {
        return in.word(Arrays.asList(Phase.values()), Phase::label);
    }

    static Rule rule(Cursor in) {
        return in.word(Arrays.asList(Rule.values()), Rule::label);
    }

    static Status status(Cursor in) {
        return in.word(Arrays.asList(Status.values()), Status::name);
    }
}
