package io.github.jqodi.estimators.onnx;

/** Pooling, which multiplies nothing. */
final class Pooling {
    private Pooling() {}

    static void register(OperatorTable table) {
        table.all("MaxPool AveragePool LpPool", Pooling::pool);
        table.all("GlobalAveragePool GlobalMaxPool GlobalLpPool", call -> call.out(0, global(call.dims(0), false)));
        table.allOf("com.microsoft.nchwc", "MaxPool AveragePool", Pooling::pool);
        table.allOf(
                "com.microsoft.nchwc",
                "GlobalMaxPool GlobalAveragePool",
                call -> call.out(0, global(call.dims(0), false)));
        table.allOf("com.microsoft.nchwc", "ReorderInput", call -> call.out(0, call.dims(0)));
        table.allOf("com.microsoft.nchwc", "ReorderOutput", Pooling::reordered);
        table.all("MaxRoiPool", call -> call.out(0, regions(call, call.integers("pooled_shape"))));
        table.all("MaxUnpool", Pooling::unpool);
        table.allMicrosoft("QLinearAveragePool NhwcMaxPool", Pooling::channelsEitherWay);
        table.allMicrosoft(
                "QLinearGlobalAveragePool",
                call -> call.out(0, global(call.dims(0), call.integer("channels_last", 0) != 0)));
    }

    /** Out of the order in which ONNX Runtime keeps channels, of which there may be a few too many. */
    private static void reordered(Call call) {
        call.out(0, call.hasAttribute("channels") ? call.dims(0).with(1, call.integer("channels", 0)) : call.dims(0));
    }

    private static void pool(Call call) {
        Dims out = pooled(call, call.dims(0));
        call.out(0, out);
        call.out(1, ElementType.INT64, out);
    }

    private static Dims pooled(Call call, Dims in) {
        if (in.rank() < 3) {
            throw new OnnxFormatException("pools an input " + in + " without spatial axes");
        }
        Dims spatial = Window.ofAttribute(call, in.rank() - 2).over(in.slice(2, in.rank()));
        return in.slice(0, 2).plus(spatial);
    }

    private static void channelsEitherWay(Call call) {
        Dims in = call.dims(0);
        if (call.integer("channels_last", call.node().op().startsWith("Nhwc") ? 1 : 0) == 0) {
            call.out(0, pooled(call, in));
            return;
        }
        Dims out = pooled(call, in.slice(0, 1).plus(in.at(-1)).plus(in.slice(1, in.rank() - 1)));
        call.out(0, out.slice(0, 1).plus(out.slice(2, out.rank())).plus(out.at(1)));
    }

    private static Dims global(Dims in, boolean channelsLast) {
        long[] sizes = in.sizes();
        int first = channelsLast ? 1 : 2;
        for (int i = first; i < sizes.length - (channelsLast ? 1 : 0); i++) {
            sizes[i] = 1;
        }
        return Dims.of(sizes);
    }

    private static void unpool(Call call) {
        if (call.has(2)) {
            call.out(0, Dims.of(call.numbers(2)));
            return;
        }
        Dims in = call.dims(0);
        Dims spatial = in.slice(2, in.rank());
        // Window.spread computes what the pooling that is undone had as its input.
        call.out(0, in.slice(0, 2).plus(Window.ofAttribute(call, spatial.rank()).spread(call, spatial)));
    }

    static Dims regions(Call call, long[] size) {
        return Dims.of(call.dims(1).at(0), call.dims(0).at(1)).plus(size);
    }
}
