package io.github.jqodi.estimators.onnx;

import java.util.List;
import java.util.Optional;

/**
 * An attribute of a node.
 *
 * @param name within its node
 * @param integer the integer, 0 if it holds none
 * @param number the float, 0 if it holds none
 * @param text the text, empty if it holds none
 * @param integers the list of integers
 * @param numbers the list of floats
 * @param tensor the tensor, if it holds one
 * @param graphs one graph or a list of them
 * @param reference name of the attribute of the function that it stands for, empty if it stands for itself
 */
record Attribute(
        String name,
        long integer,
        double number,
        String text,
        List<Long> integers,
        List<Double> numbers,
        Optional<Tensor> tensor,
        List<GraphBody> graphs,
        String reference) {
    /** What another attribute says, under the name of this one. */
    Attribute takenFrom(Attribute given) {
        return new Attribute(
                name,
                given.integer,
                given.number,
                given.text,
                given.integers,
                given.numbers,
                given.tensor,
                given.graphs,
                "");
    }
}
