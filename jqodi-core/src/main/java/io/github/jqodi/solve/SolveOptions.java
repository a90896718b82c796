package io.github.jqodi.solve;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Scenario;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Options of a solve: by which rule, and when to give up. Limits on labels and memory hold for each candidate, so that results
 * do not depend on the number of threads.
 *
 * @param askedRule how the objective is weighed; empty for {@code expected}, or {@code robust} where time is minimised
 * @param gap relative distance between objective and bound that counts as proven, {@code 1e-9} by default, 0 allowed
 * @param alternatives how many best plans of other candidates to return at most; {@value #DEFAULT_ALTERNATIVES} by default. With
 *     fewer than there are candidates, those whose bound shows that they cannot be among them are pruned, which is much
 *     faster
 * @param timeLimit when to give up; empty for never
 * @param maxLabels partial schedules a candidate may keep
 * @param memoryLimitBytes memory the partial schedules of a candidate may take
 * @param threads how many candidates are solved at once
 * @param listener is told how the solve proceeds
 * @param readings how Algorithm 4 is read where the rule is {@code paper}; to the letter by default
 * @param executor whose threads help where there are several; empty for threads of the solve's own
 * @param silenced kinds of warnings that are left out of results; none by default
 */
public record SolveOptions(
        Optional<Rule> askedRule,
        double gap,
        int alternatives,
        Optional<Duration> timeLimit,
        long maxLabels,
        long memoryLimitBytes,
        int threads,
        SolveListener listener,
        ScoreReadings readings,
        Optional<Executor> executor,
        Set<Warning.Code> silenced) {
    /** Relative gap where none is given. */
    public static final double DEFAULT_GAP = 1e-9;

    /** Alternatives where no number is given. */
    public static final int DEFAULT_ALTERNATIVES = 5;

    /** Rule {@code expected}, five alternatives, one thread, no time limit, a quarter of the heap for labels. */
    public static final SolveOptions DEFAULT = new SolveOptions(
            Optional.empty(),
            DEFAULT_GAP,
            DEFAULT_ALTERNATIVES,
            Optional.empty(),
            Long.MAX_VALUE,
            Runtime.getRuntime().maxMemory() / 4,
            1,
            SolveListener.NONE,
            ScoreReadings.DEFAULT,
            Optional.empty(),
            Set.of());

    /**
     * Checks every number.
     *
     * @param askedRule how the objective is weighed
     * @param gap in [0, 1)
     * @param alternatives at least 0
     * @param timeLimit above 0 where given
     * @param maxLabels at least 1
     * @param memoryLimitBytes at least 1 MiB
     * @param threads from 1 to 1024
     * @param listener is told how the solve proceeds
     * @param readings how Algorithm 4 is read
     * @param executor whose threads help where there are several
     * @param silenced kinds of warnings that are left out
     */
    public SolveOptions {
        Objects.requireNonNull(askedRule, "askedRule");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(readings, "readings");
        Objects.requireNonNull(silenced, "silenced");
        Objects.requireNonNull(timeLimit, "timeLimit");
        Check.that(gap >= 0 && gap < 1, "gap", gap, "must be at least 0 and below 1");
        Check.between("alternatives", alternatives, 0, Integer.MAX_VALUE);
        timeLimit.ifPresent(
                limit -> Check.that(!limit.isNegative() && !limit.isZero(), "timeLimit", limit, "must be above 0"));
        Check.that(maxLabels >= 1, "maxLabels", maxLabels, "must be at least 1");
        Check.that(memoryLimitBytes >= 1 << 20, "memoryLimitBytes", memoryLimitBytes, "must be at least 1 MiB");
        Check.threads(threads);
        silenced = Set.copyOf(silenced);
    }

    /**
     * The same options with another rule.
     *
     * @param newRule how the objective is weighed
     * @return a copy
     */
    public SolveOptions withRule(Rule newRule) {
        Objects.requireNonNull(newRule, "newRule");
        return changed(draft -> draft.askedRule = Optional.of(newRule));
    }

    /**
     * The same options with another gap.
     *
     * @param newGap relative, in [0, 1)
     * @return a copy
     */
    public SolveOptions withGap(double newGap) {
        return changed(draft -> draft.gap = newGap);
    }

    /**
     * The same options with another number of alternatives.
     *
     * @param most how many at most; {@link Integer#MAX_VALUE} for all
     * @return a copy
     */
    public SolveOptions withAlternatives(int most) {
        return changed(draft -> draft.alternatives = most);
    }

    /**
     * The same options with a time limit.
     *
     * @param limit when to give up
     * @return a copy
     */
    public SolveOptions withTimeLimit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return changed(draft -> draft.timeLimit = Optional.of(limit));
    }

    /**
     * The same options with a limit on labels.
     *
     * @param most partial schedules a candidate may keep
     * @return a copy
     */
    public SolveOptions withMaxLabels(long most) {
        return changed(draft -> draft.maxLabels = most);
    }

    /**
     * The same options with a limit on memory.
     *
     * @param bytes memory the partial schedules of a candidate may take
     * @return a copy
     */
    public SolveOptions withMemoryLimitBytes(long bytes) {
        return changed(draft -> draft.memoryLimitBytes = bytes);
    }

    /**
     * The same options with another number of threads.
     *
     * @param count how many candidates are solved at once
     * @return a copy
     */
    public SolveOptions withThreads(int count) {
        return changed(draft -> draft.threads = count);
    }

    /**
     * The same options with a listener.
     *
     * @param newListener is told how the solve proceeds
     * @return a copy
     */
    public SolveOptions withListener(SolveListener newListener) {
        Objects.requireNonNull(newListener, "newListener");
        return changed(draft -> draft.listener = newListener);
    }

    /**
     * The same options with other readings of Algorithm 4.
     *
     * @param newReadings how it is read where the rule is {@code paper}
     * @return a copy
     */
    public SolveOptions withReadings(ScoreReadings newReadings) {
        Objects.requireNonNull(newReadings, "newReadings");
        return changed(draft -> draft.readings = newReadings);
    }

    /**
     * {@return how the objective is weighed, {@code expected} if nothing else was asked for}
     */
    public Rule rule() {
        return askedRule.orElse(Rule.EXPECTED);
    }

    /**
     * The same options for a scenario, whose objective may have a rule of its own.
     *
     * @param scenario what is to be planned
     * @return options with the rule that was asked for; with {@code robust} if none was and time is minimised
     * @throws IllegalArgumentException if the rule asked for cannot weigh the objective
     */
    public SolveOptions forScenario(Scenario scenario) {
        boolean isTime = scenario.objective() instanceof Objective.Time;
        SolveOptions own = isTime && askedRule.isEmpty() ? withRule(Rule.ROBUST) : this;
        Goal.check(scenario, own.rule());
        return own;
    }

    /**
     * The same options with threads of the caller's. The calling thread works along and takes the whole work where the executor
     * has no thread to spare; {@link #withThreads} says how many work at once at most.
     *
     * @param newExecutor whose threads help
     * @return a copy
     */
    public SolveOptions withExecutor(Executor newExecutor) {
        Objects.requireNonNull(newExecutor, "newExecutor");
        return changed(draft -> draft.executor = Optional.of(newExecutor));
    }

    /**
     * The same options without some kinds of warnings.
     *
     * @param codes what to leave out of results besides what is left out already
     * @return a copy
     */
    public SolveOptions withSilenced(Warning.Code... codes) {
        Objects.requireNonNull(codes, "codes");
        Set<Warning.Code> all = new HashSet<>(silenced);
        all.addAll(List.of(codes));
        return changed(draft -> draft.silenced = all);
    }

    /**
     * The warnings that are not silenced.
     *
     * @param warnings all
     * @return those of kinds that are heard, in the same order
     */
    public List<Warning> heard(List<Warning> warnings) {
        return warnings.stream()
                .filter(warning -> !silenced.contains(warning.code()))
                .toList();
    }

    @Override
    public String toString() {
        return "rule " + rule().label() + ", gap " + Text.number(gap) + ", " + Text.count(alternatives, "alternative")
                + timeLimit.map(limit -> ", time limit " + limit).orElse("")
                + (maxLabels == Long.MAX_VALUE ? "" : ", " + Text.count(maxLabels, "label"))
                + ", " + (memoryLimitBytes >> 20) + " MiB, " + Text.count(threads, "thread")
                + (executor.isPresent() ? " of the caller's" : "")
                + (silenced.isEmpty() ? "" : ", without " + Text.count(silenced.size(), "kind") + " of warnings");
    }

    private SolveOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options under construction. */
    private static final class Draft {
        private Optional<Rule> askedRule;
        private double gap;
        private int alternatives;
        private Optional<Duration> timeLimit;
        private long maxLabels;
        private long memoryLimitBytes;
        private int threads;
        private SolveListener listener;
        private ScoreReadings readings;
        private Optional<Executor> executor;
        private Set<Warning.Code> silenced;

        Draft(SolveOptions options) {
            askedRule = options.askedRule;
            gap = options.gap;
            alternatives = options.alternatives;
            timeLimit = options.timeLimit;
            maxLabels = options.maxLabels;
            memoryLimitBytes = options.memoryLimitBytes;
            threads = options.threads;
            listener = options.listener;
            readings = options.readings;
            executor = options.executor;
            silenced = options.silenced;
        }

        SolveOptions options() {
            return new SolveOptions(
                    askedRule,
                    gap,
                    alternatives,
                    timeLimit,
                    maxLabels,
                    memoryLimitBytes,
                    threads,
                    listener,
                    readings,
                    executor,
                    silenced);
        }
    }
}
