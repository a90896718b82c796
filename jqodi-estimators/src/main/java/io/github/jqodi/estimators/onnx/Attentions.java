package io.github.jqodi.estimators.onnx;

/** Attention as one node: projections where the node has their weights, scores, and the values they weigh. No mask saves work. */
final class Attentions {
    private Attentions() {}

    static void register(OperatorTable table) {
        table.all("Attention", Attentions::standard);
        table.allMicrosoft("Attention", call -> projecting(call, 4));
        table.allMicrosoft("QAttention", call -> projecting(call, 8));
        table.allMicrosoft("MultiHeadAttention DecoderMaskedMultiHeadAttention", Attentions::multiHead);
        table.allMicrosoft("GroupQueryAttention SparseAttention", Attentions::grouped);
        table.allMicrosoft("EmbedLayerNormalization QEmbedLayerNormalization", Attentions::embedding);
    }

    /** Scores of every query with every key, and their sums over the values. */
    private static double weighing(double batch, double queries, double keys, double keyWidth, double valueWidth) {
        return batch * queries * keys * (keyWidth + valueWidth);
    }

    private static double count(long size) {
        return size == Dims.UNKNOWN ? Double.NaN : size;
    }

    /** Input [batch, tokens, width], weights [width, queries + keys + values]. */
    private static void projecting(Call call, int pastAt) {
        call.multiply(0);
        Dims in = call.dims(0);
        Dims weights = call.dims(1);
        if (in.rank() != 3 || weights.rank() != 2) {
            throw new OnnxFormatException("has an input " + in + " and weights " + weights);
        }
        long[] widths = call.integers("qkv_hidden_sizes");
        long third = weights.known(1) / 3;
        long keyWidth = widths.length == 3 ? widths[1] : third;
        long valueWidth = widths.length == 3 ? widths[2] : third;
        long heads = Call.positive("a number of heads", call.integer("num_heads", 1));
        long past = call.has(pastAt) ? call.dims(pastAt).at(3) : 0;
        double tokens = count(in.at(1));
        call.out(0, in.with(2, valueWidth));
        call.out(1, Dims.of(2, in.at(0), heads, sum(in.at(1), past), valueWidth / heads));
        call.multiply(in.elements() * weights.at(1)
                + weighing(count(in.at(0)), tokens, tokens + count(past), (double) keyWidth, (double) valueWidth));
    }

    private static long sum(long a, long b) {
        return a == Dims.UNKNOWN || b == Dims.UNKNOWN ? Dims.UNKNOWN : a + b;
    }

    /** Queries, keys and values that are already projected; keys and values may come packed or per head. */
    private static void multiHead(Call call) {
        call.multiply(0);
        Dims query = call.dims(0);
        long heads = Call.positive("a number of heads", call.integer("num_heads", 1));
        if (query.rank() == 5) {
            // [batch, tokens, heads, 3, width of a head]
            double width = count(query.at(2)) * count(query.at(4));
            call.out(0, Dims.of(query.at(0), query.at(1), (long) width));
            call.multiply(weighing(count(query.at(0)), count(query.at(1)), count(query.at(1)), width, width));
            return;
        }
        Dims key = call.has(1) ? call.dims(1) : query;
        long keys = key.at(key.rank() == 4 ? 2 : 1);
        boolean hasWidth = call.has(2) && call.dims(2).rank() == 3;
        long valueWidth = hasWidth ? call.dims(2).at(2) : query.at(-1);
        int pastAt = call.node().op().startsWith("Decoder") ? 5 : 6;
        long past = call.has(pastAt) ? call.dims(pastAt).at(2) : 0;
        call.out(0, query.with(-1, valueWidth));
        long perHead = query.at(-1) == Dims.UNKNOWN ? Dims.UNKNOWN : query.at(-1) / heads;
        Dims present = Dims.of(query.at(0), heads, sum(keys, past), perHead);
        call.out(1, present);
        call.out(2, present);
        call.multiply(weighing(
                count(query.at(0)),
                count(query.at(1)),
                count(keys) + count(past),
                count(query.at(-1)),
                count(valueWidth)));
    }

    /** Heads of queries that share keys and values; queries, keys and values may come packed. */
    private static void grouped(Call call) {
        call.multiply(0);
        Dims query = call.dims(0);
        long heads = Call.positive("a number of heads", call.integer("num_heads", 1));
        long shared = Call.positive("a number of heads of keys", call.integer("kv_num_heads", heads));
        long perHead = query.known(-1) / (call.has(1) ? heads : heads + 2 * shared);
        long past = call.has(3) ? call.dims(3).at(2) : 0;
        Dims present = Dims.of(query.at(0), shared, sum(query.at(1), past), perHead);
        double width = (double) heads * perHead;
        call.out(0, query.with(-1, heads * perHead));
        call.out(1, present);
        call.out(2, present);
        double tokens = count(query.at(1));
        call.multiply(weighing(count(query.at(0)), tokens, tokens + count(past), width, width));
    }

    /** ONNX's own: [batch, heads, tokens, width of a head], or [batch, tokens, width] with numbers of heads as attributes. */
    private static void standard(Call call) {
        call.multiply(0);
        Dims query = perHead(call, call.dims(0), "q_num_heads");
        Dims key = perHead(call, call.dims(1), "kv_num_heads");
        Dims value = perHead(call, call.dims(2), "kv_num_heads");
        long past = call.has(4) ? call.dims(4).at(2) : 0;
        long keys = sum(key.at(2), past);
        Dims out = query.with(3, value.at(3));
        call.out(0, call.dims(0).rank() == 4 ? out : Dims.of(out.at(0), out.at(2), out.known(1) * out.known(3)));
        call.out(1, key.with(2, keys));
        call.out(2, value.with(2, keys));
        call.out(3, query.with(3, keys));
        double heads = count(query.at(1));
        call.multiply(weighing(
                count(query.at(0)) * heads, count(query.at(2)), count(keys), count(query.at(3)), count(value.at(3))));
    }

    private static Dims perHead(Call call, Dims dims, String heads) {
        if (dims.rank() == 4) {
            return dims;
        }
        long count = Call.positive("a number of heads", call.integer(heads, 0));
        return Dims.of(dims.at(0), count, dims.at(1), dims.known(2) / count);
    }

    private static void embedding(Call call) {
        Dims ids = call.dims(0);
        ElementType type = call.node().op().startsWith("Q")
                ? ElementType.FLOAT
                : call.in(2).type();
        Dims out = ids.plus(call.dims(2).at(-1));
        call.out(0, type, out);
        call.out(1, ElementType.INT32, ids.slice(0, 1));
        call.out(2, type, out);
    }
}
