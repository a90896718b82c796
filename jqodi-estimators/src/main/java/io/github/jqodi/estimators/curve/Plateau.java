package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Text;
import java.util.List;

/**
 * Plateau of a run: whether it still approaches a target, told from its running minimum alone. What is ahead at most is the
 * progress of the last doubling of epochs, continued as a geometric series over further doublings (Aitken's extrapolation, on the
 * logarithm of the epoch), and the pace of the last quarter kept up for four e-foldings of the epoch; both with some of the noise
 * of single epochs on top. A run that converged, is constant, rises again or diverges has next to nothing ahead. Immutable.
 *
 * <p>The margins are wide: of the targets that runs of four public sets reached later, fewer than one in a hundred is taken for
 * out of reach.
 */
public final class Plateau {
    private static final int FEWEST_LOSSES = 3;
    private static final double ENOUGH_LOSSES = 8;
    private static final double MOST_KEPT = 0.85;
    private static final double DOUBLINGS_MARGIN = 3;
    private static final double DOUBLINGS_NOISE = 3;
    private static final double E_FOLDINGS = 4;
    private static final double PACE_NOISE = 6;
    private static final double RISE_NOISE = 2;
    /** A rise is called one from so large a share of the least loss on. */
    private static final double LEAST_RISE = 0.02;
    /**
     * Noise is told from second differences after the first quarter: the mean absolute one of independent normal noise over its
     * standard deviation, √6 · √(2/π).
     */
    private static final double SECOND_DIFFERENCE = 1.954;

    private static final double DOUBTFUL = 0.9;
    private static final double CERTAIN = 1.6;
    private static final double MOST = 0.97;
    /** A known drop of the learning rate may lower the log loss by so much, so many standard deviations above the median. */
    private static final double DEVIATIONS_AT_DROP = 1.4;

    private final int size;
    private final double least;
    private final double rise;
    private final double doublings;
    private final double pace;
    /** Whether it stands above where it began. */
    private final boolean isAboveStart;

    private Plateau(int size, double least, double rise, double doublings, double pace, boolean isAboveStart) {
        this.isAboveStart = isAboveStart;
        this.size = size;
        this.least = least;
        this.rise = rise;
        this.doublings = doublings;
        this.pace = pace;
    }

    /**
     * Looks at a run.
     *
     * @param observed the run up to now
     * @return what is ahead of it
     */
    public static Plateau of(Curve observed) {
        return of(observed, FallAtDrops.GENERAL);
    }

    /**
     * Looks at a run of which more is known.
     *
     * @param observed the run up to now
     * @param fall at known drops of its learning rate
     * @return what is ahead of it
     */
    public static Plateau of(Curve observed, FallAtDrops fall) {
        int size = observed.size();
        int last = observed.lastEpoch();
        double least = observed.minimum();
        double noise = observed.meanSecondDifference(Math.max(1, size / 4)) / SECOND_DIFFERENCE;
        double half = leastBy(observed, last / 2.0);
        double earlier = leastBy(observed, last / 4.0) - half;
        double later = half - least;
        double kept = earlier > 0 ? Math.min(MOST_KEPT, later / earlier) : MOST_KEPT;
        double quarter = last - Math.max(FEWEST_LOSSES, last / 4);
        double pace = quarter < observed.epoch(0)
                ? Double.POSITIVE_INFINITY
                : (leastBy(observed, quarter) - least) / Math.log(last / quarter);
        return new Plateau(
                size,
                least - fallAtDrops(observed, least, fall),
                Math.max(0, observed.lastLevel() - least - RISE_NOISE * noise),
                DOUBLINGS_MARGIN * later * kept / (1 - kept) + DOUBLINGS_NOISE * noise,
                E_FOLDINGS * pace + PACE_NOISE * noise,
                observed.lastLevel() > observed.loss(0));
    }

    /**
     * {@return what the run does instead of approaching a target: it diverges, rises again or hardly moves}
     */
    public String words() {
        if (rise <= LEAST_RISE * Math.abs(least)) {
            return "the run hardly moves towards the target any more";
        }
        return isAboveStart ? "the run diverges, above where it began" : "the run rises again, away from the target";
    }

    /**
     * How far a target lies beyond what is ahead.
     *
     * @param target a loss
     * @return the distance over what is ahead at most: about 1 where the two are equal, ∞ for a run that does not move at all, 0
     *     for a target that was reached
     */
    public double ratio(double target) {
        double gap = least - target;
        if (gap <= 0 || size < FEWEST_LOSSES) {
            return 0;
        }
        // 0/0 cannot be: the gap is above 0.
        return Math.max((gap + rise) / doublings, gap / pace);
    }

    /**
     * How sure it is that the target is not approached any more.
     *
     * @param target a loss
     * @return from 0 to {@value #MOST}; few losses tell little
     */
    public double probability(double target) {
        double evidence = Math.min(1, Math.max(0, (size - FEWEST_LOSSES) / (ENOUGH_LOSSES - FEWEST_LOSSES)));
        double beyond = Math.min(1, Math.max(0, (ratio(target) - DOUBTFUL) / (CERTAIN - DOUBTFUL)));
        return MOST * evidence * beyond;
    }

    /** The least loss up to an epoch; the first where none was measured by then. */
    private static double leastBy(Curve run, double epoch) {
        double least = run.loss(0);
        for (int i = 1; i < run.size() && run.epoch(i) <= Math.ceil(epoch); i++) {
            least = Math.min(least, run.loss(i));
        }
        return least;
    }

    private static double fallAtDrops(Curve run, double least, FallAtDrops fall) {
        List<Integer> drops = run.features().dropEpochs();
        long ahead = drops.stream().filter(epoch -> epoch > run.lastEpoch()).count();
        double most = fall.median() * Math.exp(DEVIATIONS_AT_DROP * fall.spread());
        return Math.abs(least) * -Math.expm1(-most * ahead);
    }

    @Override
    public String toString() {
        return Text.count(size, "epoch") + " down to " + least + ", at most " + Math.min(doublings, pace) + " ahead";
    }
}
