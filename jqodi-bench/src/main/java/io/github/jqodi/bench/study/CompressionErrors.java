package io.github.jqodi.bench.study;

import io.github.jqodi.bench.qat.QatCompression;
import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.qat.QatPlace;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimators.loss.CompressionHistory;
import io.github.jqodi.estimators.loss.PastCompression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Errors of estimated compression losses γ on what was held out, bit-width by bit-width. Compressions of odd seeds are past, those
 * of even seeds are asked about.
 *
 * @param bits π_q
 * @param count of compressions asked about, of which something was believed
 * @param meanChange mean γ
 * @param error mean absolute error of the expected γ
 * @param zeroError the same of the belief that quantization costs nothing
 * @param covered share of γ at or below the robust one
 * @param margin mean of robust less expected γ
 */
record CompressionErrors(
        double bits, int count, double meanChange, double error, double zeroError, double covered, double margin) {
    /** Of robust values. */
    static final double CONFIDENCE = 0.9;

    /** What the past says nothing of. */
    enum HeldOut {
        /** Seeds alone: there are past compressions of the same version to the same width. */
        SEEDS,
        /** The network too, on all data. */
        NETWORK,
        /** The bit-width too, of all networks. */
        WIDTH;

        private boolean isPast(QatPlace past, QatPlace asked) {
            return switch (this) {
                case SEEDS -> true;
                case NETWORK -> !past.network().equals(asked.network());
                case WIDTH -> !past.quantization().equals(asked.quantization());
            };
        }
    }

    /** Rows from narrow to wide. */
    static List<CompressionErrors> of(QatData data, HeldOut heldOut) {
        Map<Double, List<Answer>> answers = new TreeMap<>();
        Map<List<PastCompression>, CompressionHistory> fitted = new HashMap<>();
        for (QatCompression asked : data.compressions()) {
            if (asked.place().isHeldOut()) {
                List<PastCompression> past = past(data, asked, heldOut);
                CompressionHistory history = fitted.computeIfAbsent(past, CompressionHistory::of);
                answer(history, asked)
                        .ifPresent(estimate -> answers.computeIfAbsent(
                                        asked.place().quantization().weightBits(), bits -> new ArrayList<>())
                                .add(new Answer(asked.lossChange(), estimate)));
            }
        }
        return answers.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<PastCompression> past(QatData data, QatCompression asked, HeldOut heldOut) {
        return data.compressions().stream()
                .filter(past -> !past.place().isHeldOut() && heldOut.isPast(past.place(), asked.place()))
                .map(QatCompression::past)
                .toList();
    }

    private static Optional<LossEstimate> answer(CompressionHistory history, QatCompression asked) {
        return history.compressionLoss(asked.place().version(), asked.place().quantization(), CONFIDENCE);
    }

    private static CompressionErrors row(double bits, List<Answer> answers) {
        return new CompressionErrors(
                bits,
                answers.size(),
                Answer.mean(answers, Answer::truth),
                Answer.mean(answers, Answer::error),
                Answer.mean(answers, Answer::size),
                Answer.mean(answers, Answer::covered),
                Answer.mean(answers, Answer::margin));
    }
}
