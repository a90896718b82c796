package io.github.jqodi.estimators.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node applied to values: what its operator reads, and where it puts outputs and multiply-adds. */
final class Call {
    private final Node node;
    private final Map<String, Attribute> attributes;
    private final List<Optional<Value>> inputs;
    private final long opset;
    private final @Nullable Value[] outputs;
    private double macs;
    private boolean multiplies;

    Call(Node node, Map<String, Attribute> attributes, List<Optional<Value>> inputs, long opset) {
        this.node = node;
        this.attributes = attributes;
        this.inputs = inputs;
        this.opset = opset;
        this.outputs = new Value[node.outputs().size()];
    }

    Node node() {
        return node;
    }

    /** Version of the operators of the node's domain. */
    long opset() {
        return opset;
    }

    int inputCount() {
        return inputs.size();
    }

    boolean has(int index) {
        return index < inputs.size() && inputs.get(index).isPresent();
    }

    Value in(int index) {
        if (!has(index)) {
            throw new OnnxFormatException("lacks its input " + (index + 1));
        }
        return inputs.get(index).orElseThrow();
    }

    /** The inputs that are given. */
    List<Value> given() {
        return inputs.stream().flatMap(Optional::stream).toList();
    }

    /** The inputs that an output computed from constants has its weights from. */
    List<Value> sources() {
        List<Value> sources = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (has(i) && Roles.of(node, i) != Roles.Role.SETTING) {
                sources.add(in(i));
            }
        }
        return sources;
    }

    Dims dims(int index) {
        return in(index).dims();
    }

    double[] numbers(int index) {
        return in(index).numbers();
    }

    boolean hasAttribute(String name) {
        return attributes.containsKey(name);
    }

    Optional<Attribute> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    long integer(String name, long otherwise) {
        return attribute(name).map(Attribute::integer).orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return attribute(name).map(Attribute::text).orElse(otherwise);
    }

    long[] integers(String name) {
        return attribute(name).stream()
                .flatMap(attribute -> attribute.integers().stream())
                .mapToLong(number -> number)
                .toArray();
    }

    /** The floats of an attribute. */
    double[] numbers(String name) {
        return attribute(name).stream()
                .flatMap(attribute -> attribute.numbers().stream())
                .mapToDouble(number -> number)
                .toArray();
    }

    /** One integer for each axis; all the same where none are given. */
    long[] integers(String name, int count, long otherwise) {
        long[] given = integers(name);
        if (given.length == 0) {
            long[] all = new long[count];
            Arrays.fill(all, otherwise);
            return all;
        }
        if (given.length != count) {
            throw new OnnxFormatException("has " + given.length + " numbers in attribute '" + name + "', not " + count);
        }
        return given;
    }

    /** Integers that older versions of an operator have as an attribute, newer ones as an input. */
    Optional<long[]> integers(String name, int index) {
        if (hasAttribute(name)) {
            return Optional.of(integers(name));
        }
        if (!has(index)) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(numbers(index)).mapToLong(number -> (long) number).toArray());
    }

    int outputCount() {
        return outputs.length;
    }

    /** Output of the first input's type. */
    void out(int index, Dims dims) {
        out(index, in(0).type(), dims);
    }

    void out(int index, ElementType type, Dims dims) {
        put(index, isConstant() ? Value.computed(type, dims, null, sources()) : Value.variable(type, dims));
    }

    /** An output whose elements are known because those of the inputs are. */
    void fold(int index, ElementType type, Dims dims, double[] numbers) {
        put(index, Value.computed(type, dims, numbers, sources()));
    }

    /** Any output, unless the node does not name it. */
    void put(int index, Value value) {
        if (index < outputs.length) {
            outputs[index] = value;
        }
    }

    /** Whether no input depends on those of the model. */
    boolean isConstant() {
        return inputs.stream().flatMap(Optional::stream).allMatch(Value::isConstant);
    }

    /** Adds multiply-adds; NaN where they cannot be known. */
    void multiply(double count) {
        multiplies = true;
        macs += count;
    }

    double macs() {
        return macs;
    }

    /** Whether the operator multiplies matrices or the like, even if nobody knows how often. */
    boolean multiplies() {
        return multiplies;
    }

    /** All outputs; those not stated are unknown. */
    List<Value> outputs() {
        List<Value> all = new ArrayList<>();
        for (Value output : outputs) {
            all.add(output != null ? output : unknown());
        }
        return all;
    }

    private Value unknown() {
        return isConstant() && !given().isEmpty()
                ? Value.computed(ElementType.UNDEFINED, Dims.UNRANKED, null, sources())
                : Value.variable(ElementType.UNDEFINED, Dims.UNRANKED);
    }

    static long positive(String what, long number) {
        if (number <= 0) {
            throw new OnnxFormatException("has " + what + " " + number + ", which must be above 0");
        }
        return number;
    }
}
