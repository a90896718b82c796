package io.github.jqodi.solve;

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
final class Prospects {
    private static final Comparator<Prospect> BY_BOUND =
            Comparator.comparingDouble(Prospect::lowerBound).thenComparingInt(Prospect::index);

    private final List<Prospect> inOrder = new ArrayList<>();
    private final int wanted;
    /** The best objectives so far, the worst of them first. */
    private final PriorityQueue<Double> best = new PriorityQueue<>(Comparator.reverseOrder());

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
        inOrder.sort(BY_BOUND);
        Optional<CandidateBound> first =
                inOrder.stream().flatMap(p -> p.bound().stream()).findFirst();
        first.ifPresent(bound -> {
            bound.climb(0, Double.POSITIVE_INFINITY);
            inOrder.forEach(p -> p.bound().ifPresent(other -> other.raise(bound.multiplier())));
        });
        inOrder.sort(BY_BOUND);
    }

    /**
     * Opens the most promising candidates until the least bound is that of an open one, so that no search is spent on a
     * candidate that only looked good from afar.
     */
    void open(CandidateSolve solve) {
        PriorityQueue<Prospect> queue = new PriorityQueue<>(BY_BOUND);
        queue.addAll(inOrder);
        while (!queue.isEmpty() && !queue.element().isOpen()) {
            Prospect first = queue.remove();
            first.open(solve);
            queue.add(first);
        }
        inOrder.sort(BY_BOUND);
    }

    List<Prospect> inOrder() {
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
