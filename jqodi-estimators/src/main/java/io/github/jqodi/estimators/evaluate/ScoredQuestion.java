package io.github.jqodi.estimators.evaluate;

import java.util.List;

/**
 * One question with its prediction; K and robust are ∞ where there is none.
 *
 * @param question with its answer
 * @param prediction what was said
 */
record ScoredQuestion(Question question, Prediction prediction) {
    private static final double NEGLIGIBLE_NEVER = 0.1;
    private static final double CAP = 2;

    double k() {
        return question.epochs().isPresent() ? question.epochs().getAsInt() : Double.POSITIVE_INFINITY;
    }

    double horizon() {
        return question.horizon();
    }

    double expected() {
        return prediction.expected();
    }

    double robust() {
        return prediction.robust();
    }

    double never() {
        return prediction.never();
    }

    boolean reached() {
        return k() < Double.POSITIVE_INFINITY;
    }

    boolean promises() {
        return robust() < Double.POSITIVE_INFINITY;
    }

    boolean keeps() {
        return promises() && k() <= robust();
    }

    boolean ofFixedKind() {
        return !question.kinds().equals(List.of(TargetKind.RANDOM));
    }

    boolean ofRandomKind() {
        return question.kinds().contains(TargetKind.RANDOM);
    }

    boolean covered() {
        if (!promises()) {
            return never() > NEGLIGIBLE_NEVER;
        }
        return reached() ? k() <= robust() : robust() > horizon();
    }

    double capped(double epochs) {
        return Math.min(epochs, CAP * horizon());
    }

    double relativeError() {
        return Math.abs(capped(expected()) - k()) / k();
    }

    double pinball(double epochs, double level) {
        double miss = k() - capped(epochs);
        return (miss >= 0 ? level * miss : (level - 1) * miss) / k();
    }

    /** The claim that K is beyond the horizon: 1 if expected is, else P(never). */
    double beyond() {
        return expected() > horizon() ? 1 : never();
    }
}
