package io.github.jqodi.estimators.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Roles of constant inputs of operators: weights unless a row says otherwise. */
final class Roles {
    /** The role of a constant input. */
    enum Role {
        WEIGHT,
        /** A statistic that training updates without gradients. */
        RUNNING,
        /** A bound, a size, a scale of quantization, a state that a run starts from. */
        SETTING
    }

    /**
     * The inputs of an operator that are not plain weights.
     *
     * @param settings places of settings
     * @param integers places whose integers stand for weights
     * @param running places of running statistics
     */
    private record Row(Set<Integer> settings, Set<Integer> integers, Set<Integer> running) {}

    private static final Row PLAIN = new Row(Set.of(), Set.of(), Set.of());
    private static final String MICROSOFT = "com.microsoft.";
    private static final Set<String> FORMULAS = Set.of("Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Where");
    private static final Map<String, Row> ROWS = new HashMap<>();

    static {
        ROWS.put("BatchNormalization", new Row(Set.of(), Set.of(), Set.of(3, 4)));
        settings("Clip", 1, 2);
        settings("Pad", 1, 2, 3);
        settings("Resize", 1, 2, 3);
        settings("Upsample", 1);
        settings("Dropout", 1, 2);
        settings("QuantizeLinear", 1, 2);
        settings("DequantizeLinear", 1, 2);
        settings("OneHot", 2);
        settings("Range", 0, 1, 2);
        settings("NonMaxSuppression", 3, 4);
        settings("Expand", 1);
        settings("Mod", 1);
        settings("RotaryEmbedding", 1, 2, 3);
        settings("LSTM", 4, 5, 6);
        settings("GRU", 4, 5);
        settings("RNN", 4, 5);
        settings("Attention", 3);
        settings(MICROSOFT + "QuantizeLinear", 1, 2);
        settings(MICROSOFT + "DequantizeLinear", 1, 2);
        settings(MICROSOFT + "Attention", 3, 5);
        settings(MICROSOFT + "MultiHeadAttention", 4, 5);
        settings(MICROSOFT + "GroupQueryAttention", 5, 6, 7, 8);
        settings(MICROSOFT + "RotaryEmbedding", 1, 2, 3);
        integers("ConvInteger", Set.of(2, 3), 1);
        integers("MatMulInteger", Set.of(2, 3), 1);
        integers("QLinearConv", Set.of(1, 2, 4, 5, 6, 7), 3, 8);
        integers("QLinearMatMul", Set.of(1, 2, 4, 5, 6, 7), 3);
        integers(MICROSOFT + "QLinearConv", Set.of(1, 2, 4, 5, 6, 7), 3, 8);
        integers(MICROSOFT + "QLinearAdd", Set.of(1, 2, 4, 5, 6, 7), 0, 3);
        integers(MICROSOFT + "QLinearMul", Set.of(1, 2, 4, 5, 6, 7), 0, 3);
        integers(MICROSOFT + "QGemm", Set.of(1, 2, 4, 5, 7, 8), 3, 6);
        integers(MICROSOFT + "QAttention", Set.of(3, 4, 5, 6, 7), 1);
        integers(MICROSOFT + "DynamicQuantizeMatMul", Set.of(2, 3), 1);
        integers(MICROSOFT + "DynamicQuantizeLSTM", Set.of(4, 5, 6, 8, 9, 10, 11), 1, 2);
        integers(MICROSOFT + "MatMulIntegerToFloat", Set.of(2, 3, 4, 5), 1);
        integers(MICROSOFT + "MatMulNBits", Set.of(2, 3, 4), 1);
        integers(MICROSOFT + "MatMulBnb4", Set.of(2), 1);
        integers(MICROSOFT + "MatMulFpQ4", Set.of(2), 1);
        integers(MICROSOFT + "GatherBlockQuantized", Set.of(2, 3), 0);
        integers(MICROSOFT + "QEmbedLayerNormalization", Set.of(8, 9, 10, 11, 12, 13, 14, 15, 16, 17), 2, 3, 4, 5, 6);
        for (String domain : new String[] {"onnx.brevitas", "qonnx.custom_op.general", "finn.custom_op.general"}) {
            settings(domain + ".Quant", 1, 2, 3);
            settings(domain + ".IntQuant", 1, 2, 3);
            settings(domain + ".BipolarQuant", 1);
            settings(domain + ".Trunc", 1, 2, 3, 4);
        }
    }

    private Roles() {}

    private static void settings(String operator, Integer... places) {
        ROWS.put(operator, new Row(Set.of(places), Set.of(), Set.of()));
    }

    private static void integers(String operator, Set<Integer> settings, Integer... places) {
        ROWS.put(operator, new Row(settings, Set.of(places), Set.of()));
    }

    static Role of(Node node, int input) {
        Row row = ROWS.getOrDefault(node.operator(), PLAIN);
        if (row.running().contains(input)) {
            return Role.RUNNING;
        }
        return row.settings().contains(input) ? Role.SETTING : Role.WEIGHT;
    }

    /** Whether a constant input is no weight: by its place, or since it is one number of a formula that is spread over all. */
    static boolean isSetting(Call call, int input) {
        Dims dims = call.dims(input);
        boolean spread = FORMULAS.contains(call.node().operator())
                && dims.elements() == 1
                && dims.rank() <= 2
                && call.given().stream().anyMatch(other -> isWide(other.dims()));
        return spread || of(call.node(), input) == Role.SETTING;
    }

    private static boolean isWide(Dims dims) {
        return dims.isRanked() && dims.rank() > 0 && dims.at(-1) > 1;
    }

    /** Whether integers at this place stand for weights. */
    static boolean takesIntegers(Node node, int input) {
        return ROWS.getOrDefault(node.operator(), PLAIN).integers().contains(input);
    }
}
