package io.github.jqodi.estimators.onnx;

/** Convolutions: every output element takes a multiply-add for each weight of its channel. */
final class Convolutions {
    private Convolutions() {}

    static void register(OperatorTable table) {
        table.all("Conv", call -> convolution(call, call.in(0).type(), 1));
        table.all("ConvInteger", call -> convolution(call, ElementType.INT32, 1));
        table.all("QLinearConv", call -> convolution(call, call.in(0).type(), 3));
        table.all("ConvTranspose", Convolutions::transposed);
        table.all("DeformConv", call -> convolution(call, call.in(0).type(), 1));
        table.allMicrosoft("FusedConv", call -> convolution(call, call.in(0).type(), 1));
        table.allMicrosoft("QLinearConv", Convolutions::quantized);
        table.allMicrosoft("NhwcConv NhwcFusedConv", call -> channelsLast(call, 1));
        table.allOf(
                "com.microsoft.nchwc",
                "Conv",
                call -> convolution(call, call.in(0).type(), 1));
        table.allOf("com.ms.internal.nhwc", "Conv", call -> channelsLast(call, 1));
        table.allOf("com.ms.internal.nhwc", "QLinearConv", call -> channelsLast(call, 3));
    }

    private static void quantized(Call call) {
        if (call.integer("channels_last", 0) != 0) {
            channelsLast(call, 3);
        } else {
            convolution(call, call.in(0).type(), 3);
        }
    }

    private static void convolution(Call call, ElementType type, int weightsAt) {
        Dims out = output(call, call.dims(0), call.dims(weightsAt));
        call.out(0, type, out);
        count(call, out, call.dims(weightsAt));
    }

    private static void channelsLast(Call call, int weightsAt) {
        Dims in = call.dims(0);
        int rank = in.rank();
        Dims first = in.slice(0, 1).plus(in.at(-1)).plus(in.slice(1, rank - 1));
        Dims out = output(call, first, call.dims(weightsAt));
        call.out(0, out.slice(0, 1).plus(out.slice(2, rank)).plus(out.at(1)));
        count(call, out, call.dims(weightsAt));
    }

    private static Dims output(Call call, Dims in, Dims weights) {
        call.multiply(0);
        if (weights.rank() != in.rank() || in.rank() < 2) {
            throw new OnnxFormatException("has weights " + weights + " on an input " + in);
        }
        long groups = Call.positive("a number of groups", call.integer("group", 1));
        long channels = in.at(1);
        if (channels != Dims.UNKNOWN && weights.at(1) != Dims.UNKNOWN && weights.at(1) * groups != channels) {
            throw new OnnxFormatException(
                    "has weights " + weights + " in " + groups + " groups on an input " + in + " of other channels");
        }
        Dims spatial = Window.of(call, weights).over(in.slice(2, in.rank()));
        return Dims.of(in.at(0), weights.at(0)).plus(spatial);
    }

    private static void count(Call call, Dims out, Dims weights) {
        call.multiply(out.elements() * weights.elements(1, weights.rank()));
    }

    private static void transposed(Call call) {
        call.multiply(0);
        Dims in = call.dims(0);
        Dims weights = call.dims(1);
        if (weights.rank() != in.rank() || in.rank() < 2) {
            throw new OnnxFormatException("has weights " + weights + " on an input " + in);
        }
        long groups = Call.positive("a number of groups", call.integer("group", 1));
        Dims spatial = Window.of(call, weights).spread(call, in.slice(2, in.rank()));
        call.out(0, Dims.of(in.at(0), weights.known(1) * groups).plus(spatial));
        call.multiply(in.elements() * weights.elements(1, weights.rank()));
    }
}
