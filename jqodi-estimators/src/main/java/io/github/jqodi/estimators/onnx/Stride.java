package io.github.jqodi.estimators.onnx;

/**
 * Places along an axis, as a slice takes them.
 *
 * @param first the first place
 * @param step to the next
 * @param count how many, -1 if that is not known
 */
record Stride(long first, long step, long count) {
    static Stride of(long size, double start, double end, double step) {
        if (step == 0) {
            throw new OnnxFormatException("slices with a step of 0");
        }
        if (size == Dims.UNKNOWN || Double.isNaN(start + end + step)) {
            return new Stride(0, 1, Dims.UNKNOWN);
        }
        double least = step > 0 ? 0 : -1;
        double most = step > 0 ? size : size - 1.0;
        double from = Math.max(step > 0 ? 0 : -1, Math.min(most, start < 0 ? start + size : start));
        double to = Math.max(least, Math.min(most, end < 0 ? end + size : end));
        double count = Math.max(0, Math.ceil((to - from) / step));
        return new Stride((long) from, (long) step, (long) count);
    }

    double[] of(double[] numbers) {
        double[] taken = new double[(int) count];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = numbers[(int) (first + i * step)];
        }
        return taken;
    }
}
