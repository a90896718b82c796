package io.github.jqodi.solve;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.solve.CandidateSolve.Answer;
import io.github.jqodi.solve.CandidateSolve.Opened;
import java.util.Optional;

/** A candidate on its way to an answer: bounded without a table where its costs allow that, then opened, then searched. */
final class Prospect {
    private final int index;
    private final Candidate candidate;
    private final Optional<CandidateBound> bound;
    private Optional<Opened> opened = Optional.empty();

    /**
     * Nothing is done yet.
     *
     * @param index place in the file
     * @param candidate whose answer is looked for
     * @param bound a bound that needs no table; empty where there is none
     */
    Prospect(int index, Candidate candidate, Optional<CandidateBound> bound) {
        this.index = index;
        this.candidate = candidate;
        this.bound = bound;
    }

    int index() {
        return index;
    }

    Optional<CandidateBound> bound() {
        return bound;
    }

    boolean isOpen() {
        return opened.isPresent();
    }

    /** No plan of the candidate is below this. */
    double lowerBound() {
        double cheap = bound.map(CandidateBound::value).orElse(0.0);
        return Math.max(cheap, opened.map(Opened::lowerBound).orElse(0.0));
    }

    /** Makes the table and with it a better bound, unless that is done. */
    Opened open(CandidateSolve solve) {
        Opened now = opened.orElseGet(() -> solve.open(candidate));
        opened = Optional.of(now);
        return now;
    }

    /** The answer, by as little work as a cutoff allows; a candidate that is at the cutoff or below it is searched. */
    Answer answer(CandidateSolve solve, double cutoff) {
        if (!isOpen() && cutoff < Double.POSITIVE_INFINITY) {
            bound.ifPresent(cheap -> cheap.climb(cheap.multiplier(), cutoff));
            if (lowerBound() > cutoff) {
                return Answer.passedOver(lowerBound(), 0);
            }
        }
        Opened now = open(solve);
        return now.lowerBound() > cutoff ? now.passedOver() : now.rest().get();
    }
}
