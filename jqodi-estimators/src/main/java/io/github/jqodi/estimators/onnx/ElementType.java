package io.github.jqodi.estimators.onnx;

import java.util.List;

/**
 * Type of the elements of a tensor.
 *
 * @param number ONNX's, of TensorProto.DataType
 * @param label ONNX's
 * @param kind what it stands for
 * @param bits of one element, 0 where that is not fixed
 */
record ElementType(int number, String label, Kind kind, int bits) {
    enum Kind {
        FLOATING,
        INTEGER,
        OTHER
    }

    private static final List<ElementType> KNOWN = List.of(
            new ElementType(0, "UNDEFINED", Kind.OTHER, 0),
            new ElementType(1, "FLOAT", Kind.FLOATING, 32),
            new ElementType(2, "UINT8", Kind.INTEGER, 8),
            new ElementType(3, "INT8", Kind.INTEGER, 8),
            new ElementType(4, "UINT16", Kind.INTEGER, 16),
            new ElementType(5, "INT16", Kind.INTEGER, 16),
            new ElementType(6, "INT32", Kind.INTEGER, 32),
            new ElementType(7, "INT64", Kind.INTEGER, 64),
            new ElementType(8, "STRING", Kind.OTHER, 0),
            new ElementType(9, "BOOL", Kind.OTHER, 8),
            new ElementType(10, "FLOAT16", Kind.FLOATING, 16),
            new ElementType(11, "DOUBLE", Kind.FLOATING, 64),
            new ElementType(12, "UINT32", Kind.INTEGER, 32),
            new ElementType(13, "UINT64", Kind.INTEGER, 64),
            new ElementType(14, "COMPLEX64", Kind.FLOATING, 64),
            new ElementType(15, "COMPLEX128", Kind.FLOATING, 128),
            new ElementType(16, "BFLOAT16", Kind.FLOATING, 16),
            new ElementType(17, "FLOAT8E4M3FN", Kind.FLOATING, 8),
            new ElementType(18, "FLOAT8E4M3FNUZ", Kind.FLOATING, 8),
            new ElementType(19, "FLOAT8E5M2", Kind.FLOATING, 8),
            new ElementType(20, "FLOAT8E5M2FNUZ", Kind.FLOATING, 8),
            new ElementType(21, "UINT4", Kind.INTEGER, 4),
            new ElementType(22, "INT4", Kind.INTEGER, 4),
            new ElementType(23, "FLOAT4E2M1", Kind.FLOATING, 4),
            new ElementType(24, "FLOAT8E8M0", Kind.FLOATING, 8),
            new ElementType(25, "UINT2", Kind.INTEGER, 2),
            new ElementType(26, "INT2", Kind.INTEGER, 2));

    static final ElementType UNDEFINED = of(0);
    static final ElementType FLOAT = of(1);
    static final ElementType UINT8 = of(2);
    static final ElementType INT8 = of(3);
    static final ElementType INT32 = of(6);
    static final ElementType INT64 = of(7);
    static final ElementType BOOL = of(9);

    /** The type of a number; one that is not known yet is named by its number. */
    static ElementType of(long number) {
        return number >= 0 && number < KNOWN.size()
                ? KNOWN.get((int) number)
                : new ElementType((int) number, "TYPE" + number, Kind.OTHER, 0);
    }

    boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    /** Bits of an element where sizes are compared; those of a float where they are not fixed. */
    int comparedBits() {
        return bits == 0 ? FLOAT.bits : bits;
    }
}
