package io.github.jqodi.estimators.evaluate;

import io.github.jqodi.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Scores of forecasts of K. An epoch K counts as infinite where the target was not reached within the horizon H.
 *
 * @param reachable targets of a fixed kind that were reached
 * @param random targets at a random epoch
 * @param unreachable targets that were not reached
 * @param all every question
 */
public record Scores(ReachedScores reachable, ReachedScores random, UnreachedScores unreachable, AllScores all) {
    private static final double CONFIDENCE = 0.9;

    /**
     * Compares predictions with the answers. The robust value is taken at confidence 0.9; errors are capped at twice the
     * horizon.
     *
     * @param questions with their answers
     * @param predictions one for each question
     * @return the scores
     */
    public static Scores of(List<Question> questions, List<Prediction> predictions) {
        Check.that(
                questions.size() == predictions.size(),
                "predictions",
                predictions.size() + " entries",
                "must have one for each of the " + questions.size() + " questions");
        List<ScoredQuestion> rows = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            rows.add(new ScoredQuestion(questions.get(i), predictions.get(i)));
        }
        List<ScoredQuestion> reached =
                rows.stream().filter(ScoredQuestion::reached).toList();
        return new Scores(
                ReachedScores.of(
                        reached.stream().filter(ScoredQuestion::ofFixedKind).toList()),
                ReachedScores.of(
                        reached.stream().filter(ScoredQuestion::ofRandomKind).toList()),
                UnreachedScores.of(rows.stream().filter(row -> !row.reached()).toList()),
                AllScores.of(rows));
    }

    /**
     * Scores of questions whose target was reached. Numbers are empty where nothing can be averaged.
     *
     * @param count how many there are
     * @param point errors of the expected epochs
     * @param robust how well robust epochs hold
     * @param pinball losses of quantiles
     */
    public record ReachedScores(int count, PointScores point, RobustScores robust, PinballScores pinball) {
        static ReachedScores of(List<ScoredQuestion> rows) {
            return new ReachedScores(rows.size(), PointScores.of(rows), RobustScores.of(rows), PinballScores.of(rows));
        }
    }

    /**
     * Errors of the expected epochs.
     *
     * @param meanAbsoluteError mean |min(expected, 2H) - K|, epochs
     * @param medianRelativeError median of |min(expected, 2H) - K| / K
     * @param falseNever share with P(never) above one half
     */
    public record PointScores(
            OptionalDouble meanAbsoluteError, OptionalDouble medianRelativeError, OptionalDouble falseNever) {
        static PointScores of(List<ScoredQuestion> rows) {
            double[] errors =
                    rows.stream().mapToDouble(ScoredQuestion::relativeError).toArray();
            return new PointScores(
                    rows.stream()
                            .mapToDouble(row -> row.relativeError() * row.k())
                            .average(),
                    median(errors),
                    share(rows, row -> row.never() > 0.5));
        }
    }

    /**
     * Coverage and sharpness of the robust epochs.
     *
     * @param coverage share with K ≤ robust, or without finite robust while P(never) &gt; 0.1
     * @param finite share with a finite robust
     * @param kept share of those with a finite robust that keep it
     * @param sharpness mean robust/K of those that keep a finite robust
     */
    public record RobustScores(
            OptionalDouble coverage, OptionalDouble finite, OptionalDouble kept, OptionalDouble sharpness) {
        static RobustScores of(List<ScoredQuestion> rows) {
            List<ScoredQuestion> promising =
                    rows.stream().filter(ScoredQuestion::promises).toList();
            return new RobustScores(
                    share(rows, ScoredQuestion::covered),
                    share(rows, ScoredQuestion::promises),
                    share(promising, ScoredQuestion::keeps),
                    rows.stream()
                            .filter(ScoredQuestion::keeps)
                            .mapToDouble(row -> row.capped(row.robust()) / row.k())
                            .average());
        }
    }

    /**
     * Pinball losses, divided by K (Koenker and Bassett, Regression quantiles, Econometrica, 1978).
     *
     * @param at50 mean loss of min(expected, 2H) at 0.5
     * @param at90 mean loss of min(robust, 2H) at 0.9
     */
    public record PinballScores(OptionalDouble at50, OptionalDouble at90) {
        static PinballScores of(List<ScoredQuestion> rows) {
            return new PinballScores(
                    rows.stream()
                            .mapToDouble(row -> row.pinball(row.expected(), 0.5))
                            .average(),
                    rows.stream()
                            .mapToDouble(row -> row.pinball(row.robust(), CONFIDENCE))
                            .average());
        }
    }

    /**
     * Scores of questions whose target was not reached. Numbers are empty where there are none.
     *
     * @param count how many there are
     * @param brier mean (1 - b)², where b is the claim "K &gt; H": 1 if expected is beyond H, else P(never)
     * @param detected share with b above one half
     * @param broken share with a robust value within H: promises that were broken
     */
    public record UnreachedScores(int count, OptionalDouble brier, OptionalDouble detected, OptionalDouble broken) {
        static UnreachedScores of(List<ScoredQuestion> rows) {
            return new UnreachedScores(
                    rows.size(),
                    rows.stream()
                            .mapToDouble(row -> Math.pow(1 - row.beyond(), 2))
                            .average(),
                    share(rows, row -> row.beyond() > 0.5),
                    share(rows, row -> row.robust() <= row.horizon()));
        }
    }

    /**
     * Scores of every question.
     *
     * @param count how many there are
     * @param kept share of the finite robust values that hold; one for an unreached target holds beyond H
     * @param coverage share covered, unreached ones by a robust value beyond H, or none while P(never) &gt; 0.1
     * @param brier mean (b - 1[K &gt; H])² (Brier, Verification of forecasts expressed in terms of probability, 1950)
     * @param auc chance that an unreached target ranks above a reached one, by b, then expected, then robust
     */
    public record AllScores(
            int count, OptionalDouble kept, OptionalDouble coverage, OptionalDouble brier, OptionalDouble auc) {
        static AllScores of(List<ScoredQuestion> rows) {
            List<ScoredQuestion> finite =
                    rows.stream().filter(ScoredQuestion::promises).toList();
            return new AllScores(
                    rows.size(),
                    share(finite, ScoredQuestion::covered),
                    share(rows, ScoredQuestion::covered),
                    rows.stream()
                            .mapToDouble(row -> Math.pow(row.beyond() - (row.reached() ? 0 : 1), 2))
                            .average(),
                    Ranking.auc(rows));
        }
    }

    private static OptionalDouble share(List<ScoredQuestion> rows, Predicate<ScoredQuestion> which) {
        long count = rows.stream().filter(which).count();
        return rows.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(count / (double) rows.size());
    }

    private static OptionalDouble median(double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    /** Area under the receiver operating characteristic (Hanley and McNeil, Radiology, 1982), ties counted half. */
    private static final class Ranking {
        private static final double FAR = 1e9;
        private static final Comparator<ScoredQuestion> ORDER = Comparator.comparingDouble(ScoredQuestion::beyond)
                .thenComparingDouble(row -> Math.min(row.expected() / row.horizon(), FAR))
                .thenComparingDouble(row -> Math.min(row.robust() / row.horizon(), FAR));

        private Ranking() {}

        static OptionalDouble auc(List<ScoredQuestion> rows) {
            List<ScoredQuestion> sorted = rows.stream().sorted(ORDER).toList();
            long unreached = rows.stream().filter(row -> !row.reached()).count();
            long reached = rows.size() - unreached;
            double wins = 0;
            long reachedBelow = 0;
            for (int from = 0; from < sorted.size(); ) {
                int to = from;
                long reachedHere = 0;
                while (to < sorted.size() && ORDER.compare(sorted.get(from), sorted.get(to)) == 0) {
                    reachedHere += sorted.get(to).reached() ? 1 : 0;
                    to++;
                }
                wins += (to - from - reachedHere) * (reachedBelow + reachedHere / 2.0);
                reachedBelow += reachedHere;
                from = to;
            }
            return reached == 0 || unreached == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(wins / reached / unreached);
        }
    }
}
