package io.github.jqodi.estimators.onnx;

/** Recurrent layers: every weight of W and R once for each step and sample. */
final class Recurrent {
    private Recurrent() {}

    static void register(OperatorTable table) {
        table.all("LSTM GRU RNN", call -> infer(call, false));
        table.allMicrosoft("DynamicQuantizeLSTM", call -> infer(call, true));
    }

    private static void infer(Call call, boolean turned) {
        call.multiply(0);
        Dims in = call.dims(0);
        Dims recurrent = call.dims(2);
        if (in.rank() != 3 || recurrent.rank() != 3) {
            throw new OnnxFormatException("has an input " + in + " and recurrent weights " + recurrent);
        }
        boolean batchFirst = call.integer("layout", 0) != 0;
        long steps = in.at(batchFirst ? 1 : 0);
        long batch = in.at(batchFirst ? 0 : 1);
        long directions = recurrent.at(0);
        long hidden = call.hasAttribute("hidden_size") ? call.integer("hidden_size", 0) : recurrent.at(turned ? 1 : 2);
        Dims state = batchFirst ? Dims.of(batch, directions, hidden) : Dims.of(directions, batch, hidden);
        call.out(0, batchFirst ? Dims.of(batch, steps, directions, hidden) : Dims.of(steps, directions, batch, hidden));
        call.out(1, state);
        call.out(2, state);
        double weights = call.dims(1).elements() + recurrent.elements();
        call.multiply(in.slice(0, 2).elements() * weights);
    }
}
