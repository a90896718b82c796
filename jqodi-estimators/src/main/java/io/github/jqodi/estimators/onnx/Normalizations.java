package io.github.jqodi.estimators.onnx;

/** Normalisations, which count no multiply-adds, as counters of multiply-adds do. */
final class Normalizations {
    private Normalizations() {}

    static void register(OperatorTable table) {
        table.all("BatchNormalization", Normalizations::batch);
        table.all("LayerNormalization RMSNormalization SimplifiedLayerNormalization", Normalizations::layer);
        table.allMicrosoft("LayerNormalization SimplifiedLayerNormalization", Normalizations::layer);
        table.allMicrosoft("SkipLayerNormalization SkipSimplifiedLayerNormalization", Normalizations::skip);
        table.allMicrosoft("SkipGroupNorm", call -> {
            call.out(0, call.dims(0));
            call.out(1, call.dims(0));
        });
        table.allMicrosoft(
                "BiasSplitGelu",
                call -> call.out(0, call.dims(0).with(-1, call.dims(0).known(-1) / 2)));
    }

    private static void batch(Call call) {
        call.out(0, call.dims(0));
        for (int i = 1; i < call.outputCount(); i++) {
            call.out(i, call.dims(1));
        }
    }

    private static void layer(Call call) {
        Dims in = call.dims(0);
        call.out(0, in);
        statistics(call, in, in.axis(call.integer("axis", -1)));
    }

    private static void skip(Call call) {
        Dims in = call.dims(0);
        call.out(0, in);
        statistics(call, in, in.axis(-1));
        call.out(3, in);
    }

    private static void statistics(Call call, Dims in, int from) {
        long[] sizes = in.sizes();
        for (int i = from; i < sizes.length; i++) {
            sizes[i] = 1;
        }
        call.out(1, ElementType.FLOAT, Dims.of(sizes));
        call.out(2, ElementType.FLOAT, Dims.of(sizes));
    }
}
