package io.github.jqodi.estimators.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as it is read from a file.
 *
 * @param irVersion of the format
 * @param producer name and version, empty if not stated
 * @param opsets version by domain, the empty one being ai.onnx
 * @param graph the main graph
 * @param functions by domain, name and overload
 * @param trainingGraphs how many graphs of training there are, which are skipped
 */
record ModelFile(
        long irVersion,
        String producer,
        Map<String, Long> opsets,
        GraphBody graph,
        Map<String, Function> functions,
        int trainingGraphs) {
    /**
     * An operator that the file itself defines.
     *
     * @param inputs names of its formal inputs
     * @param outputs names of its formal outputs
     * @param defaults attributes with their values where a node gives none
     * @param opsets of its own
     * @param body its nodes
     */
    record Function(
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> defaults,
            Map<String, Long> opsets,
            GraphBody body) {}

    /** The function that a node calls. */
    Optional<Function> functionOf(Node node) {
        return Optional.ofNullable(functions.get(key(node.domain(), node.op(), node.overload())));
    }

    static String key(String domain, String name, String overload) {
        return domain + ":" + name + ":" + overload;
    }
}
