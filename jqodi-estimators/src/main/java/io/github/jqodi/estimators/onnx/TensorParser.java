package io.github.jqodi.estimators.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors: sizes and type, and the elements of small ones, from which shapes are computed. */
final class TensorParser {
    private static final int MOST_AXES = 64;
    private static final int MOST_NUMBERS = 512;
    private static final int RECORD_BYTES = 96;

    private final Wire in;
    private final List<Double> sizes = new ArrayList<>();
    private final List<Double> numbers = new ArrayList<>();
    private byte[] raw = new byte[0];
    private String name = "";
    private ElementType type = ElementType.UNDEFINED;
    private boolean external;

    private TensorParser(Wire in) {
        this.in = in;
    }

    static Tensor read(Wire in) throws IOException {
        in.budget().keep(RECORD_BYTES);
        TensorParser parser = new TensorParser(in);
        in.message(parser::field);
        return parser.tensor();
    }

    /** The sparse form of a tensor, of which sizes are wanted alone. */
    static Tensor readSparse(Wire in) throws IOException {
        in.budget().keep(RECORD_BYTES);
        TensorParser whole = new TensorParser(in);
        List<Tensor> values = new ArrayList<>();
        in.message(field -> {
            switch (field) {
                case 1 -> values.add(read(in));
                case 3 -> in.varints(whole::size);
                default -> {}
            }
        });
        if (values.isEmpty()) {
            throw Wire.broken("has a sparse tensor without values");
        }
        return values.get(0).asSparse(whole.dims());
    }

    private void field(int field) throws IOException {
        switch (field) {
            case 1 -> in.varints(this::size);
            case 2 -> type = ElementType.of(in.varint());
            case 4 -> in.floats(this::number);
            case 5, 7, 11 -> in.varints(this::number);
            case 8 -> name = in.name();
            case 9 -> raw = in.bytesUpTo(MOST_NUMBERS * Double.BYTES);
            case 10 -> in.doubles(this::number);
            case 14 -> external = in.varint() == 1;
            default -> {}
        }
    }

    private void size(long size) {
        if (size < 0) {
            throw new OnnxFormatException("tensor '" + name + "' has an axis of size " + size);
        }
        if (sizes.size() >= MOST_AXES) {
            throw new OnnxFormatException("a tensor has more than " + MOST_AXES + " axes");
        }
        sizes.add((double) size);
    }

    private void number(double number) {
        if (numbers.size() <= MOST_NUMBERS) {
            numbers.add(number);
        }
    }

    private Dims dims() {
        return Dims.of(array(sizes));
    }

    private Tensor tensor() {
        Dims dims = dims();
        double[] found = raw.length > 0 ? decoded() : listed();
        double[] kept = found.length == dims.elements() && found.length <= MOST_NUMBERS ? found : new double[0];
        in.budget().keep((long) kept.length * Double.BYTES);
        return new Tensor(name, type, dims, Arrays.stream(kept).boxed().toList(), external, false);
    }

    /** Elements from a list; half precision is listed by its bits. */
    private double[] listed() {
        double[] listed = array(numbers);
        if (type.label().equals("FLOAT16")) {
            for (int i = 0; i < listed.length; i++) {
                listed[i] = halfPrecision((short) (int) listed[i]);
            }
        }
        return listed;
    }

    static double[] array(List<Double> list) {
        return list.stream().mapToDouble(number -> number).toArray();
    }

    private double[] decoded() {
        int bytes = type.bits() / Byte.SIZE;
        if (bytes == 0) {
            return new double[0];
        }
        ByteBuffer buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        double[] decoded = new double[raw.length / bytes];
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = element(buffer, i * bytes);
        }
        return decoded;
    }

    private double element(ByteBuffer buffer, int at) {
        return switch (type.label()) {
            case "FLOAT" -> buffer.getFloat(at);
            case "DOUBLE" -> buffer.getDouble(at);
            case "INT64", "UINT64" -> buffer.getLong(at);
            case "INT32" -> buffer.getInt(at);
            case "UINT32" -> Integer.toUnsignedLong(buffer.getInt(at));
            case "INT16" -> buffer.getShort(at);
            case "UINT16" -> Short.toUnsignedInt(buffer.getShort(at));
            case "INT8" -> buffer.get(at);
            case "UINT8", "BOOL" -> Byte.toUnsignedInt(buffer.get(at));
            case "FLOAT16" -> halfPrecision(buffer.getShort(at));
            case "BFLOAT16" -> Float.intBitsToFloat(buffer.getShort(at) << Short.SIZE);
            default -> Double.NaN;
        };
    }

    /** IEEE 754 binary16; subnormal numbers, infinities and NaN included. */
    private static double halfPrecision(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = exponent == 0
                ? fraction * 0x1p-24
                : exponent == 0x1f
                        ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                        : (1 + fraction * 0x1p-10) * Math.scalb(1.0, exponent - 15);
        return bits < 0 ? -size : size;
    }
}
