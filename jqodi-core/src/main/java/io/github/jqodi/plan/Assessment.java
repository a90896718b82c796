package io.github.jqodi.plan;

import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Optional;

/**
 * All pairs (a,q) of a problem, sorted into those that may be chosen and those that may not.
 *
 * @param candidates in order of models, then quantizations
 * @param excluded in order of models, then quantizations
 * @param warnings what is assumed and what looks like a slip
 */
public record Assessment(List<Candidate> candidates, List<Infeasibility> excluded, List<Warning> warnings) {
    /**
     * Copies the lists.
     *
     * @param candidates what may be chosen
     * @param excluded what may not
     * @param warnings what is assumed and what looks like a slip
     */
    public Assessment {
        candidates = List.copyOf(candidates);
        excluded = List.copyOf(excluded);
        warnings = List.copyOf(warnings);
    }

    /**
     * The candidate of a pair; O(candidates).
     *
     * @param pair model and quantization by name
     * @return the candidate, empty if it may not be chosen
     */
    public Optional<Candidate> candidate(QuantizedModel pair) {
        return candidates.stream().filter(candidate -> candidate.isOf(pair)).findFirst();
    }

    /**
     * Why a pair may not be chosen; O(excluded pairs).
     *
     * @param pair model and quantization by name
     * @return the reason, empty if it may be chosen or the problem does not have it
     */
    public Optional<Infeasibility> exclusion(QuantizedModel pair) {
        return excluded.stream().filter(why -> why.pair().equals(pair)).findFirst();
    }

    @Override
    public String toString() {
        return Text.count(candidates.size(), "candidate") + ", " + excluded.size() + " excluded, "
                + Text.count(warnings.size(), "warning");
    }
}
