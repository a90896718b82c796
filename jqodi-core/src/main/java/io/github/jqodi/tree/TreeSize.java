package io.github.jqodi.tree;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.plan.Candidate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Size of a {@link PathTree}, without building it. Numbers of vertices are doubles and may be far beyond memory;
 * numbers of paths are powers of ten.
 *
 * @param vertices state vertices within T_max, never too few; +∞ beyond 1e308
 * @param log10Paths paths through all K_rob epochs whatever their time, Σ log10 of the effective actions; -∞ if none
 * @param log10PathsInTime paths within T_max, never too few; -∞ if none
 */
public record TreeSize(double vertices, double log10Paths, double log10PathsInTime) {
    /** Slots the time up to the deadline is cut into at most; fewer where actions are so many that it would take long. */
    private static final int MAX_SLOTS = 4096;

    /** Additions one prediction may take, about. */
    private static final long WORK = 1 << 27;

    /** Counts are scaled down by this power of two whenever they get above it. */
    private static final int SCALE = 512;

    /** Times are made this much shorter before they are rounded down to slots, so that no rounding loses a path. */
    private static final double SHORTER = 1 - 0x1p-50;

    /**
     * Predicts the size with regard to the deadline: times are rounded down to at most 4096 slots, so that a tree is never
     * larger than predicted; O(K_rob·actions·slots).
     *
     * @param candidate the quantized model
     * @param table its costs over K_rob epochs
     * @param deadlineSeconds T_max
     * @return the prediction
     */
    public static TreeSize of(Candidate candidate, CostTable table, double deadlineSeconds) {
        return of(candidate, table, deadlineSeconds, Stopped.NEVER);
    }

    private static TreeSize of(Candidate candidate, CostTable table, double deadlineSeconds, BooleanSupplier stop) {
        Count count = new Count(candidate, table, deadlineSeconds, stop);
        double vertices = 0;
        double log10Paths = 0;
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            Stopped.when(stop);
            log10Paths += Math.log10(count.advance(k));
            vertices += count.total();
        }
        return new TreeSize(vertices, log10Paths, Math.min(log10Paths, count.log10Total()));
    }

    /**
     * Predicts without regard to the deadline where that is enough to stay within a limit, which takes no time, and as
     * {@link #of} does elsewhere.
     *
     * @param candidate the quantized model
     * @param table its costs over K_rob epochs
     * @param deadlineSeconds T_max
     * @param mostVertices the limit
     * @return the prediction
     */
    public static TreeSize atMost(Candidate candidate, CostTable table, double deadlineSeconds, long mostVertices) {
        return atMost(candidate, table, deadlineSeconds, mostVertices, Stopped.NEVER);
    }

    /**
     * The same, with a stop signal.
     *
     * @param candidate the quantized model
     * @param table its costs over K_rob epochs
     * @param deadlineSeconds T_max
     * @param mostVertices the limit
     * @param stop polled during long work; true ends it
     * @return the prediction
     */
    public static TreeSize atMost(
            Candidate candidate, CostTable table, double deadlineSeconds, long mostVertices, BooleanSupplier stop) {
        Moves[] moves = Moves.of(table, stop);
        double vertices = 0;
        double level = 1;
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            level *= moves[table.rowOf(k)].count();
            vertices += level;
        }
        return vertices <= mostVertices
                ? new TreeSize(vertices, Math.log10(level), Math.log10(level))
                : of(candidate, table, deadlineSeconds, stop);
    }

    /**
     * {@return vertices and paths in time, for people}
     */
    public String describe() {
        return log10PathsInTime == Double.NEGATIVE_INFINITY
                ? String.format(Locale.ROOT, "%.3g vertices, no path in time", vertices)
                : String.format(Locale.ROOT, "%.3g vertices, 10^%.1f paths in time", vertices, log10PathsInTime);
    }

    InvalidValueException refusal(String label, long mostVertices) {
        return Check.invalid(
                "time-energy tree of " + label,
                describe(),
                String.format(Locale.ROOT, "must have at most %d vertices", mostVertices),
                "Use the diagram with merged states, or leave fewer servers and cuts to choose from.");
    }

    /** Partial paths by slot of elapsed time, as doubles with a common power of two. */
    private static final class Count {
        private final CostTable table;
        private final Moves[] moves;
        private final double deadlineSeconds;
        private final int slots;
        private double[] paths;
        private double[] next;
        private int exponent;

        Count(Candidate candidate, CostTable table, double deadlineSeconds, BooleanSupplier stop) {
            this.table = table;
            this.moves = Moves.of(table, stop);
            this.deadlineSeconds = deadlineSeconds;
            long shifts = Math.max(
                    1, (long) candidate.robustEpochs() * table.actions().size());
            this.slots = (int) Math.max(1, Math.min(MAX_SLOTS, WORK / shifts));
            this.paths = new double[slots + 1];
            this.next = new double[slots + 1];
            int start = slot(candidate.setup().seconds() + candidate.spentBesides());
            if (start <= slots) {
                paths[start] = 1;
            }
        }

        /** Adds an epoch; returns how many actions are effective in it. */
        int advance(int epoch) {
            Moves row = moves[table.rowOf(epoch)];
            Arrays.fill(next, 0);
            for (double t : row.seconds) {
                int shift = slot(t);
                for (int slot = shift; slot <= slots; slot++) {
                    next[slot] += paths[slot - shift];
                }
            }
            double[] spare = paths;
            paths = next;
            next = spare;
            rescale();
            return row.count();
        }

        double total() {
            return Math.scalb(Arrays.stream(paths).sum(), exponent);
        }

        double log10Total() {
            return Math.log10(Arrays.stream(paths).sum()) + exponent * Math.log10(2);
        }

        private int slot(double seconds) {
            double perSecond = slots / deadlineSeconds;
            if (seconds == 0 || perSecond == Double.POSITIVE_INFINITY) {
                return seconds <= deadlineSeconds ? 0 : slots + 1;
            }
            double slot = Math.floor(seconds * perSecond * SHORTER);
            return slot <= slots ? (int) slot : slots + 1;
        }

        private void rescale() {
            if (Arrays.stream(paths).sum() > Math.scalb(1.0, SCALE)) {
                exponent += SCALE;
                for (int slot = 0; slot <= slots; slot++) {
                    paths[slot] = Math.scalb(paths[slot], -SCALE);
                }
            }
        }
    }
}
