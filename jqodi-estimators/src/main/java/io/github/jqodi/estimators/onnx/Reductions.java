package io.github.jqodi.estimators.onnx;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** Operators that take axes away. */
final class Reductions {
    private Reductions() {}

    static void register(OperatorTable table) {
        table.all(
                "ReduceMean ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceSumSquare",
                call -> call.out(0, reduced(call)));
        table.all("ReduceSum", call -> fold(call, Double::sum));
        table.all("ReduceProd", call -> fold(call, (a, b) -> a * b));
        table.all("ReduceMax", call -> fold(call, Math::max));
        table.all("ReduceMin", call -> fold(call, Math::min));
        table.all("ArgMax ArgMin", Reductions::place);
        table.allMicrosoft("QLinearReduceMean", call -> call.out(0, reduced(call)));
    }

    private static void fold(Call call, DoubleBinaryOperator function) {
        Dims out = reduced(call);
        Value in = call.in(0);
        if (in.hasNumbers() && out.elements() == 1 && in.numbers().length > 0) {
            call.fold(0, in.type(), out, new double[] {
                Arrays.stream(in.numbers()).reduce(function).orElseThrow()
            });
        } else {
            call.out(0, out);
        }
    }

    private static Dims reduced(Call call) {
        Dims in = call.dims(0);
        Optional<long[]> axes = call.integers("axes", 1);
        boolean keep = call.integer("keepdims", 1) != 0;
        if (axes.isEmpty() || axes.get().length == 0) {
            return call.integer("noop_with_empty_axes", 0) != 0 ? in : all(in, keep);
        }
        boolean[] gone = new boolean[in.rank()];
        for (long axis : axes.get()) {
            gone[in.axis(axis)] = true;
        }
        return without(in, gone, keep);
    }

    private static Dims all(Dims in, boolean keep) {
        boolean[] gone = new boolean[in.rank()];
        Arrays.fill(gone, true);
        return without(in, gone, keep);
    }

    private static Dims without(Dims in, boolean[] gone, boolean keep) {
        Dims out = Dims.SCALAR;
        for (int i = 0; i < gone.length; i++) {
            if (!gone[i]) {
                out = out.plus(in.at(i));
            } else if (keep) {
                out = out.plus(1);
            }
        }
        return out;
    }

    private static void place(Call call) {
        Dims in = call.dims(0);
        boolean[] gone = new boolean[in.rank()];
        gone[in.axis(call.integer("axis", 0))] = true;
        call.out(0, ElementType.INT64, without(in, gone, call.integer("keepdims", 1) != 0));
    }
}
