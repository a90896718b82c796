package io.github.jqodi.estimators.onnx;

/** Changes between floats and integers, and element-wise operators on quantized values. */
final class QuantizationOperators {
    private QuantizationOperators() {}

    static void register(OperatorTable table) {
        table.all("QuantizeLinear", QuantizationOperators::quantize);
        table.all("DequantizeLinear", QuantizationOperators::dequantize);
        table.all("DynamicQuantizeLinear", QuantizationOperators::dynamic);
        table.allMicrosoft("QuantizeLinear", QuantizationOperators::quantize);
        table.allMicrosoft("DequantizeLinear", QuantizationOperators::dequantize);
        table.allMicrosoft("QLinearAdd QLinearMul", call -> call.out(0, Dims.broadcast(call.dims(0), call.dims(3))));
        table.allMicrosoft("QLinearConcat", QuantizationOperators::concatenated);
        table.allMicrosoft("QLinearWhere", QuantizationOperators::chosen);
        for (String domain : new String[] {"onnx.brevitas", "qonnx.custom_op.general", "finn.custom_op.general"}) {
            table.allOf(domain, "Quant BipolarQuant IntQuant FloatQuant Trunc", call -> call.out(0, call.dims(0)));
        }
    }

    private static void quantize(Call call) {
        ElementType stated = ElementType.of(call.integer("output_dtype", 0));
        ElementType implied = call.has(2) ? call.in(2).type() : ElementType.UINT8;
        call.out(0, stated.number() == 0 ? implied : stated, call.dims(0));
    }

    /** After it integers are weights again. */
    private static void dequantize(Call call) {
        ElementType scale = call.in(1).type();
        Value in = call.in(0);
        if (in.isConstant()) {
            call.put(0, Value.computed(scale, in.dims(), null, call.sources()).asDequantized());
        } else {
            call.put(0, Value.variable(scale, in.dims()));
        }
    }

    private static void dynamic(Call call) {
        call.out(0, ElementType.UINT8, call.dims(0));
        call.out(1, ElementType.FLOAT, Dims.SCALAR);
        call.out(2, ElementType.UINT8, Dims.SCALAR);
    }

    /** Scale and zero point of the output, then tensor, scale and zero point of each input. */
    private static void concatenated(Call call) {
        Dims out = call.dims(2);
        int axis = out.axis(call.integer("axis", 0));
        long size = 0;
        for (int i = 2; i < call.inputCount(); i += 3) {
            size += call.dims(i).known(axis);
        }
        call.out(0, call.in(2).type(), out.with(axis, size));
    }

    private static void chosen(Call call) {
        Dims either = Dims.broadcast(call.dims(1), call.dims(4));
        call.out(0, call.in(1).type(), Dims.broadcast(call.dims(0), either));
    }
}
