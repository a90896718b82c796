package io.github.jqodi.search;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Warning;
import java.util.Optional;

/**
 * Result of the search of one candidate.
 *
 * @param plan the best plan found, empty if none was
 * @param proof what is proven of it
 * @param lowerBound no plan of the candidate is below this: its objective where the plan is proven best, +∞ where there is none
 * @param why the reason where there is no plan; empty as well where the bound alone sufficed
 * @param warning what a reader should know besides
 * @param work what it took
 */
record CandidateResult(
        Optional<Plan> plan,
        Proof proof,
        double lowerBound,
        Optional<Infeasibility> why,
        Optional<Warning> warning,
        Work work) {

    /** What is proven. */
    enum Proof {
        /** The plan is the best, or there is none. */
        COMPLETE,
        /** A limit came first: the bound is all that is proven. */
        BOUND,
        /**
         * The same, and no search of the candidate was run to an answer: its table or its bound closed it, or a limit or a refusal
         * left it open.
         */
        UNSEARCHED
    }

    /**
     * Effort.
     *
     * @param cells costs computed
     * @param labels labels made
     */
    record Work(long cells, long labels) {
        static final Work NONE = new Work(0, 0);
    }

    /** A plan that is proven best. */
    static CandidateResult optimal(Plan plan, long labels) {
        return of(Optional.of(plan), Proof.COMPLETE, plan.objective(), labels);
    }

    /** A plan that may not be the best; the bound is cut at its objective. */
    static CandidateResult feasible(Plan plan, double lowerBound, long labels) {
        return of(Optional.of(plan), Proof.BOUND, Math.min(lowerBound, plan.objective()), labels);
    }

    /** The best of all plans, where there is one. */
    static CandidateResult complete(Optional<Plan> best, long labels) {
        return best.map(plan -> optimal(plan, labels))
                .orElseGet(() -> of(best, Proof.COMPLETE, Double.POSITIVE_INFINITY, labels));
    }

    /** The best plan before a limit came, with nothing proven. */
    static CandidateResult stopped(Optional<Plan> best, long labels) {
        return of(best, Proof.BOUND, 0, labels);
    }

    /** Proven by its table that there is no plan. */
    static CandidateResult infeasible(Infeasibility why) {
        return new CandidateResult(
                Optional.empty(),
                Proof.UNSEARCHED,
                Double.POSITIVE_INFINITY,
                Optional.of(why),
                Optional.empty(),
                Work.NONE);
    }

    /** Left open by a limit or a refusal. */
    static CandidateResult undecided(Candidate candidate, String limit, long labels) {
        Infeasibility why = Infeasibilities.undecided(candidate, limit);
        return new CandidateResult(
                Optional.empty(),
                Proof.UNSEARCHED,
                0,
                Optional.of(why),
                Optional.of(why.warning()),
                new Work(0, labels));
    }

    /** Closed by its bound. */
    static CandidateResult pruned(double lowerBound) {
        return of(Optional.empty(), Proof.UNSEARCHED, lowerBound, 0);
    }

    private static CandidateResult of(Optional<Plan> plan, Proof proof, double lowerBound, long labels) {
        return new CandidateResult(plan, proof, lowerBound, Optional.empty(), Optional.empty(), new Work(0, labels));
    }

    CandidateResult withWarning(Warning newWarning) {
        return new CandidateResult(plan, proof, lowerBound, why, Optional.of(newWarning), work);
    }

    CandidateResult withCells(long cells) {
        return new CandidateResult(plan, proof, lowerBound, why, warning, new Work(cells, work.labels));
    }

    /** The same where more is known of the bound, as of a candidate that a limit left undecided. */
    CandidateResult raised(double bound) {
        double known = Math.min(bound, objective());
        return known > lowerBound ? new CandidateResult(plan, proof, known, why, warning, work) : this;
    }

    boolean isComplete() {
        return proof == Proof.COMPLETE;
    }

    boolean isUnsearched() {
        return proof == Proof.UNSEARCHED;
    }

    double objective() {
        return plan.map(Plan::objective).orElse(Double.POSITIVE_INFINITY);
    }
}
