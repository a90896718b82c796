package io.github.jqodi.estimators.onnx;

import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Operators that work element by element, with known elements carried through. */
final class Elementwise {
    private static final double FALSE = 0;
    private static final double TRUE = 1;

    private static final String SAME =
            "Relu LeakyRelu PRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Swish Mish Tanh Softplus"
                    + " Softsign ThresholdedRelu Gelu Exp Log Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Erf Reciprocal Round"
                    + " Sign BitwiseNot Shrink Clip Affine Scale ScaledTanh ParametricSoftplus CumSum CumProd Trilu Hardmax Softmax"
                    + " LogSoftmax MeanVarianceNormalization LpNormalization LRN InstanceNormalization GroupNormalization"
                    + " RandomNormalLike RandomUniformLike Bernoulli ReverseSequence ImageScaler RotaryEmbedding";

    private static final String SAME_MICROSOFT =
            "Gelu FastGelu QuickGelu BiasGelu BiasAdd BiasSoftmax QLinearSigmoid QLinearLeakyRelu QLinearSoftmax GroupNorm"
                    + " RotaryEmbedding FastGelu Inverse";

    private static final String BROADCAST = "Pow BitShift BitwiseAnd BitwiseOr BitwiseXor";

    private static final String COMPARISON = "Xor";

    private static final Map<String, DoubleUnaryOperator> UNARY = Map.of(
            "Neg", x -> -x,
            "Abs", Math::abs,
            "Floor", Math::floor,
            "Ceil", Math::ceil,
            "Sqrt", Math::sqrt);

    private static final Map<String, DoubleBinaryOperator> ARITHMETIC = Map.of(
            "Add", Double::sum,
            "Sub", (a, b) -> a - b,
            "Mul", (a, b) -> a * b,
            "Max", Math::max,
            "Min", Math::min,
            "Sum", Double::sum,
            "Mean", (a, b) -> (a + b) / 2);

    private static final Map<String, DoubleBinaryOperator> LOGIC = Map.of(
            "Equal", (a, b) -> truth(a == b),
            "Less", (a, b) -> truth(a < b),
            "Greater", (a, b) -> truth(a > b),
            "LessOrEqual", (a, b) -> truth(a <= b),
            "GreaterOrEqual", (a, b) -> truth(a >= b),
            "And", (a, b) -> truth(a != 0 && b != 0),
            "Or", (a, b) -> truth(a != 0 || b != 0));

    private Elementwise() {}

    static void register(OperatorTable table) {
        table.all(SAME, call -> call.out(0, call.dims(0)));
        table.allMicrosoft(SAME_MICROSOFT, call -> call.out(0, call.dims(0)));
        table.all("IsNaN IsInf", call -> call.out(0, ElementType.BOOL, call.dims(0)));
        table.all("Not", call -> fold(call, ElementType.BOOL, x -> truth(x == 0)));
        table.all(BROADCAST, call -> call.out(0, broadcast(call)));
        table.all(COMPARISON, call -> call.out(0, ElementType.BOOL, broadcast(call)));
        UNARY.forEach((name, function) ->
                table.all(name, call -> fold(call, call.in(0).type(), function)));
        ARITHMETIC.forEach((name, function) ->
                table.all(name, call -> fold(call, call.in(0).type(), function)));
        LOGIC.forEach((name, function) -> table.all(name, call -> fold(call, ElementType.BOOL, function)));
        table.all("Div", call -> fold(call, call.in(0).type(), quotient(call)));
        table.all("Mod", call -> fold(call, call.in(0).type(), (a, b) -> a - b * Math.floor(a / b)));
        table.all("Cast CastLike", Elementwise::cast);
        table.all("Where", Elementwise::where);
        table.all("Dropout", Elementwise::dropout);
        table.allMicrosoft("BitmaskDropout BiasDropout", Elementwise::dropout);
        table.all("Identity", call -> call.put(0, call.in(0)));
    }

    private static double truth(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /** The common shape of all inputs; versions before 7 stretch the second alone. */
    static Dims broadcast(Call call) {
        if (call.hasAttribute("broadcast")) {
            return call.dims(0);
        }
        return call.given().stream().map(Value::dims).reduce(Dims::broadcast).orElse(Dims.UNRANKED);
    }

    private static void fold(Call call, ElementType type, DoubleUnaryOperator function) {
        if (call.in(0).hasNumbers()) {
            call.fold(0, type, call.dims(0), Folding.map(call.in(0), function));
        } else {
            call.out(0, type, call.dims(0));
        }
    }

    private static void fold(Call call, ElementType type, DoubleBinaryOperator function) {
        Dims dims = broadcast(call);
        if (call.inputCount() == 2
                && Folding.isSmall(dims)
                && call.in(0).hasNumbers()
                && call.in(1).hasNumbers()) {
            call.fold(0, type, dims, Folding.combine(dims, call.in(0), call.in(1), function));
        } else {
            call.out(0, type, dims);
        }
    }

    private static DoubleBinaryOperator quotient(Call call) {
        return call.in(0).type().isInteger() ? Elementwise::wholeQuotient : (a, b) -> a / b;
    }

    private static double wholeQuotient(double a, double b) {
        double quotient = a / b;
        return quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
    }

    private static void cast(Call call) {
        ElementType type = call.node().op().equals("Cast")
                ? ElementType.of(call.integer("to", 0))
                : call.in(1).type();
        if (call.in(0).hasNumbers()) {
            DoubleUnaryOperator cut = type.isInteger() ? x -> (double) (long) x : x -> x;
            call.fold(0, type, call.dims(0), Folding.map(call.in(0), cut));
        } else {
            call.out(0, type, call.dims(0));
        }
    }

    private static void where(Call call) {
        Dims dims = broadcast(call);
        ElementType type = call.in(1).type();
        boolean known = call.given().stream().allMatch(Value::hasNumbers);
        if (!known || !Folding.isSmall(dims)) {
            call.out(0, type, dims);
            return;
        }
        double[] yes = Folding.stretched(dims, call.in(1));
        double[] no = Folding.stretched(dims, call.in(2));
        double[] chosen = Folding.stretched(dims, call.in(0));
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = chosen[i] != 0 ? yes[i] : no[i];
        }
        call.fold(0, type, dims, chosen);
    }

    private static void dropout(Call call) {
        call.out(0, call.dims(0));
        call.out(1, ElementType.BOOL, call.dims(0));
    }
}
