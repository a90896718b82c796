package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model with a size for everything: blocks between the places where a single tensor crosses, and what they come to. Numbers
 * are per sample. Multiply-adds are those of convolutions, products of matrices, recurrent layers and attention, as counters
 * count them; normalisation, pooling and what works element by element multiply no matrices and count zero.
 *
 * @param inputElements of one sample, all inputs together
 * @param inputBits of one element of the first input, 32 where that is not fixed
 * @param blocks in order
 * @param multiplyingNodes how many nodes multiply, those of bodies counted once
 * @param quantizedParameters those of the parameters that the file stores as integers
 * @param unknownOperators operators that count zero because nobody knows them, with how many there are
 * @param warnings what was assumed or left out
 */
public record OnnxNetwork(
        double inputElements,
        int inputBits,
        List<OnnxBlock> blocks,
        long multiplyingNodes,
        double quantizedParameters,
        Map<String, Integer> unknownOperators,
        List<OnnxWarning> warnings) {
    /**
     * Copies lists and map.
     *
     * @param inputElements {@code >= 0}
     * @param inputBits above 0
     * @param blocks in order
     * @param multiplyingNodes {@code >= 0}
     * @param quantizedParameters {@code >= 0}
     * @param unknownOperators with how many there are
     * @param warnings what was assumed or left out
     */
    public OnnxNetwork {
        blocks = List.copyOf(blocks);
        unknownOperators = Map.copyOf(unknownOperators);
        warnings = List.copyOf(warnings);
    }

    /**
     * {@return the layer of each block}
     */
    public List<Layer> layers() {
        return blocks.stream().map(OnnxBlock::layer).toList();
    }

    /**
     * {@return j of every place where a single tensor crosses: after every block but the last; 0 and 1 of a network of one
     * block, which runs on one side or the other}
     */
    public List<Integer> cuts() {
        return blocks.size() == 1
                ? List.of(0, 1)
                : IntStream.range(1, blocks.size()).boxed().toList();
    }

    /**
     * {@return forward multiply-adds}
     */
    public double macs() {
        return blocks.stream().mapToDouble(block -> block.layer().macs()).sum();
    }

    /**
     * {@return weights, without running statistics}
     */
    public double parameters() {
        return blocks.stream().mapToDouble(block -> block.layer().parameters()).sum();
    }

    /**
     * {@return weights that training changes; those stored as integers count as the floats they stand for}
     */
    public double trainableParameters() {
        return blocks.stream()
                .mapToDouble(block -> block.layer().trainableParameters())
                .sum();
    }

    /**
     * {@return means and variances that normalisations gather in training}
     */
    public double runningStatistics() {
        return blocks.stream().mapToDouble(OnnxBlock::runningStatistics).sum();
    }

    /**
     * Whether something of a kind was assumed or left out.
     *
     * @param kind of warning
     * @return true if a warning says so
     */
    public boolean warnsOf(OnnxWarning.Kind kind) {
        return warnings.stream().anyMatch(warning -> warning.kind() == kind);
    }

    /**
     * The network as a version of a model that can be cut after every block, without setup or work on the cloud.
     *
     * @param name unique among the versions
     * @param loss of the full-precision model, finite and {@code >= 0}
     * @return the version
     */
    public ModelVersion toModelVersion(String name, double loss) {
        ModelVersion version = ModelVersion.of(name, loss, layers());
        return blocks.size() == 1 ? version.withCuts(cuts()) : version;
    }

    @Override
    public String toString() {
        return Text.count(blocks.size(), "block") + ", " + Text.number(macs()) + " MACs, " + Text.number(parameters())
                + " parameters, " + Text.count(warnings.size(), "warning");
    }
}
