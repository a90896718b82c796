package io.github.jqodi.estimators.onnx;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value as inference knows it: type, shape, elements where they are few and do not depend on the model's inputs. */
final class Value {
    /** Where a tensor that may hold weights comes from. */
    enum Origin {
        INITIALIZER,
        CONSTANT,
        CONSTANT_OF_SHAPE,
        /** As above, of zeros: weights that were left out, or a state or mask to begin with. */
        ZEROS
    }

    /**
     * A tensor that may hold weights.
     *
     * @param origin where it comes from
     * @param name of an initializer, else empty
     */
    private record Root(Origin origin, String name) {}

    private final ElementType type;
    private final Dims dims;
    private final double @Nullable [] numbers;
    private final boolean constant;
    private final boolean stored;
    private final Optional<Root> root;
    private final List<Value> sources;
    private final boolean dequantized;

    private Value(
            ElementType type,
            Dims dims,
            double @Nullable [] numbers,
            boolean constant,
            boolean stored,
            Optional<Root> root,
            List<Value> sources,
            boolean dequantized) {
        this.type = type;
        this.dims = dims;
        this.numbers = numbers;
        this.constant = constant;
        this.stored = stored;
        this.root = root;
        this.sources = sources;
        this.dequantized = dequantized;
    }

    /** Something that depends on the model's inputs. */
    static Value variable(ElementType type, Dims dims) {
        return new Value(type, dims, null, false, false, Optional.empty(), List.of(), false);
    }

    /** A tensor of the file. */
    static Value stored(Tensor tensor, Origin origin) {
        double[] numbers = tensor.hasNumbers() ? TensorParser.array(tensor.numbers()) : null;
        return new Value(
                tensor.type(),
                tensor.dims(),
                numbers,
                true,
                true,
                Optional.of(new Root(origin, tensor.name())),
                List.of(),
                false);
    }

    /** Elements that follow from shapes alone. */
    static Value known(ElementType type, Dims dims, double @Nullable [] numbers) {
        return new Value(type, dims, numbers, true, false, Optional.empty(), List.of(), false);
    }

    /** Computed from constants alone. */
    static Value computed(ElementType type, Dims dims, double @Nullable [] numbers, List<Value> sources) {
        boolean stored = !sources.isEmpty() && sources.stream().allMatch(Value::isStored);
        return new Value(type, dims, numbers, true, stored, Optional.empty(), List.copyOf(sources), false);
    }

    /** The same constant where it stands for a tensor of the file. */
    Value withOrigin(Origin other) {
        return new Value(
                type, dims, numbers, constant, stored, Optional.of(new Root(other, "")), List.of(), dequantized);
    }

    /** The same constant where its integers stand for weights. */
    Value asDequantized() {
        return new Value(type, dims, numbers, constant, stored, root, sources, true);
    }

    /** The same value with sizes and type that another witness has stated. */
    Value filled(ElementType stated, Dims other) {
        ElementType known = type.equals(ElementType.UNDEFINED) ? stated : type;
        return new Value(known, dims.filled(other), numbers, constant, stored, root, sources, dequantized);
    }

    ElementType type() {
        return type;
    }

    Dims dims() {
        return dims;
    }

    boolean hasNumbers() {
        return numbers != null;
    }

    /** Memory that its elements take. */
    long keptBytes() {
        return numbers == null ? 0 : (long) numbers.length * Double.BYTES;
    }

    /** Its elements; ends the inference of the node if they are not known. */
    double[] numbers() {
        if (numbers == null) {
            throw new UnknownShape();
        }
        return numbers;
    }

    /** Whether it depends on none of the model's inputs. */
    boolean isConstant() {
        return constant;
    }

    /** Whether it follows from tensors of the file alone, not from the shapes of inputs. */
    boolean isStored() {
        return stored;
    }

    Optional<Origin> origin() {
        return root.map(Root::origin);
    }

    /** Name of the first tensor of the file that it was computed from, empty if it has none. */
    String rootName() {
        Value at = this;
        while (at.root.isEmpty() && !at.sources.isEmpty()) {
            at = at.sources.get(0);
        }
        return at.root.map(Root::name).orElse("");
    }

    List<Value> sources() {
        return sources;
    }

    boolean isDequantized() {
        return dequantized;
    }

    @Override
    public String toString() {
        return type.label() + " " + dims;
    }
}
