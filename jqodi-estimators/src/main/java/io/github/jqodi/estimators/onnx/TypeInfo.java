package io.github.jqodi.estimators.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a value as a file states it, before any name of a size is given a number.
 *
 * @param kind tensor or something else
 * @param type of a tensor's elements
 * @param isRanked whether the number of axes is said
 * @param axes sizes of a tensor
 */
record TypeInfo(Kind kind, ElementType type, boolean isRanked, List<Axis> axes) {
    enum Kind {
        TENSOR,
        SPARSE_TENSOR,
        SEQUENCE,
        MAP,
        OPTIONAL,
        OPAQUE,
        UNSTATED
    }

    static final TypeInfo UNSTATED = new TypeInfo(Kind.UNSTATED, ElementType.UNDEFINED, false, List.of());

    /**
     * An axis.
     *
     * @param size -1 if it is not said, or below 0
     * @param name of the size, empty if it has none
     */
    record Axis(long size, String name) {
        static final Axis UNSTATED = new Axis(Dims.UNKNOWN, "");

        boolean isKnown() {
            return size >= 0;
        }

        String shown() {
            return isKnown() ? Long.toString(size) : name.isEmpty() ? "?" : name;
        }
    }

    boolean isTensor() {
        return kind == Kind.TENSOR || kind == Kind.SPARSE_TENSOR || kind == Kind.UNSTATED;
    }

    List<String> shownAxes() {
        return axes.stream().map(Axis::shown).collect(Collectors.toUnmodifiableList());
    }
}
