package io.github.jqodi.control;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Costs of the next epoch and those behind it for the pair in training, by action, as things stand. */
final class Outlook {
    private final Candidate candidate;
    private final ActionGrid actions;
    private final int steady;
    private final double[] nextSeconds;
    private final double[] nextJoules;
    private final double[] laterSeconds;
    private final double[] laterJoules;
    /** The last answer. */
    private Optional<Fit> fit = Optional.empty();

    Outlook(Candidate candidate) {
        this.candidate = candidate;
        this.actions = candidate.actions();
        CostRows rows = candidate.costs().rows(actions);
        this.steady = candidate.costs().steadyFromEpoch();
        int count = actions.size();
        this.nextSeconds = new double[count];
        this.nextJoules = new double[count];
        rows.fill(1, nextSeconds, nextJoules);
        this.laterSeconds = steady == 1 ? nextSeconds : new double[count];
        this.laterJoules = steady == 1 ? nextJoules : new double[count];
        if (steady > 1) {
            rows.fill(2, laterSeconds, laterJoules);
        }
    }

    Candidate candidate() {
        return candidate;
    }

    /** Whether all epochs cost the same. */
    boolean isSteady() {
        return steady == 1;
    }

    Action action(int index) {
        return actions.get(index);
    }

    /** Index of an action; below 0 where it is not open. */
    int index(String server, int cut) {
        for (int i = 0; i < actions.size(); i += actions.cutCount()) {
            if (actions.get(i).server().name().equals(server)) {
                int place = actions.cuts().indexOf(cut);
                return place < 0 ? -1 : i + place;
            }
        }
        return -1;
    }

    double nextSeconds(int action) {
        return nextSeconds[action];
    }

    double nextJoules(int action) {
        return nextJoules[action];
    }

    double laterSeconds(int action) {
        return laterSeconds[action];
    }

    double laterJoules(int action) {
        return laterJoules[action];
    }

    /** The fastest action of the next epoch, of equal ones that of least energy; empty if none can be taken. */
    Optional<Integer> fastest() {
        int best = -1;
        for (int i = 0; i < nextSeconds.length; i++) {
            boolean better = best < 0
                    || nextSeconds[i] < nextSeconds[best]
                    || (nextSeconds[i] == nextSeconds[best] && nextJoules[i] < nextJoules[best]);
            best = nextSeconds[i] < Double.POSITIVE_INFINITY && better ? i : best;
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    /** The least time of an epoch on any other server; +∞ if there is none. */
    double fastestElsewhere(String server) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < nextSeconds.length; i++) {
            if (nextSeconds[i] < least && !actions.get(i).server().name().equals(server)) {
                least = nextSeconds[i];
            }
        }
        return least;
    }

    /** No epoch of so many takes less energy. */
    double leastJoules(int epochs) {
        if (steady > 2) {
            return candidate
                    .costs()
                    .bounds(actions, epochs)
                    .map(bounds -> bounds.least(0, 1))
                    .orElse(0.0);
        }
        return Math.min(least(nextJoules), least(laterJoules));
    }

    /** How many epochs fit below a time at most, each as fast as can be; the same question is answered from memory. */
    int fitting(double seconds, int most) {
        if (fit.isEmpty() || !fit.get().answers(seconds, most)) {
            fit = Optional.of(new Fit(seconds, most, fit(seconds, most)));
        }
        return fit.get().epochs;
    }

    /** Some action that nothing dominates is the fastest of its epoch; a table of these is made only where one action is too slow. */
    private int fit(double seconds, int most) {
        if (steady <= 2) {
            double next = least(nextSeconds);
            double later = least(laterSeconds);
            return fit(seconds, most, k -> k == 1 ? next : later);
        }
        if (fastest().isPresent() && fit(seconds, most, secondsOf(fastest().get())) == most) {
            return most;
        }
        CostTable table = CostTable.nondominated(candidate.costs(), actions, most);
        return fit(seconds, most, k -> table.leastSeconds(table.rowOf(k)));
    }

    private int fit(double seconds, int most, IntToDoubleFunction epochSeconds) {
        ExactSum over = new ExactSum(-seconds).add(candidate.setup().seconds());
        for (int k = 1; k <= most; k++) {
            double own = epochSeconds.applyAsDouble(k);
            if (own == Double.POSITIVE_INFINITY || over.add(own).signum() >= 0) {
                return k - 1;
            }
        }
        return most;
    }

    /** Of one action by epoch. */
    private IntToDoubleFunction secondsOf(int action) {
        CostRows rows = candidate.costs().rows(List.of(actions.get(action)));
        double[] seconds = new double[1];
        double[] joules = new double[1];
        return k -> {
            rows.fill(k, seconds, joules);
            return seconds[0];
        };
    }

    /** Answer to how many epochs fit. */
    private record Fit(double seconds, int most, int epochs) {
        boolean answers(double askedSeconds, int askedMost) {
            return seconds == askedSeconds && most == askedMost;
        }
    }

    /** A schedule in steps of what its epochs cost as things stand. */
    List<Step> steps(List<Segment> schedule) {
        List<Step> steps = new ArrayList<>();
        for (Segment segment : schedule) {
            int action = index(segment.server().orElseThrow(), segment.cut());
            int epochs = segment.toEpoch() - segment.fromEpoch() + 1;
            if (segment.fromEpoch() > 1 || isSteady()) {
                steps.add(step(action, epochs, segment.fromEpoch() == 1));
                continue;
            }
            steps.add(step(action, 1, true));
            if (epochs > 1) {
                steps.add(step(action, epochs - 1, false));
            }
        }
        return steps;
    }

    /** Some epochs of an action; the first of them is the next epoch, or none of them. */
    Step step(int action, int epochs, boolean isNext) {
        return new Step(
                action(action).server().name(),
                action(action).cut(),
                epochs,
                finite(isNext ? nextSeconds(action) : laterSeconds(action)),
                finite(isNext ? nextJoules(action) : laterJoules(action)));
    }

    /** Of an action that a later epoch alone can take. */
    private static double finite(double value) {
        return value < Double.POSITIVE_INFINITY ? value : Double.MAX_VALUE;
    }

    private static double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }
}
