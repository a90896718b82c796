package io.github.jqodi.estimators.assemble;

import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.plan.Problem;
import java.util.List;

/**
 * A scenario that was put together.
 *
 * @param part its fields; {@link ScenarioPart#toScenarioJson()} is the file, whose notes say where each number comes from
 * @param problem the file read back, to be planned
 * @param assumptions what was not given and had to be assumed, and what rests on little, in one line each; the notes hold them too
 */
public record AssembledScenario(ScenarioPart part, Problem problem, List<String> assumptions) {
    /**
     * Copies the list.
     *
     * @param part its fields
     * @param problem to be planned
     * @param assumptions one line each
     */
    public AssembledScenario {
        assumptions = List.copyOf(assumptions);
    }
}
