package io.github.jqodi.estimators.onnx;

import static io.github.jqodi.estimators.onnx.GraphBuilder.ints;

import java.util.Map;

/** Known networks as exporters write them. */
final class BuiltNetworks {
    private BuiltNetworks() {}

    static GraphBuilder resnet18() {
        GraphBuilder b = new GraphBuilder(17);
        String x = b.input("image", "batch", 3, 224, 224);
        x = b.convolution("/stem", x, new int[] {3, 64}, 7, 2, 1, "Relu");
        x = b.node(
                "/maxpool/MaxPool",
                "MaxPool",
                Map.of("kernel_shape", ints(3, 3), "strides", ints(2, 2), "pads", ints(1, 1, 1, 1)),
                x);
        int channels = 64;
        for (int stage = 1; stage <= 4; stage++) {
            int out = 64 << (stage - 1);
            for (int unit = 0; unit < 2; unit++) {
                x = basic(b, "/layer" + stage + "/layer" + stage + "." + unit, x, channels, out);
                channels = out;
            }
        }
        b.output(classified(b, x, channels));
        return b;
    }

    private static String basic(GraphBuilder b, String scope, String in, int from, int to) {
        int stride = from == to ? 1 : 2;
        String x = b.convolution(scope + "/conv1", in, new int[] {from, to}, 3, stride, 1, "Relu");
        x = b.convolution(scope + "/conv2", x, new int[] {to, to}, 3, 1, 1, "");
        String shortcut = from == to ? in : b.convolution(scope + "/downsample", in, new int[] {from, to}, 1, 2, 1, "");
        return b.node(scope + "/Relu", "Relu", Map.of(), b.node(scope + "/Add", "Add", Map.of(), x, shortcut));
    }

    private static String classified(GraphBuilder b, String in, int channels) {
        String x = b.node("/avgpool/GlobalAveragePool", "GlobalAveragePool", Map.of(), in);
        x = b.node("/Flatten", "Flatten", Map.of("axis", 1), x);
        return b.node(
                "/fc/Gemm",
                "Gemm",
                Map.of("transB", 1),
                x,
                b.weight("fc.weight", 1000, channels),
                b.weight("fc.bias", 1000));
    }

    static GraphBuilder mobileNetV2() {
        int[][] rows = {
            {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
        };
        GraphBuilder b = new GraphBuilder(13);
        String x = b.convolution("/features.0", b.input("image", 1, 3, 224, 224), new int[] {3, 32}, 3, 2, 1, "Clip");
        int channels = 32;
        int place = 1;
        for (int[] row : rows) {
            for (int unit = 0; unit < row[2]; unit++) {
                x = inverted(b, "/features." + place, x, new int[] {channels, row[1]}, row[0], unit == 0 ? row[3] : 1);
                channels = row[1];
                place++;
            }
        }
        x = b.convolution("/features.18", x, new int[] {320, 1280}, 1, 1, 1, "Clip");
        b.output(classified(b, x, 1280));
        return b;
    }

    private static String inverted(GraphBuilder b, String scope, String in, int[] channels, int expansion, int stride) {
        int hidden = expansion * channels[0];
        String x = expansion == 1
                ? in
                : b.convolution(scope + "/expand", in, new int[] {channels[0], hidden}, 1, 1, 1, "Clip");
        x = b.convolution(scope + "/depthwise", x, new int[] {hidden, hidden}, 3, stride, hidden, "Clip");
        x = b.convolution(scope + "/project", x, new int[] {hidden, channels[1]}, 1, 1, 1, "");
        return stride == 1 && channels[0] == channels[1] ? b.node(scope + "/Add", "Add", Map.of(), in, x) : x;
    }

    /** ViT-S/16, its shapes computed by nodes as PyTorch traces them. */
    static GraphBuilder visionTransformer() {
        int width = 384;
        GraphBuilder b = new GraphBuilder(17);
        String image = b.input("pixel_values", "batch_size", 3, 224, 224);
        String x = b.node(
                "/patch_embed/Conv",
                "Conv",
                Map.of("strides", ints(16, 16)),
                image,
                b.weight("patch.weight", width, 3, 16, 16),
                b.weight("patch.bias", width));
        String batch = b.node("Gather", b.node("Shape", x), b.numbers("zero", 0));
        String shape = b.node("", "Concat", Map.of("axis", 0), batch, b.numbers("rest", width, -1));
        x = b.node("", "Transpose", Map.of("perm", ints(0, 2, 1)), b.node("Reshape", x, shape));
        String expanded = b.node("", "Concat", Map.of("axis", 0), batch, b.numbers("one", 1, width));
        String token = b.node("Expand", b.weight("cls_token", 1, 1, width), expanded);
        x = b.node("/Concat", "Concat", Map.of("axis", 1), token, x);
        x = b.node("/pos_embed/Add", "Add", Map.of(), x, b.weight("pos_embed", 1, 197, width));
        for (int i = 0; i < 12; i++) {
            x = attention(b, "/blocks." + i + "/attn", x, new int[] {width, width, 197, 6}, true, Style.CLASSIC);
            x = classicForward(b, "/blocks." + i + "/mlp", x, width);
        }
        x = layerNorm(b, "/norm", x, width);
        x = b.node("", "Gather", Map.of("axis", 1), x, b.numbers("first", 0));
        x = b.node("Squeeze", x, b.numbers("axis", 1));
        b.output(b.linear("/head", x, width, 1000, true));
        return b;
    }

    private enum Style {
        CLASSIC,
        GATED
    }

    /** Embedding and a block of a decoder with heads of keys and values shared, its head tied to the embedding. */
    static GraphBuilder decoder(int width, int shared, int hidden, int vocabulary) {
        GraphBuilder b = new GraphBuilder(18);
        String ids = b.typedInput("input_ids", GraphBuilder.INT64, "batch", "sequence");
        b.weight("embed.weight", vocabulary, width);
        String x = b.node("/embed_tokens/Gather", "Gather", Map.of(), "embed.weight", ids);
        x = attention(b, "/layers.0/self_attn", x, new int[] {width, shared, 0, width / 64}, false, Style.GATED);
        String normal = rootMeanSquare(b, "/layers.0/norm2", x, width);
        String gate = b.linear("/layers.0/mlp/gate_proj", normal, width, hidden, false);
        String silu = b.node("Mul", gate, b.node("Sigmoid", gate));
        String up = b.linear("/layers.0/mlp/up_proj", normal, width, hidden, false);
        String down = b.linear("/layers.0/mlp/down_proj", b.node("Mul", silu, up), hidden, width, false);
        x = b.node("/layers.0/Add_1", "Add", Map.of(), x, down);
        x = rootMeanSquare(b, "/norm", x, width);
        String tied = b.node("", "Transpose", Map.of("perm", ints(1, 0)), "embed.weight");
        b.output(b.node("/lm_head/MatMul", "MatMul", Map.of(), x, tied));
        return b;
    }

    /** Widths: of tokens, of keys and values; tokens; heads. Keys that heads share are repeated. */
    private static String attention(GraphBuilder b, String scope, String in, int[] widths, boolean bias, Style style) {
        int width = widths[0];
        String x = style == Style.CLASSIC
                ? layerNorm(b, scope + "/norm", in, width)
                : rootMeanSquare(b, scope + "/norm", in, width);
        String q = heads(b, b.linear(scope + "/q", x, width, width, bias), 64, ints(0, 2, 1, 3));
        String k = heads(b, b.linear(scope + "/k", x, width, widths[1], bias), 64, ints(0, 2, 3, 1));
        String v = heads(b, b.linear(scope + "/v", x, width, widths[1], bias), 64, ints(0, 2, 1, 3));
        int times = width / widths[1];
        if (times > 1) {
            k = b.node("Tile", k, numbers(b, 1, times, 1, 1));
            v = b.node("Tile", v, numbers(b, 1, times, 1, 1));
        }
        String scores = b.node(scope + "/scores/MatMul", "MatMul", Map.of(), q, k);
        scores = b.node("", "Softmax", Map.of("axis", -1), scores);
        String mixed = b.node(scope + "/mix/MatMul", "MatMul", Map.of(), scores, v);
        mixed = b.node("", "Transpose", Map.of("perm", ints(0, 2, 1, 3)), mixed);
        mixed = b.node("Reshape", mixed, numbers(b, 0, 0, width));
        return b.node(
                scope + "/Add",
                "Add",
                Map.of(),
                in,
                b.linear(scope + "/proj", mixed, width, width, style == Style.CLASSIC));
    }

    private static String numbers(GraphBuilder b, long... numbers) {
        return b.numbers("numbers" + b.graph().getInitializerCount(), numbers);
    }

    private static String heads(GraphBuilder b, String in, int width, long[] order) {
        String parted = b.node("Reshape", in, numbers(b, 0, 0, -1, width));
        return b.node("", "Transpose", Map.of("perm", order), parted);
    }

    private static String classicForward(GraphBuilder b, String scope, String in, int width) {
        String x = b.linear(scope + "/fc1", layerNorm(b, scope + "/norm", in, width), width, 4 * width, true);
        // Gelu as PyTorch exported it before opset 20.
        String erf = b.node("Erf", b.node("Div", x, scalar(b, 1.4142135f)));
        String gelu = b.node("Mul", b.node("Mul", x, b.node("Add", erf, scalar(b, 1f))), scalar(b, 0.5f));
        return b.node(scope + "/Add", "Add", Map.of(), in, b.linear(scope + "/fc2", gelu, 4 * width, width, true));
    }

    private static String scalar(GraphBuilder b, float value) {
        return b.node("", "Constant", Map.of("value_float", value));
    }

    private static String layerNorm(GraphBuilder b, String scope, String in, int width) {
        return b.node(
                scope + "/LayerNormalization",
                "LayerNormalization",
                Map.of("axis", -1),
                in,
                b.weight(scope + ".weight", width),
                b.weight(scope + ".bias", width));
    }

    /** The normalisation of Llama as the nodes that exporters write. */
    private static String rootMeanSquare(GraphBuilder b, String scope, String in, int width) {
        String square = b.node("Pow", in, scalar(b, 2f));
        String mean = b.node("ReduceMean", square, numbers(b, -1));
        String root = b.node("Sqrt", b.node("Add", mean, scalar(b, 1e-6f)));
        String inverse = b.node("Div", scalar(b, 1f), root);
        return b.node(scope + "/Mul", "Mul", Map.of(), b.weight(scope + ".weight", width), b.node("Mul", in, inverse));
    }
}
