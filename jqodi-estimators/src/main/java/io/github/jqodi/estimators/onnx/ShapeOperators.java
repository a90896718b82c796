package io.github.jqodi.estimators.onnx;

import io.github.jqodi.estimators.onnx.Value.Origin;
import java.util.Arrays;
import java.util.Optional;

/** Operators that make constants, or give the same elements another shape. */
final class ShapeOperators {
    private ShapeOperators() {}

    static void register(OperatorTable table) {
        table.all("Constant", ShapeOperators::constant);
        table.all("ConstantOfShape", ShapeOperators::filled);
        table.all("Shape", ShapeOperators::shape);
        table.all("Size", ShapeOperators::size);
        table.all("Reshape", ShapeOperators::reshape);
        table.all("Flatten", ShapeOperators::flatten);
        table.all("Squeeze", ShapeOperators::squeeze);
        table.all("Unsqueeze", ShapeOperators::unsqueeze);
        table.all("Transpose", ShapeOperators::transpose);
        table.all("Expand", ShapeOperators::expand);
        table.all("Tile", ShapeOperators::tile);
        table.all("Range", ShapeOperators::range);
        table.all("EyeLike", call -> call.out(0, ElementType.of(call.integer("dtype", 1)), call.dims(0)));
        table.all("RandomNormal RandomUniform", ShapeOperators::random);
    }

    private static void constant(Call call) {
        Optional<Tensor> tensor =
                call.attribute("value").or(() -> call.attribute("sparse_value")).flatMap(Attribute::tensor);
        if (tensor.isPresent()) {
            call.put(0, Value.stored(tensor.get(), Origin.CONSTANT));
        } else if (call.hasAttribute("value_int")) {
            put(call, ElementType.INT64, Dims.SCALAR, (double) call.integer("value_int", 0));
        } else if (call.hasAttribute("value_ints")) {
            long[] all = call.integers("value_ints");
            put(call, ElementType.INT64, Dims.of((long) all.length), doubles(all));
        } else if (call.hasAttribute("value_float")) {
            double number = call.attribute("value_float").map(Attribute::number).orElse(0.0);
            put(call, ElementType.FLOAT, Dims.SCALAR, number);
        } else if (call.hasAttribute("value_floats")) {
            double[] all = call.numbers("value_floats");
            put(call, ElementType.FLOAT, Dims.of((long) all.length), all);
        } else {
            call.put(0, Value.known(ElementType.of(8), Dims.UNRANKED, null));
        }
    }

    private static double[] doubles(long[] integers) {
        return Arrays.stream(integers).mapToDouble(number -> number).toArray();
    }

    private static void put(Call call, ElementType type, Dims dims, double... numbers) {
        call.put(
                0,
                Value.stored(
                        new Tensor(
                                "", type, dims, Arrays.stream(numbers).boxed().toList(), false, false),
                        Origin.CONSTANT));
    }

    /** Weights of networks whose true ones were left out; a shape that follows from inputs makes no weights. */
    private static void filled(Call call) {
        Value shape = call.in(0);
        Optional<Tensor> like = call.attribute("value").flatMap(Attribute::tensor);
        ElementType type = like.map(Tensor::type).orElse(ElementType.FLOAT);
        if (!shape.hasNumbers()) {
            long rank = shape.dims().rank() == 1 ? shape.dims().at(0) : Dims.UNKNOWN;
            call.out(0, type, rank == Dims.UNKNOWN ? Dims.UNRANKED : Dims.unknown((int) Math.min(rank, 64)));
            return;
        }
        Dims dims = Dims.of(shape.numbers());
        double number = like.filter(tensor -> tensor.numbers().size() == 1)
                .map(tensor -> tensor.numbers().get(0))
                .orElse(0.0);
        double[] numbers = null;
        if (Folding.isSmall(dims)) {
            numbers = new double[(int) dims.elements()];
            Arrays.fill(numbers, number);
        }
        Value filled = Value.known(type, dims, numbers);
        call.put(
                0,
                shape.isStored() ? filled.withOrigin(number == 0 ? Origin.ZEROS : Origin.CONSTANT_OF_SHAPE) : filled);
    }

    private static void shape(Call call) {
        Dims in = call.dims(0);
        int rank = in.rank();
        int from = bound(call.integer("start", 0), rank);
        int to = bound(call.integer("end", rank), rank);
        Dims asked = in.slice(from, Math.max(from, to));
        call.put(0, Value.known(ElementType.INT64, Dims.of((long) asked.rank()), asked.numbers()));
    }

    private static int bound(long place, int rank) {
        return (int) Math.max(0, Math.min(rank, place < 0 ? place + rank : place));
    }

    private static void size(Call call) {
        call.put(0, Value.known(ElementType.INT64, Dims.SCALAR, new double[] {
            call.dims(0).elements()
        }));
    }

    /** The same elements in the same order in another shape. */
    static void reshaped(Call call, Dims dims) {
        Value in = call.in(0);
        if (in.hasNumbers() && dims.elements() == in.numbers().length) {
            call.fold(0, in.type(), dims, in.numbers());
        } else {
            call.out(0, dims);
        }
    }

    private static void reshape(Call call) {
        double[] asked = call.hasAttribute("shape") ? doubles(call.integers("shape")) : call.numbers(1);
        Dims in = call.dims(0);
        long[] sizes = new long[asked.length];
        int inferred = -1;
        for (int i = 0; i < sizes.length; i++) {
            boolean copied = asked[i] == 0 && call.integer("allowzero", 0) == 0;
            sizes[i] = Double.isNaN(asked[i]) ? Dims.UNKNOWN : copied ? in.at(i) : (long) asked[i];
            inferred = asked[i] == -1 ? i : inferred;
        }
        reshaped(call, inferred < 0 ? stated(in, sizes) : inferred(in, sizes, inferred));
    }

    private static Dims stated(Dims in, long[] sizes) {
        Dims out = Dims.of(sizes);
        if (in.isKnown() && out.isKnown() && in.elements() != out.elements()) {
            throw new OnnxFormatException("reshapes " + in + " to " + out + ", which has another number of elements");
        }
        return out;
    }

    private static Dims inferred(Dims in, long[] sizes, int place) {
        sizes[place] = 1;
        double others = Dims.of(sizes).elements();
        double all = in.elements();
        boolean known = others > 0 && !Double.isNaN(all);
        if (known && all % others != 0) {
            throw new OnnxFormatException("reshapes " + in + " to groups of " + others + " elements");
        }
        sizes[place] = known ? (long) (all / others) : Dims.UNKNOWN;
        return Dims.of(sizes);
    }

    private static void flatten(Call call) {
        Dims in = call.dims(0);
        long axis = call.integer("axis", 1);
        int at = bound(axis, in.rank());
        reshaped(call, Dims.of(in.elements(0, at), in.elements(at, in.rank())));
    }

    private static void squeeze(Call call) {
        Dims in = call.dims(0);
        boolean[] gone = new boolean[in.rank()];
        Optional<long[]> axes = call.integers("axes", 1);
        for (int i = 0; i < gone.length; i++) {
            gone[i] = axes.isEmpty() && in.at(i) == 1;
        }
        for (long axis : axes.orElse(new long[0])) {
            gone[in.axis(axis)] = true;
        }
        Dims out = Dims.SCALAR;
        for (int i = 0; i < gone.length; i++) {
            out = gone[i] ? out : out.plus(in.at(i));
        }
        reshaped(call, out);
    }

    private static void unsqueeze(Call call) {
        Dims in = call.dims(0);
        long[] axes = call.integers("axes", 1).orElse(new long[0]);
        int rank = in.rank() + axes.length;
        boolean[] added = new boolean[rank];
        for (long axis : axes) {
            added[Dims.axis(axis, rank)] = true;
        }
        long[] sizes = new long[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            sizes[i] = added[i] || next >= in.rank() ? 1 : in.at(next++);
        }
        reshaped(call, Dims.of(sizes));
    }

    private static void transpose(Call call) {
        Dims in = call.dims(0);
        long[] order = call.integers("perm");
        long[] sizes = new long[in.rank()];
        if (order.length > 0 && !isPermutation(order, in)) {
            throw new OnnxFormatException(
                    "transposes " + in + " by " + Arrays.toString(order) + ", which does not name each axis once");
        }
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = order.length > 0 ? in.at(order[i]) : in.at(-1 - i);
        }
        if (sizes.length <= 1) {
            reshaped(call, in);
        } else {
            call.out(0, Dims.of(sizes));
        }
    }

    private static boolean isPermutation(long[] order, Dims in) {
        return order.length == in.rank()
                && Arrays.stream(order).map(in::axis).distinct().count() == order.length;
    }

    private static void expand(Call call) {
        Dims out = Dims.broadcast(call.dims(0), Dims.of(call.numbers(1)));
        if (call.in(0).hasNumbers() && Folding.isSmall(out)) {
            call.fold(0, call.in(0).type(), out, Folding.stretched(out, call.in(0)));
        } else {
            call.out(0, out);
        }
    }

    private static void tile(Call call) {
        Dims in = call.dims(0);
        double[] repeats = call.numbers(1);
        double[] sizes = in.numbers();
        for (int i = 0; i < sizes.length && sizes.length == repeats.length; i++) {
            sizes[i] *= repeats[i];
        }
        call.out(0, Dims.of(sizes));
    }

    private static void range(Call call) {
        ElementType type = call.in(0).type();
        boolean known = call.given().stream().allMatch(value -> value.hasNumbers() && value.numbers().length == 1);
        double start = known ? call.numbers(0)[0] : 0;
        double step = known ? call.numbers(2)[0] : 0;
        double count = known ? Math.ceil((call.numbers(1)[0] - start) / step) : Double.NaN;
        Dims dims = Dims.of(Double.isNaN(count) ? count : Math.max(0, count));
        if (!Folding.isSmall(dims)) {
            call.out(0, type, dims);
            return;
        }
        double[] numbers = new double[(int) dims.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = start + i * step;
        }
        call.put(0, Value.known(type, dims, numbers));
    }

    private static void random(Call call) {
        ElementType type = ElementType.of(call.integer("dtype", 1));
        call.put(0, Value.known(type, Dims.of(call.integers("shape")), null));
    }
}
