package io.github.jqodi.estimators.loss;

import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Past compressions of one pair (a,q), as far as the estimate needs them.
 *
 * @param model name of the version
 * @param quantization q
 * @param count how many
 * @param mean of their changes of the loss
 * @param squares sum of squared deviations from that
 */
record CompressedPair(String model, Quantization quantization, int count, double mean, double squares) {
    /** The pairs of past compressions, in the order of their first ones. */
    static List<CompressedPair> of(List<PastCompression> past) {
        Map<QuantizedModel, List<PastCompression>> pairs = past.stream()
                .collect(Collectors.groupingBy(PastCompression::pair, LinkedHashMap::new, Collectors.toList()));
        return pairs.values().stream().map(CompressedPair::ofPair).toList();
    }

    private static CompressedPair ofPair(List<PastCompression> past) {
        double mean =
                past.stream().mapToDouble(PastCompression::lossChange).average().orElseThrow();
        double squares = past.stream()
                .mapToDouble(c -> (c.lossChange() - mean) * (c.lossChange() - mean))
                .sum();
        return new CompressedPair(past.get(0).model(), past.get(0).quantization(), past.size(), mean, squares);
    }

    /** Whether it is the same quantization, by name. */
    boolean isOf(Quantization other) {
        return quantization.name().equals(other.name());
    }

    /** π_q. */
    double bits() {
        return quantization.weightBits();
    }

    /** The mean over some pairs, each counting once. */
    static double meanOf(List<CompressedPair> pairs) {
        return pairs.stream().mapToDouble(CompressedPair::mean).average().orElseThrow();
    }

    /** Sum of squared deviations of the means of some pairs from theirs. */
    static double squaresOf(List<CompressedPair> pairs) {
        double mean = meanOf(pairs);
        return pairs.stream()
                .mapToDouble(pair -> (pair.mean() - mean) * (pair.mean() - mean))
                .sum();
    }
}
