package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Rule;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Options of planning a fleet.
 *
 * @param rule how energies and loads are weighed: expected or robust
 * @param gap relative distance of value and bound that counts as proven
 * @param threads how many work at once
 * @param timeLimit when to give up; empty for never
 * @param relaxedRounds how many rounds of relaxed pricing at most
 * @param exactRounds how many exact ones after them
 * @param neighbourhoods how many are searched at most for a better plan, for each resource or each ten devices; in a fleet of few
 *     devices also the nodes of a search tree that raises the bound
 * @param seed of the order in which these are taken
 */
public record FleetOptions(
        Rule rule,
        double gap,
        int threads,
        Optional<Duration> timeLimit,
        int relaxedRounds,
        int exactRounds,
        int neighbourhoods,
        long seed) {
    /** Gap where none is given. */
    public static final double DEFAULT_GAP = 1e-4;

    private static final int RELAXED_ROUNDS = 120;
    private static final int EXACT_ROUNDS = 6;
    private static final int NEIGHBOURHOODS = 100;
    private static final long SEED = 1;

    /** Expected energies and loads, one thread, no time limit. */
    public static final FleetOptions DEFAULT = new FleetOptions(
            Rule.EXPECTED, DEFAULT_GAP, 1, Optional.empty(), RELAXED_ROUNDS, EXACT_ROUNDS, NEIGHBOURHOODS, SEED);

    /**
     * Checks every number.
     *
     * @param rule expected or robust
     * @param gap in [0, 1)
     * @param threads from 1 to 1024
     * @param timeLimit above 0 where given
     * @param relaxedRounds at least 1
     * @param exactRounds at least 0
     * @param neighbourhoods at least 0
     * @param seed any
     */
    public FleetOptions {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(timeLimit, "timeLimit");
        Check.that(
                rule == Rule.EXPECTED || rule == Rule.ROBUST,
                "rule",
                rule.label(),
                "must be expected or robust in a fleet",
                "Its weights must be those of loads as well.");
        Check.that(gap >= 0 && gap < 1, "gap", gap, "must be at least 0 and below 1");
        Check.threads(threads);
        timeLimit.ifPresent(
                limit -> Check.that(!limit.isNegative() && !limit.isZero(), "timeLimit", limit, "must be above 0"));
        Check.between("relaxedRounds", relaxedRounds, 1, 1_000_000);
        Check.between("exactRounds", exactRounds, 0, 1_000_000);
        Check.between("neighbourhoods", neighbourhoods, 0, Integer.MAX_VALUE);
    }

    /**
     * The same with another rule.
     *
     * @param newRule expected or robust
     * @return a copy
     */
    public FleetOptions withRule(Rule newRule) {
        return changed(draft -> draft.rule = newRule);
    }

    /**
     * The same with another gap.
     *
     * @param newGap in [0, 1)
     * @return a copy
     */
    public FleetOptions withGap(double newGap) {
        return changed(draft -> draft.gap = newGap);
    }

    /**
     * The same with more or fewer threads; the result does not depend on them.
     *
     * @param count at least 1
     * @return a copy
     */
    public FleetOptions withThreads(int count) {
        return changed(draft -> draft.threads = count);
    }

    /**
     * The same with a time limit, by which results may differ from run to run.
     *
     * @param limit above 0
     * @return a copy
     */
    public FleetOptions withTimeLimit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return changed(draft -> draft.timeLimit = Optional.of(limit));
    }

    /**
     * The same with other numbers of rounds.
     *
     * @param relaxed at least 1
     * @param exact at least 0
     * @return a copy
     */
    public FleetOptions withRounds(int relaxed, int exact) {
        return changed(draft -> {
            draft.relaxedRounds = relaxed;
            draft.exactRounds = exact;
        });
    }

    /**
     * The same with more or fewer neighbourhoods.
     *
     * @param most at least 0
     * @return a copy
     */
    public FleetOptions withNeighbourhoods(int most) {
        return changed(draft -> draft.neighbourhoods = most);
    }

    /**
     * The same with another seed.
     *
     * @param newSeed of the order of neighbourhoods
     * @return a copy
     */
    public FleetOptions withSeed(long newSeed) {
        return changed(draft -> draft.seed = newSeed);
    }

    @Override
    public String toString() {
        return "rule " + rule.label() + ", gap " + Text.number(gap) + ", " + Text.count(threads, "thread")
                + timeLimit.map(limit -> ", time limit " + limit).orElse("");
    }

    private FleetOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options under construction. */
    private static final class Draft {
        private Rule rule;
        private double gap;
        private int threads;
        private Optional<Duration> timeLimit;
        private int relaxedRounds;
        private int exactRounds;
        private int neighbourhoods;
        private long seed;

        Draft(FleetOptions options) {
            rule = options.rule;
            gap = options.gap;
            threads = options.threads;
            timeLimit = options.timeLimit;
            relaxedRounds = options.relaxedRounds;
            exactRounds = options.exactRounds;
            neighbourhoods = options.neighbourhoods;
            seed = options.seed;
        }

        FleetOptions options() {
            return new FleetOptions(rule, gap, threads, timeLimit, relaxedRounds, exactRounds, neighbourhoods, seed);
        }
    }
}
