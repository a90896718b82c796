package io.github.jqodi.report;

import io.github.jqodi.plan.Segment;
import java.util.List;
import java.util.stream.Collectors;

/** Servers, cuts and epochs in words. */
final class Places {
    private static final int SHORT_SCHEDULE = 3;

    private static final String DASH = "–";

    private Places() {}

    static String of(Segment segment) {
        return segment.server().orElse("the device alone");
    }

    /** As in {@code 1–17}. */
    static String epochs(Segment segment) {
        return segment.range(DASH);
    }

    /** A schedule in one sentence, its first segments at least. */
    static String schedule(List<Segment> schedule, boolean isInference) {
        String shown = schedule.stream()
                .limit(SHORT_SCHEDULE)
                .map(segment -> "cut " + segment.cut() + " on " + of(segment)
                        + (isInference ? "" : " for " + segment.epochs(DASH)))
                .collect(Collectors.joining(", "));
        int more = schedule.size() - SHORT_SCHEDULE;
        return more > 0 ? shown + ", " + more + " more" : shown;
    }
}
