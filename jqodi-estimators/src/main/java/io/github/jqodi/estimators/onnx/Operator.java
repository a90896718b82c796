package io.github.jqodi.estimators.onnx;

/** An operator: how its outputs follow from its inputs, and what it costs. */
@FunctionalInterface
interface Operator {
    /**
     * States outputs and multiply-adds of a call. An {@link UnknownShape} may end it early.
     *
     * @param call of a node on values
     */
    void infer(Call call);
}
