package io.github.jqodi.estimators.onnx;

/** Products of matrices. */
final class Products {
    private Products() {}

    static void register(OperatorTable table) {
        table.all("MatMul", call -> product(call, call.in(0).type(), call.dims(1)));
        table.all("MatMulInteger", call -> product(call, ElementType.INT32, call.dims(1)));
        table.all("QLinearMatMul", call -> product(call, call.in(7).type(), call.dims(3)));
        table.all("Gemm", call -> gemm(call, call.in(0).type(), call.dims(1)));
        table.all("Einsum", Einsum::infer);
        table.allMicrosoft("FusedMatMul TransposeMatMul", Products::fused);
        table.allMicrosoft("FusedMatMulActivation", Products::fused);
        table.allMicrosoft("FusedGemm GemmFloat8", call -> gemm(call, call.in(0).type(), call.dims(1)));
        table.allMicrosoft("QGemm", call -> gemm(call, call.in(0).type(), call.dims(3)));
        table.allMicrosoft("GemmFastGelu", call -> product(call, call.in(0).type(), call.dims(1)));
        table.allMicrosoft(
                "MatMulIntegerToFloat DynamicQuantizeMatMul", call -> product(call, ElementType.FLOAT, call.dims(1)));
        table.allMicrosoft("MatMulInteger16", call -> product(call, ElementType.INT32, call.dims(1)));
        table.allMicrosoft("MatMulNBits MatMulBnb4 MatMulFpQ4", Products::packed);
    }

    /** As NumPy's matmul: leading axes are stretched, an operand of one axis is a row or a column. */
    private static void product(Call call, ElementType type, Dims right) {
        product(call, type, call.dims(0), right);
    }

    private static void product(Call call, ElementType type, Dims left, Dims right) {
        call.multiply(0);
        if (left.rank() == 0 || right.rank() == 0) {
            throw new OnnxFormatException("multiplies " + left + " by " + right);
        }
        Dims rows = left.rank() == 1 ? Dims.of(1, left.at(0)) : left;
        Dims columns = right.rank() == 1 ? right.plus(1) : right;
        long inner = same(rows.at(-1), columns.at(-2), left, right);
        Dims lead = Dims.broadcast(rows.slice(0, rows.rank() - 2), columns.slice(0, columns.rank() - 2));
        Dims out = lead;
        out = left.rank() == 1 ? out : out.plus(rows.at(-2));
        out = right.rank() == 1 ? out : out.plus(columns.at(-1));
        call.out(0, type, out);
        call.multiply(out.elements() * (inner == Dims.UNKNOWN ? Double.NaN : inner));
    }

    private static long same(long a, long b, Dims left, Dims right) {
        if (a != b && a != Dims.UNKNOWN && b != Dims.UNKNOWN) {
            throw new OnnxFormatException("multiplies " + left + " by " + right + ", which do not fit together");
        }
        return a == Dims.UNKNOWN ? b : a;
    }

    private static void fused(Call call) {
        product(
                call,
                call.in(0).type(),
                turned(call, call.dims(0), "transA", "transBatchA"),
                turned(call, call.dims(1), "transB", "transBatchB"));
    }

    private static Dims turned(Call call, Dims dims, String last, String batch) {
        Dims turned = dims;
        int rank = dims.rank();
        if (call.integer(batch, 0) != 0 && rank > 2) {
            // The first axis moves after the other leading ones.
            turned = turned.slice(1, rank - 1).plus(turned.at(0)).plus(turned.at(-1));
        }
        return call.integer(last, 0) != 0 && rank > 1 ? swapped(turned) : turned;
    }

    private static Dims swapped(Dims dims) {
        return dims.slice(0, dims.rank() - 2).plus(dims.at(-1), dims.at(-2));
    }

    private static void gemm(Call call, ElementType type, Dims right) {
        call.multiply(0);
        Dims left = call.dims(0);
        Dims rows = left.rank() > 2 ? Dims.of(left.at(0), (long) left.with(0, 1).elements()) : left;
        if (rows.rank() != 2 || right.rank() != 2) {
            throw new OnnxFormatException("multiplies " + left + " by " + right);
        }
        product(
                call,
                type,
                call.integer("transA", 0) == 0 ? rows : swapped(rows),
                call.integer("transB", 0) == 0 ? right : swapped(right));
    }

    /** Weights of few bits, packed into bytes; how many there are say attributes. */
    private static void packed(Call call) {
        call.multiply(0);
        long inner = Call.positive("K", call.integer("K", 0));
        long columns = Call.positive("N", call.integer("N", 0));
        Dims out = call.dims(0).with(-1, columns);
        call.out(0, out);
        call.multiply(out.elements() * inner);
    }
}
