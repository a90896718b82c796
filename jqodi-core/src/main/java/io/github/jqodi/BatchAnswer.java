package io.github.jqodi;

import io.github.jqodi.base.Text;
import io.github.jqodi.solve.SolveResult;
import java.util.Optional;

/**
 * The answer to one problem of a batch: a result, or the failure of this problem alone.
 *
 * @param result what the solver answered; empty if it failed
 * @param failure what was thrown, as where estimates contradict themselves or the caller's own cost model throws; empty if
 *     there is a result
 */
public record BatchAnswer(Optional<SolveResult> result, Optional<RuntimeException> failure) {
    /**
     * Checks that there is one of the two.
     *
     * @param result what the solver answered
     * @param failure what was thrown
     * @throws IllegalArgumentException if both or neither are there
     */
    public BatchAnswer {
        if (result.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("an answer is either a result or a failure");
        }
    }

    static BatchAnswer of(SolveResult result) {
        return new BatchAnswer(Optional.of(result), Optional.empty());
    }

    static BatchAnswer failed(RuntimeException failure) {
        return new BatchAnswer(Optional.empty(), Optional.of(failure));
    }

    /**
     * {@return the result}
     *
     * @throws RuntimeException the failure, if there is no result
     */
    public SolveResult orElseThrow() {
        return result.orElseThrow(failure::orElseThrow);
    }

    @Override
    public String toString() {
        return result.map(SolveResult::toString)
                .orElseGet(() -> "failed: " + Text.escaped(String.valueOf(failure.orElseThrow())));
    }
}
