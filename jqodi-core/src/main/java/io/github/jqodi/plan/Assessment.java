package io.github.jqodi.plan;

import java.util.List;

/**
 * All pairs (a,q) of a problem, sorted into those that may be chosen and those that may not.
 *
 * @param candidates in order of models, then bit-widths
 * @param excluded in order of models, then bit-widths
 * @param warnings values that are legal but odd
 */
public record Assessment(List<Candidate> candidates, List<Infeasibility> excluded, List<String> warnings) {
    /**
     * Copies the lists.
     *
     * @param candidates what may be chosen
     * @param excluded what may not
     * @param warnings values that are legal but odd
     */
    public Assessment {
        candidates = List.copyOf(candidates);
        excluded = List.copyOf(excluded);
        warnings = List.copyOf(warnings);
    }
}
