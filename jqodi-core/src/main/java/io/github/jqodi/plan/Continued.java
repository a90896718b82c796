package io.github.jqodi.plan;

import io.github.jqodi.scenario.QuantizedModel;
import java.util.Optional;

/**
 * Origin of a problem that is the rest of another one, of which some epochs are done.
 *
 * @param run what is done
 * @param whole the problem it was begun with, which the file holds; empty if the rest has been changed since
 */
public record Continued(RunInProgress run, Optional<Problem> whole) {
    /** The same of a problem that has been changed. */
    Continued changed() {
        return new Continued(run, Optional.empty());
    }

    /** Whether a pair is set up and placed. */
    boolean isInPlace(QuantizedModel pair) {
        return pair.equals(run.pair());
    }

    @Override
    public String toString() {
        return "goes on with " + run;
    }
}
