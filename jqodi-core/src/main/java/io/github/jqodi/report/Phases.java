package io.github.jqodi.report;

import io.github.jqodi.cost.Phase;
import java.util.List;

/** Phases in the order in which figures stack them, so that each has one look in all figures of a page. */
final class Phases {
    static final List<Phase> ORDER = List.of(
            Phase.COMPUTE,
            Phase.DOWNLOAD,
            Phase.UPLOAD,
            Phase.OVERHEAD,
            Phase.IDLE,
            Phase.SETUP,
            Phase.PLACEMENT,
            Phase.SWITCH,
            Phase.INFERENCE,
            Phase.MEASURED);

    static final List<String> LABELS = ORDER.stream().map(Phase::label).toList();

    private Phases() {}
}
