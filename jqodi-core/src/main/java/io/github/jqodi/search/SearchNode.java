package io.github.jqodi.search;

import io.github.jqodi.plan.Candidate;
import java.util.Optional;

/** A candidate on its way to an answer: bounded without a table where its costs allow that, then opened, then searched. */
final class SearchNode {
    private final int index;
    private final Candidate candidate;
    private final Optional<CandidateBound> bound;
    private boolean raised;
    private boolean ascended;
    private boolean sharpened;
    private Optional<BoundedSearch> opened = Optional.empty();

    /**
     * Nothing is done yet.
     *
     * @param index place in the file
     * @param candidate whose result is looked for
     * @param bound a bound that needs no table; empty where there is none
     */
    SearchNode(int index, Candidate candidate, Optional<CandidateBound> bound) {
        this.index = index;
        this.candidate = candidate;
        this.bound = bound;
    }

    int index() {
        return index;
    }

    boolean isOpen() {
        return opened.isPresent();
    }

    /** No plan of the candidate is below this. */
    double lowerBound() {
        double cheap = bound.isPresent() ? bound.get().value() : 0;
        return opened.isPresent() ? Math.max(cheap, opened.get().lowerBound()) : Math.max(cheap, 0);
    }

    /** λ of the best bound without a table, 0 where there is none. */
    double multiplier() {
        return bound.map(CandidateBound::multiplier).orElse(0.0);
    }

    /**
     * Raises the bound by the next dearer means, the last of which makes the table.
     *
     * @param solve opens the candidate
     * @param multiplier λ that suits another candidate, 0 if none is known
     */
    void advance(CandidateSolve solve, double multiplier) {
        if (bound.isEmpty() || sharpened) {
            open(solve);
        } else if (ascended) {
            sharpen();
        } else if (!raised && multiplier > 0 && multiplier != multiplier()) {
            raised = true;
            bound.get().improve(multiplier);
        } else {
            ascended = true;
            bound.get().ascend(multiplier, Double.POSITIVE_INFINITY);
        }
    }

    private void sharpen() {
        if (!sharpened) {
            sharpened = true;
            bound.ifPresent(CandidateBound::sharpen);
        }
    }

    private BoundedSearch open(CandidateSolve solve) {
        BoundedSearch now = opened.orElseGet(() -> solve.open(candidate));
        opened = Optional.of(now);
        return now;
    }

    /** The result, by as little work as a cutoff allows; a candidate that is at the cutoff or below it is searched. */
    CandidateResult result(CandidateSolve solve, double multiplier, double cutoff) {
        if (!isOpen() && cutoff < Double.POSITIVE_INFINITY) {
            bound.ifPresent(cheap -> cheap.ascend(multiplier, cutoff));
            if (lowerBound() <= cutoff) {
                sharpen();
            }
            if (lowerBound() > cutoff) {
                return CandidateResult.pruned(lowerBound());
            }
        }
        BoundedSearch now = open(solve);
        return now.lowerBound() > cutoff ? now.prune() : now.run().raised(lowerBound());
    }
}
