package io.github.jqodi.estimators.onnx;

import java.util.List;

/**
 * A tensor of the file without its weights.
 *
 * @param name empty if it has none
 * @param type of its elements
 * @param dims all known
 * @param numbers its elements where there are few, else empty
 * @param isExternal whether its data are in another file
 * @param isSparse whether it is stored by its non-zero elements
 */
record Tensor(String name, ElementType type, Dims dims, List<Double> numbers, boolean isExternal, boolean isSparse) {
    Tensor asSparse(Dims whole) {
        return new Tensor(name, type, whole, List.of(), isExternal, true);
    }

    /** Whether its elements are there to compute shapes with. */
    boolean hasNumbers() {
        return numbers.size() == dims.elements();
    }
}
