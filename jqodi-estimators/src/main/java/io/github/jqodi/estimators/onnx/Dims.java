package io.github.jqodi.estimators.onnx;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Sizes of a tensor's axes, each possibly unknown, or not even their number. Immutable. */
final class Dims {
    /** Size of an axis that is not known. */
    static final long UNKNOWN = -1;

    static final Dims UNRANKED = new Dims(new long[0], false);
    static final Dims SCALAR = new Dims(new long[0], true);

    /** No tensor that anybody stores has more elements; up to here products of sizes are exact. */
    private static final double MOST_ELEMENTS = 0x1p50;

    private static final int MOST_AXES = 64;

    private final long[] sizes;
    private final boolean ranked;

    private Dims(long[] sizes, boolean ranked) {
        this.sizes = sizes;
        this.ranked = ranked;
    }

    static Dims of(long... sizes) {
        if (sizes.length > MOST_AXES) {
            throw new OnnxFormatException(
                    "a tensor of " + sizes.length + " axes: more than " + MOST_AXES + " are not read");
        }
        double product = 1;
        for (long size : sizes) {
            if (size < UNKNOWN) {
                throw new OnnxFormatException("a tensor's axis has size " + size + ", which is below 0");
            }
            product *= Math.max(1, size);
        }
        if (product > MOST_ELEMENTS) {
            throw new OnnxFormatException("a tensor of " + shown(sizes) + " elements: more than 2^50 are not read");
        }
        return new Dims(sizes.clone(), true);
    }

    /** As many axes of unknown size. */
    static Dims unknown(int rank) {
        long[] sizes = new long[Math.min(rank, MOST_AXES)];
        Arrays.fill(sizes, UNKNOWN);
        return of(sizes);
    }

    /** Numbers that were computed or read where sizes are wanted; NaN stands for an unknown one. */
    static Dims of(double... numbers) {
        return of(Arrays.stream(numbers)
                .mapToLong(number -> Double.isNaN(number) ? UNKNOWN : (long) number)
                .toArray());
    }

    /** The sizes as numbers to compute with, NaN for an unknown one. */
    double[] numbers() {
        return Arrays.stream(sizes())
                .mapToDouble(size -> size == UNKNOWN ? Double.NaN : size)
                .toArray();
    }

    boolean isRanked() {
        return ranked;
    }

    int rank() {
        if (!ranked) {
            throw new UnknownShape();
        }
        return sizes.length;
    }

    /** The size of an axis, from the end if negative; -1 if it is not known. */
    long at(long axis) {
        return sizes[axis(axis)];
    }

    /** The size of an axis; ends the inference of the node if it is not known. */
    long known(long axis) {
        long size = at(axis);
        if (size == UNKNOWN) {
            throw new UnknownShape();
        }
        return size;
    }

    /** An axis counted from the front. */
    int axis(long axis) {
        return axis(axis, rank());
    }

    static int axis(long axis, int rank) {
        long front = axis < 0 ? axis + rank : axis;
        if (front < 0 || front >= rank) {
            throw new OnnxFormatException("axis " + axis + " of a tensor of " + rank + " axes");
        }
        return (int) front;
    }

    /** Whether every size is known. */
    boolean isKnown() {
        return ranked && Arrays.stream(sizes).noneMatch(size -> size == UNKNOWN);
    }

    /** How many elements; NaN if a size is not known. */
    double elements() {
        return isKnown() ? elements(0, sizes.length) : Double.NaN;
    }

    /** How many elements some axes span; NaN if a size is not known. */
    double elements(int from, int to) {
        double product = 1;
        for (int i = from; i < Math.min(to, rank()); i++) {
            product *= sizes[i] == UNKNOWN ? Double.NaN : sizes[i];
        }
        return product;
    }

    long[] sizes() {
        rank();
        return sizes.clone();
    }

    Dims with(long axis, long size) {
        long[] changed = sizes();
        changed[axis(axis)] = size;
        return of(changed);
    }

    /** Some of the axes. */
    Dims slice(int from, int to) {
        int end = Math.min(to, rank());
        return of(Arrays.copyOfRange(sizes, Math.min(from, end), end));
    }

    Dims plus(Dims further) {
        long[] both = Arrays.copyOf(sizes, rank() + further.rank());
        System.arraycopy(further.sizes, 0, both, sizes.length, further.sizes.length);
        return of(both);
    }

    Dims plus(long... further) {
        return plus(of(further));
    }

    /** The common shape of two operands, as NumPy stretches axes of size 1. */
    static Dims broadcast(Dims a, Dims b) {
        if (!a.ranked || !b.ranked) {
            return UNRANKED;
        }
        int rank = Math.max(a.rank(), b.rank());
        long[] sizes = new long[rank];
        for (int i = 1; i <= rank; i++) {
            sizes[rank - i] = common(i <= a.rank() ? a.at(-i) : 1, i <= b.rank() ? b.at(-i) : 1);
        }
        return of(sizes);
    }

    private static long common(long a, long b) {
        if (a == b || b == 1) {
            return a;
        }
        if (a == 1 || a == UNKNOWN) {
            return b;
        }
        if (b == UNKNOWN) {
            return a;
        }
        throw new OnnxFormatException("operands with axes of size " + a + " and " + b + " do not fit together");
    }

    /** Unknown sizes taken from a second witness of the same tensor. */
    Dims filled(Dims other) {
        if (!ranked) {
            return other;
        }
        if (!other.ranked || other.sizes.length != sizes.length) {
            return this;
        }
        long[] filled = sizes.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] = filled[i] == UNKNOWN ? other.sizes[i] : filled[i];
        }
        return of(filled);
    }

    /** What is common to two shapes of which either may be. */
    Dims merged(Dims other) {
        if (!ranked || !other.ranked || sizes.length != other.sizes.length) {
            return UNRANKED;
        }
        long[] merged = sizes.clone();
        for (int i = 0; i < merged.length; i++) {
            merged[i] = merged[i] == other.sizes[i] ? merged[i] : UNKNOWN;
        }
        return of(merged);
    }

    private static String shown(long[] sizes) {
        return Arrays.stream(sizes)
                .mapToObj(size -> size == UNKNOWN ? "?" : Long.toString(size))
                .collect(Collectors.joining("x"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dims dims && ranked == dims.ranked && Arrays.equals(sizes, dims.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return ranked ? shown(sizes) : "of unknown rank";
    }
}
