package io.github.jqodi.solve;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.CandidateSolve.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The candidates in order of their bounds, and the objective above which a candidate cannot be among the plans asked for.
 * Only bounds above that cutoff close a candidate, so that the plans do not depend on who was solved first.
 */
final class Prospects {
    private final List<Prospect> inOrder = new ArrayList<>();
    private final int wanted;
    /** The best objectives so far, the worst of them first. */
    private final PriorityQueue<Double> best = new PriorityQueue<>(Comparator.reverseOrder());

    /** A candidate, its place in the file, and its bound where the cost model has one. */
    record Prospect(int index, Candidate candidate, Optional<CandidateBound> bound) {
        private double value() {
            return bound.map(CandidateBound::value).orElse(0.0);
        }
    }

    private Prospects(int wanted) {
        this.wanted = wanted;
    }

    /** All candidates in the order of the file, none of which may be passed over. */
    static Prospects all(List<Candidate> candidates) {
        Prospects prospects = new Prospects(Integer.MAX_VALUE);
        for (int i = 0; i < candidates.size(); i++) {
            prospects.inOrder.add(new Prospect(i, candidates.get(i), Optional.empty()));
        }
        return prospects;
    }

    /**
     * The candidates in order of bounds.
     *
     * @param wanted how many plans are asked for
     */
    static Prospects bounded(Problem problem, List<Candidate> candidates, Rule rule, int wanted) {
        Prospects prospects = new Prospects(wanted);
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            prospects.inOrder.add(new Prospect(i, candidate, CandidateBound.of(problem, candidate, rule)));
        }
        prospects.sharpen();
        return prospects;
    }

    /** The multiplier that suits the most promising candidate suits most others: each bound is raised by it once. */
    private void sharpen() {
        Comparator<Prospect> order = Comparator.comparingDouble(Prospect::value).thenComparingInt(Prospect::index);
        inOrder.sort(order);
        Optional<CandidateBound> first =
                inOrder.stream().flatMap(p -> p.bound().stream()).findFirst();
        first.ifPresent(bound -> {
            bound.climb(0, Double.POSITIVE_INFINITY);
            inOrder.forEach(p -> p.bound().ifPresent(other -> other.raise(bound.multiplier())));
        });
        inOrder.sort(order);
    }

    List<Prospect> inOrder() {
        return inOrder;
    }

    /** Closes a candidate whose bound is above the cutoff; empty if it has to be solved. */
    Optional<Answer> passOver(Prospect prospect) {
        double cutoff = cutoff();
        if (cutoff == Double.POSITIVE_INFINITY || prospect.bound().isEmpty()) {
            return Optional.empty();
        }
        CandidateBound bound = prospect.bound().get();
        if (bound.value() <= cutoff) {
            bound.climb(bound.multiplier(), cutoff);
        }
        return bound.value() > cutoff ? Optional.of(Answer.passedOver(bound.value())) : Optional.empty();
    }

    private synchronized double cutoff() {
        return best.size() < wanted ? Double.POSITIVE_INFINITY : best.element();
    }

    synchronized void solved(double objective) {
        if (wanted < Integer.MAX_VALUE && objective < Double.POSITIVE_INFINITY) {
            best.add(objective);
            if (best.size() > wanted) {
                best.remove();
            }
        }
    }
}
