package io.github.jqodi.estimators.onnx;

import java.util.List;

/** A window that slides over the spatial axes of a tensor, as of convolution and pooling. */
final class Window {
    private final long[] kernel;
    private final long[] strides;
    private final long[] dilations;
    private final long[] pads;
    private final String autoPad;
    private final boolean ceiling;

    private Window(Call call, long[] kernel) {
        int axes = kernel.length;
        this.kernel = kernel;
        this.strides = call.integers("strides", axes, 1);
        this.dilations = call.integers("dilations", axes, 1);
        this.pads = call.integers("pads", 2 * axes, 0);
        this.autoPad = call.text("auto_pad", "NOTSET");
        this.ceiling = call.integer("ceil_mode", 0) != 0;
        for (int i = 0; i < axes; i++) {
            Call.positive("a stride of", strides[i]);
            Call.positive("a dilation of", dilations[i]);
        }
        for (long[] numbers : List.of(kernel, strides, dilations, pads)) {
            checkSize(numbers);
        }
    }

    /** Products and sums of two numbers up to here do not overflow. */
    private static void checkSize(long[] numbers) {
        for (long number : numbers) {
            if (number < -Integer.MAX_VALUE || number > Integer.MAX_VALUE) {
                throw new OnnxFormatException("has a window with " + number + ": no more than 2^31-1 is read");
            }
        }
    }

    /** The window of a convolution, whose sizes are those of its weights. */
    static Window of(Call call, Dims weights) {
        return new Window(call, weights.slice(2, weights.rank()).sizes());
    }

    /** The window of a pooling operator, whose sizes are an attribute. */
    static Window ofAttribute(Call call, int axes) {
        long[] kernel = call.integers("kernel_shape");
        if (kernel.length != axes) {
            throw new OnnxFormatException("has a kernel of " + kernel.length + " axes on " + axes + " spatial axes");
        }
        for (long size : kernel) {
            Call.positive("a kernel of", size);
        }
        return new Window(call, kernel);
    }

    /** Spatial sizes after the window. */
    Dims over(Dims spatial) {
        long[] sizes = new long[kernel.length];
        for (int i = 0; i < sizes.length; i++) {
            long size = spatial.at(i);
            sizes[i] = size == Dims.UNKNOWN || kernel[i] == Dims.UNKNOWN ? Dims.UNKNOWN : places(i, size);
        }
        return Dims.of(sizes);
    }

    private long places(int axis, long size) {
        long stride = strides[axis];
        long reach = (kernel[axis] - 1) * dilations[axis] + 1;
        if (autoPad.startsWith("SAME")) {
            return (size + stride - 1) / stride;
        }
        boolean valid = autoPad.equals("VALID");
        long before = valid ? 0 : pads[axis];
        long padded = size + (valid ? 0 : before + pads[axis + kernel.length]);
        if (padded < reach) {
            throw new OnnxFormatException("has a window of " + reach + " on an axis of " + padded);
        }
        long rounded = ceiling ? padded - reach + stride - 1 : padded - reach;
        long places = rounded / stride + 1;
        // A last window that would begin in the padding after the input is left out, as PyTorch does.
        return ceiling && (places - 1) * stride >= size + before ? places - 1 : places;
    }

    /** Spatial sizes that a transposed convolution spreads its input to. */
    Dims spread(Call call, Dims spatial) {
        int axes = kernel.length;
        long[] stated = call.integers("output_shape");
        if (stated.length >= axes) {
            return Dims.of(stated).slice(stated.length - axes, stated.length);
        }
        long[] extra = call.integers("output_padding", axes, 0);
        long[] sizes = new long[axes];
        for (int i = 0; i < axes; i++) {
            sizes[i] = spatial.at(i) == Dims.UNKNOWN ? Dims.UNKNOWN : spread(i, spatial.at(i), extra[i]);
        }
        return Dims.of(sizes);
    }

    private long spread(int axis, long size, long extra) {
        if (autoPad.startsWith("SAME")) {
            return (long) (size * (double) strides[axis]);
        }
        long reach = (kernel[axis] - 1) * dilations[axis] + 1;
        long padding = autoPad.equals("VALID") ? 0 : pads[axis] + pads[axis + kernel.length];
        // In doubles nothing overflows, and Dims refuses what is too large.
        double spread = strides[axis] * (size - 1.0) + extra + reach - padding;
        return Call.positive("an output of", (long) spread);
    }
}
