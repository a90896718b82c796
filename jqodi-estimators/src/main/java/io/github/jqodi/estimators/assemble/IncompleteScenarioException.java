package io.github.jqodi.estimators.assemble;

import io.github.jqodi.json.ScenarioPart;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A scenario cannot be put together: fields are missing that nothing that was given says, and that cannot be assumed. */
public final class IncompleteScenarioException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Names of fields. */
    private final List<String> missing;

    private IncompleteScenarioException(List<String> missing) {
        super("missing are " + String.join(", ", missing)
                + String.format(Locale.ROOT, "; give %s", missing.size() == 1 ? "it." : "them."));
        this.missing = missing;
    }

    /** What a scenario of computed costs needs, and one of measured costs can do without. */
    static void check(ScenarioPart part) {
        boolean measured = part.hasMeasuredCosts();
        List<String> needed = Stream.concat(
                        Stream.of("target", "models", "edgeServers"),
                        measured ? Stream.empty() : Stream.of("device", "cloud", "workload"))
                .filter(field -> !part.has(field))
                .toList();
        if (!needed.isEmpty()) {
            throw new IncompleteScenarioException(needed);
        }
    }

    /**
     * {@return names of the fields of a scenario that are missing}
     */
    public List<String> missing() {
        return missing;
    }
}
