package io.github.jqodi.estimators.onnx;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Operators that take tensors apart, put them together or make them larger. */
final class Slices {
    private Slices() {}

    static void register(OperatorTable table) {
        table.all("Concat", Slices::concat);
        table.all("Split", Slices::split);
        table.all("Slice", Slices::slice);
        table.all("Pad", Slices::pad);
        table.all("Gather", Slices::gather);
        table.all("GatherElements", call -> call.out(0, call.dims(1)));
        table.all("GatherND", Slices::gatherPoints);
        table.all("Scatter ScatterElements ScatterND TensorScatter", call -> call.out(0, call.dims(0)));
        table.all("DepthToSpace", call -> call.out(0, blocks(call, true)));
        table.all("SpaceToDepth", call -> call.out(0, blocks(call, false)));
        table.all("Resize", Slices::resize);
        table.all("Upsample", Slices::upsample);
        table.all("CenterCropPad", Slices::cropped);
        table.allMicrosoft("GatherBlockQuantized", Slices::gatherPacked);
    }

    private static void concat(Call call) {
        Dims first = call.dims(0);
        int axis = first.axis(call.integer("axis", 1));
        double size = 0;
        boolean known = true;
        Dims out = first;
        for (Value part : call.given()) {
            size += part.dims().elements(axis, axis + 1);
            known &= part.hasNumbers() && part.dims().rank() <= 1;
            out = out.filled(part.dims());
        }
        Dims whole = out.with(axis, Double.isNaN(size) ? Dims.UNKNOWN : (long) size);
        if (known && Folding.isSmall(whole)) {
            double[] joined = call.given().stream()
                    .flatMapToDouble(part -> Arrays.stream(part.numbers()))
                    .toArray();
            call.fold(0, call.in(0).type(), whole, joined);
        } else {
            call.out(0, whole);
        }
    }

    private static void split(Call call) {
        Dims in = call.dims(0);
        int axis = in.axis(call.integer("axis", 0));
        int parts = call.outputCount();
        Optional<long[]> sizes = call.integers("split", 1);
        long from = 0;
        for (int i = 0; i < parts; i++) {
            long size = sizes.isPresent() ? sizeAt(sizes.get(), i) : share(in.at(axis), parts, i);
            Dims out = in.with(axis, size);
            if (call.in(0).hasNumbers() && in.rank() == 1 && from + size <= call.numbers(0).length) {
                call.fold(i, call.in(0).type(), out, Arrays.copyOfRange(call.numbers(0), (int) from, (int)
                        (from + size)));
            } else {
                call.out(i, out);
            }
            from += size;
        }
    }

    private static long sizeAt(long[] sizes, int index) {
        if (index >= sizes.length || sizes[index] < 0) {
            throw new OnnxFormatException("splits into " + Arrays.toString(sizes));
        }
        return sizes[index];
    }

    /** Equal parts; the last one is smaller where they do not come out even. */
    private static long share(long whole, int parts, int index) {
        if (whole == Dims.UNKNOWN) {
            return Dims.UNKNOWN;
        }
        long each = (whole + parts - 1) / parts;
        return Math.max(0, Math.min(each, whole - index * each));
    }

    private static void slice(Call call) {
        Dims in = call.dims(0);
        boolean old = call.hasAttribute("starts");
        double[] starts = old ? doubles(call.integers("starts")) : call.numbers(1);
        double[] ends = old ? doubles(call.integers("ends")) : call.numbers(2);
        long[] axes = call.integers("axes", 3).orElse(new long[0]);
        double[] steps = !old && call.has(4) ? call.numbers(4) : new double[0];
        if (ends.length != starts.length) {
            throw new OnnxFormatException("has " + starts.length + " starts and " + ends.length + " ends");
        }
        Dims out = in;
        for (int i = 0; i < starts.length; i++) {
            int axis = in.axis(i < axes.length ? axes[i] : i);
            double step = i < steps.length ? steps[i] : 1;
            out = out.with(
                    axis, Stride.of(in.at(axis), starts[i], ends[i], step).count());
        }
        if (call.in(0).hasNumbers() && in.rank() == 1 && starts.length == 1 && out.isKnown()) {
            Stride stride = Stride.of(in.at(0), starts[0], ends[0], steps.length > 0 ? steps[0] : 1);
            call.fold(0, call.in(0).type(), out, stride.of(call.numbers(0)));
        } else {
            call.out(0, out);
        }
    }

    private static double[] doubles(long[] integers) {
        return Arrays.stream(integers).mapToDouble(number -> number).toArray();
    }

    private static void pad(Call call) {
        Dims in = call.dims(0);
        String name = call.hasAttribute("paddings") ? "paddings" : "pads";
        double[] pads = call.hasAttribute(name) ? doubles(call.integers(name)) : call.numbers(1);
        double[] axes = call.has(3) ? call.numbers(3) : new double[0];
        int count = pads.length / 2;
        double[] sizes = in.numbers();
        for (int i = 0; i < count; i++) {
            int axis = in.axis(i < axes.length ? (long) axes[i] : i);
            sizes[axis] += pads[i] + pads[i + count];
        }
        call.out(0, Dims.of(sizes));
    }

    private static void gather(Call call) {
        Dims in = call.dims(0);
        Dims places = call.dims(1);
        int axis = in.axis(call.integer("axis", 0));
        Dims out = in.slice(0, axis).plus(places).plus(in.slice(axis + 1, in.rank()));
        if (call.in(0).hasNumbers() && call.in(1).hasNumbers() && in.rank() == 1) {
            call.fold(0, call.in(0).type(), out, taken(call.numbers(0), call.numbers(1)));
        } else {
            call.out(0, out);
        }
    }

    private static double[] taken(double[] from, double[] places) {
        return Arrays.stream(places)
                .map(place -> from[Dims.axis((long) place, from.length)])
                .toArray();
    }

    private static void gatherPoints(Call call) {
        Dims places = call.dims(1);
        long batch = call.integer("batch_dims", 0);
        long fixed = batch + places.known(-1);
        Dims in = call.dims(0);
        if (batch < 0 || batch >= places.rank() || fixed > in.rank()) {
            throw new OnnxFormatException(
                    "gathers from " + in + " at places " + places + " after " + batch + " axes of the batch");
        }
        call.out(0, places.slice(0, places.rank() - 1).plus(in.slice((int) fixed, in.rank())));
    }

    private static void gatherPacked(Call call) {
        Dims in = call.dims(0);
        long perByte =
                call.in(0).type().bits() == Byte.SIZE ? Byte.SIZE / Call.positive("bits", call.integer("bits", 4)) : 1;
        Dims rows = in.with(-1, in.known(-1) * perByte);
        int axis = in.axis(call.integer("gather_axis", 0));
        call.out(0, call.in(2).type(), rows.slice(0, axis).plus(call.dims(1)).plus(rows.slice(axis + 1, rows.rank())));
    }

    private static Dims blocks(Call call, boolean toSpace) {
        long block = Call.positive("a block of", call.integer("blocksize", 0));
        Dims in = call.dims(0);
        if (in.rank() != 4) {
            throw new OnnxFormatException("has an input " + in + ", not of 4 axes");
        }
        // In doubles nothing overflows, and Dims refuses what is too large.
        double[] sizes = in.numbers();
        sizes[1] = toSpace ? part(part(sizes[1], block), block) : sizes[1] * block * block;
        for (int i = 2; i < sizes.length; i++) {
            sizes[i] = toSpace ? sizes[i] * block : part(sizes[i], block);
        }
        return Dims.of(sizes);
    }

    /** The size of an axis taken apart; NaN of an unknown one. */
    private static double part(double size, long block) {
        if (size % block > 0) {
            throw new OnnxFormatException("parts " + (long) size + " elements of an axis into blocks of " + block);
        }
        return size / block;
    }

    private static void resize(Call call) {
        Dims in = call.dims(0);
        if (call.inputCount() == 2) {
            call.out(0, scaled(in, call.numbers(1), new long[0]));
            return;
        }
        long[] axes = call.integers("axes");
        boolean hasSizes = call.has(3) && call.dims(3).elements() != 0;
        call.out(0, hasSizes ? kept(call, in, axes) : scaled(in, call.numbers(2), axes));
    }

    private static void upsample(Call call) {
        double[] scales = call.has(1) ? call.numbers(1) : call.numbers("scales");
        call.out(0, scaled(call.dims(0), scales, new long[0]));
    }

    private static Dims scaled(Dims in, double[] scales, long[] axes) {
        double[] sizes = in.numbers();
        for (int i = 0; i < scales.length; i++) {
            int axis = in.axis(i < axes.length ? axes[i] : i);
            // Scales are of 32 bits and ONNX multiplies in as many: 0.7 times 10 is 7, not 6.
            sizes[axis] = Math.floor((float) sizes[axis] * (float) scales[i]);
        }
        return Dims.of(sizes);
    }

    /** The sizes asked for, or those in proportion that are not larger or not smaller. */
    private static Dims kept(Call call, Dims in, long[] axes) {
        double[] asked = call.numbers(3);
        String policy = call.text("keep_aspect_ratio_policy", "stretch");
        return switch (policy) {
            case "not_larger" -> sized(in, inProportion(in, asked, axes, Math::min), axes);
            case "not_smaller" -> sized(in, inProportion(in, asked, axes, Math::max), axes);
            default -> sized(in, asked, axes);
        };
    }

    /** One scale for all axes, in 32 bits as ONNX has it. */
    private static double[] inProportion(Dims in, double[] asked, long[] axes, DoubleBinaryOperator choice) {
        double[] sizes = new double[asked.length];
        Arrays.setAll(sizes, i -> in.numbers()[in.axis(i < axes.length ? axes[i] : i)]);
        float scale = (float) IntStream.range(0, sizes.length)
                .mapToDouble(i -> (float) asked[i] / (float) sizes[i])
                .reduce(choice)
                .orElse(1);
        return Arrays.stream(sizes)
                .map(size -> Math.floor(scale * (float) size + 0.5))
                .toArray();
    }

    private static Dims sized(Dims in, double[] asked, long[] axes) {
        double[] sizes = in.numbers();
        for (int i = 0; i < asked.length; i++) {
            sizes[in.axis(i < axes.length ? axes[i] : i)] = asked[i];
        }
        return Dims.of(sizes);
    }

    private static void cropped(Call call) {
        call.out(0, sized(call.dims(0), call.numbers(1), call.integers("axes")));
    }
}
