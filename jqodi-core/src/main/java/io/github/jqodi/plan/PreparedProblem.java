package io.github.jqodi.plan;

import io.github.jqodi.base.Text;
import io.github.jqodi.base.VersionedCache;
import io.github.jqodi.cost.CheckedCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.scenario.EdgeServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Assesses problems that differ little from one another, and keeps what does not change: distributions of K, loads of
 * layers, rates of servers. Thread-safe.
 */
public final class PreparedProblem {
    private static final int MAX_DISTRIBUTIONS = 10_000;
    private static final int MAX_SERVERS = 1_000_000;
    /** Probabilities in all distributions together; 64 MB with their sums. */
    private static final long MAX_EPOCHS = 4_000_000;

    private final Map<Belief, Optional<EpochDistribution>> distributions = new ConcurrentHashMap<>();
    private final AtomicLong epochs = new AtomicLong();
    /** What is said of servers, by name: a forecast is long, and most servers are the same objects as before. */
    private final VersionedCache<String, List<Warning>> serverChecks = new VersionedCache<>(MAX_SERVERS);

    private volatile CheckedCosts costs;

    /**
     * Prepares for problems like one.
     *
     * @param problem the first of them
     * @throws IllegalArgumentException if a cost model of the caller throws or answers null
     */
    public PreparedProblem(Problem problem) {
        this.costs = CheckedCosts.of(problem.costModel(), problem.scenario());
    }

    /**
     * Sorts the pairs of a problem.
     *
     * @param problem one that differs little from those before it, or much: only the work depends on that
     * @return the same as {@link Problem#assess()}
     * @throws IllegalArgumentException if an estimate contradicts itself, a pair with an estimate cannot be costed, or an
     *     estimator or cost model of the caller throws or answers null
     */
    public Assessment assess(Problem problem) {
        return assess(problem, WorkLimits.NONE);
    }

    /**
     * The same as far as limits allow.
     *
     * @param problem one that differs little from those before it, or much: only the work depends on that
     * @param limits when to give up
     * @return the same as {@link Problem#assess(WorkLimits)}
     * @throws IllegalArgumentException as {@link #assess(Problem)}
     */
    public Assessment assess(Problem problem, WorkLimits limits) {
        CheckedCosts now = costs.changed(problem.costModel(), problem.scenario());
        costs = now;
        return new CandidateScreening(problem, now, this::serverChecks, this::distribution, limits).assess();
    }

    private List<Warning> serverChecks(EdgeServer server) {
        return serverChecks.get(server.name(), server, () -> PlausibilityChecks.warnings(server));
    }

    private Optional<EpochDistribution> distribution(EpochEstimate estimate, double confidence) {
        if (distributions.size() >= MAX_DISTRIBUTIONS || epochs.get() > MAX_EPOCHS) {
            distributions.clear();
            epochs.set(0);
        }
        return distributions.computeIfAbsent(new Belief(estimate, confidence), b -> {
            Optional<EpochDistribution> made = estimate.at(confidence);
            epochs.addAndGet(made.map(EpochDistribution::lastEpoch).orElse(0));
            return made;
        });
    }

    private record Belief(EpochEstimate estimate, double confidence) {}

    @Override
    public String toString() {
        return "prepared with " + Text.count(distributions.size(), "distribution");
    }
}
