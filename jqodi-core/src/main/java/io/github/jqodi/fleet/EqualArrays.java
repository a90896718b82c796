package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Arrays of numbers that tables have in common, so that equal ones are held once. Nothing depends on which of equal arrays is
 * handed out. Forgets what it knows when that is too much. Thread-safe.
 */
final class EqualArrays {
    private static final int MAX_ARRAYS = 1 << 19;

    private final Map<Contents, double[]> doubles = new ConcurrentHashMap<>();
    private final Map<Contents, int[]> ints = new ConcurrentHashMap<>();

    /** An array as a key, compared bit by bit. */
    private static final class Contents {
        private final Object array;
        private final int hash;

        Contents(Object array, int hash) {
            this.array = array;
            this.hash = hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Contents contents && Objects.deepEquals(contents.array, array);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The array that was first of those equal to one. */
    double[] of(double[] values) {
        return first(doubles, new Contents(values, Arrays.hashCode(values)), values);
    }

    /** The same of whole numbers. */
    int[] of(int[] values) {
        return first(ints, new Contents(values, Arrays.hashCode(values)), values);
    }

    private static <V> V first(Map<Contents, V> known, Contents key, V values) {
        if (known.size() >= MAX_ARRAYS) {
            known.clear();
        }
        V before = known.putIfAbsent(key, values);
        return before == null ? values : before;
    }

    @Override
    public String toString() {
        return doubles.size() + " arrays of doubles, " + ints.size() + " of whole numbers";
    }
}
