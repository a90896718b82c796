package io.github.jqodi.estimators.assemble;

import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.plan.Problem;
import java.util.List;

/**
 * A scenario that was put together.
 *
 * @param part its fields; {@link ScenarioPart#toScenarioJson()} is the file, whose notes say where each number comes from
 * @param problem the file read back, to be planned
 */
public record AssembledScenario(ScenarioPart part, Problem problem) {
    /** The begin of a note that says an assumption. */
    public static final String ASSUMED = "assumed: ";

    /**
     * {@return what was not given and had to be assumed, one line each; the notes of the scenario that begin with
     * {@value #ASSUMED}, without that}
     */
    public List<String> assumptions() {
        return problem.scenario().notes().stream()
                .filter(note -> note.startsWith(ASSUMED))
                .map(note -> note.substring(ASSUMED.length()))
                .toList();
    }
}
