package io.github.jqodi.estimators.onnx;

import java.util.List;

/**
 * Type of the elements of a tensor.
 *
 * @param number ONNX's, of TensorProto.DataType
 * @param name ONNX's
 * @param bits of one element, 0 where that is not fixed
 * @param kind what it stands for
 */
record ElementType(int number, String name, int bits, Kind kind) {
    enum Kind {
        FLOATING,
        INTEGER,
        OTHER
    }

    private static final List<ElementType> KNOWN = List.of(
            new ElementType(0, "UNDEFINED", 0, Kind.OTHER),
            new ElementType(1, "FLOAT", 32, Kind.FLOATING),
            new ElementType(2, "UINT8", 8, Kind.INTEGER),
            new ElementType(3, "INT8", 8, Kind.INTEGER),
            new ElementType(4, "UINT16", 16, Kind.INTEGER),
            new ElementType(5, "INT16", 16, Kind.INTEGER),
            new ElementType(6, "INT32", 32, Kind.INTEGER),
            new ElementType(7, "INT64", 64, Kind.INTEGER),
            new ElementType(8, "STRING", 0, Kind.OTHER),
            new ElementType(9, "BOOL", 8, Kind.OTHER),
            new ElementType(10, "FLOAT16", 16, Kind.FLOATING),
            new ElementType(11, "DOUBLE", 64, Kind.FLOATING),
            new ElementType(12, "UINT32", 32, Kind.INTEGER),
            new ElementType(13, "UINT64", 64, Kind.INTEGER),
            new ElementType(14, "COMPLEX64", 64, Kind.FLOATING),
            new ElementType(15, "COMPLEX128", 128, Kind.FLOATING),
            new ElementType(16, "BFLOAT16", 16, Kind.FLOATING),
            new ElementType(17, "FLOAT8E4M3FN", 8, Kind.FLOATING),
            new ElementType(18, "FLOAT8E4M3FNUZ", 8, Kind.FLOATING),
            new ElementType(19, "FLOAT8E5M2", 8, Kind.FLOATING),
            new ElementType(20, "FLOAT8E5M2FNUZ", 8, Kind.FLOATING),
            new ElementType(21, "UINT4", 4, Kind.INTEGER),
            new ElementType(22, "INT4", 4, Kind.INTEGER),
            new ElementType(23, "FLOAT4E2M1", 4, Kind.FLOATING),
            new ElementType(24, "FLOAT8E8M0", 8, Kind.FLOATING),
            new ElementType(25, "UINT2", 2, Kind.INTEGER),
            new ElementType(26, "INT2", 2, Kind.INTEGER));

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
                : new ElementType((int) number, "TYPE" + number, 0, Kind.OTHER);
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
