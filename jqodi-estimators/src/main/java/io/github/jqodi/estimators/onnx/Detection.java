package io.github.jqodi.estimators.onnx;

/** Operators of detectors and the like, whose outputs often depend on what the model sees. */
final class Detection {
    private Detection() {}

    static void register(OperatorTable table) {
        table.all("NonMaxSuppression", call -> call.out(0, ElementType.INT64, Dims.of(Dims.UNKNOWN, 3)));
        table.all("RoiAlign", Detection::regions);
        table.all("GridSample", Detection::sampled);
        table.allMicrosoft("GridSample", Detection::sampled);
        table.all("AffineGrid", Detection::grid);
        table.all(
                "NonZero",
                call -> call.out(0, ElementType.INT64, Dims.of(call.dims(0).rank(), Dims.UNKNOWN)));
        table.all("TopK", Detection::largest);
        table.all("OneHot", Detection::oneHot);
        table.all("Compress", Detection::compressed);
        table.all("Unique", Detection::unique);
        table.all("Multinomial", Detection::drawn);
        table.all("SoftmaxCrossEntropyLoss NegativeLogLikelihoodLoss", Detection::loss);
        table.all(
                "SequenceConstruct SequenceEmpty SequenceInsert SequenceErase SequenceAt SequenceLength SplitToSequence"
                        + " ConcatFromSequence Optional OptionalGetElement OptionalHasElement StringNormalizer StringConcat"
                        + " StringSplit RegexFullMatch TfIdfVectorizer ImageDecoder",
                call -> {});
    }

    private static void regions(Call call) {
        call.out(0, Pooling.regions(call, new long[] {call.integer("output_height", 1), call.integer("output_width", 1)
        }));
    }

    private static void sampled(Call call) {
        Dims grid = call.dims(1);
        call.out(0, call.dims(0).slice(0, 2).plus(grid.slice(1, grid.rank() - 1)));
    }

    private static void grid(Call call) {
        Dims size = Dims.of(call.numbers(1));
        int rank = size.rank();
        call.out(0, size.slice(0, 1).plus(size.slice(2, rank)).plus(rank - 2L));
    }

    private static void largest(Call call) {
        Dims in = call.dims(0);
        int axis = in.axis(call.integer("axis", -1));
        long count = Dims.UNKNOWN;
        if (call.hasAttribute("k")) {
            count = call.integer("k", 1);
        } else if (call.in(1).hasNumbers() && call.numbers(1).length == 1) {
            count = (long) call.numbers(1)[0];
        }
        call.out(0, in.with(axis, count));
        call.out(1, ElementType.INT64, in.with(axis, count));
    }

    private static void oneHot(Call call) {
        Dims in = call.dims(0);
        long depth = call.in(1).hasNumbers() && call.numbers(1).length == 1 ? (long) call.numbers(1)[0] : Dims.UNKNOWN;
        int axis = Dims.axis(call.integer("axis", -1), in.rank() + 1);
        call.out(0, call.in(2).type(), in.slice(0, axis).plus(depth).plus(in.slice(axis, in.rank())));
    }

    private static void compressed(Call call) {
        call.out(
                0,
                call.hasAttribute("axis") ? call.dims(0).with(call.integer("axis", 0), Dims.UNKNOWN) : Dims.unknown(1));
    }

    private static void unique(Call call) {
        compressed(call);
        for (int i = 1; i < call.outputCount(); i++) {
            call.out(i, ElementType.INT64, Dims.unknown(1));
        }
    }

    private static void loss(Call call) {
        call.out(0, call.text("reduction", "mean").equals("none") ? call.dims(1) : Dims.SCALAR);
        call.out(1, call.dims(0));
    }

    private static void drawn(Call call) {
        ElementType type = ElementType.of(call.integer("dtype", ElementType.INT32.number()));
        call.out(0, type, Dims.of(call.dims(0).at(0), call.integer("sample_size", 1)));
    }
}
