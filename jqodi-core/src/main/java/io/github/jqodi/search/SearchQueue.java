package io.github.jqodi.search;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The candidates in order of their bounds, and the objective above which a candidate cannot be among the plans asked for.
 * Only bounds above that cutoff close a candidate, so that the plans do not depend on who was solved first.
 */
final class SearchQueue {
    private static final Comparator<SearchNode> BY_BOUND =
            Comparator.comparingDouble(SearchNode::lowerBound).thenComparingInt(SearchNode::index);

    private final List<SearchNode> inOrder = new ArrayList<>();
    private final int wanted;
    private double multiplier;
    /** The best objectives so far, the worst of them first. */
    private final PriorityQueue<Double> best = new PriorityQueue<>(Comparator.reverseOrder());

    private SearchQueue(int wanted, double multiplier) {
        this.wanted = wanted;
        this.multiplier = multiplier;
    }

    /** All candidates in the order of the file, none of which may be pruned. */
    static SearchQueue all(List<Candidate> candidates) {
        SearchQueue queue = new SearchQueue(Integer.MAX_VALUE, 0);
        for (int i = 0; i < candidates.size(); i++) {
            queue.inOrder.add(new SearchNode(i, candidates.get(i), Optional.empty()));
        }
        return queue;
    }

    /**
     * The candidates in order of bounds.
     *
     * @param wanted how many plans are asked for
     * @param multiplier λ that suited a similar problem, 0 if none is known
     * @param control asked for a stop; what is not bounded by then is left without a bound
     */
    static SearchQueue bounded(
            Problem problem,
            List<Candidate> candidates,
            Rule rule,
            int wanted,
            double multiplier,
            SearchControl control) {
        SearchQueue queue = new SearchQueue(wanted, multiplier);
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            queue.inOrder.add(new SearchNode(
                    i, candidate, CandidateBound.of(problem, candidate, rule, multiplier, control::poll)));
        }
        return queue;
    }

    /**
     * Raises the least bound, again and again, until it is that of an open candidate, so that no search is spent on one that
     * only looked good from afar. The multiplier that suits the first candidate suits most others.
     */
    void raiseBounds(CandidateSolve solve) {
        PriorityQueue<SearchNode> queue = new PriorityQueue<>(BY_BOUND);
        queue.addAll(inOrder);
        while (!queue.isEmpty() && !queue.element().isOpen()) {
            SearchNode first = queue.remove();
            first.advance(solve, multiplier);
            multiplier = first.multiplier() > 0 ? first.multiplier() : multiplier;
            queue.add(first);
        }
        inOrder.sort(BY_BOUND);
    }

    /** λ that suits the most promising candidate, 0 if none is known. */
    double multiplier() {
        return multiplier;
    }

    List<SearchNode> inOrder() {
        return inOrder;
    }

    /** What a plan must not exceed to be among those asked for; +∞ as long as there are not so many. */
    synchronized double cutoff() {
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
