package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Arrays of numbers that tables have in common, so that equal ones are held once. Nothing depends on which of equal arrays is
 * handed out. Forgets what it knows when that is too much. Thread-safe.
 */
final class EqualArrays {
    private static final int MOST = 1 << 19;

    private final Map<Doubles, double[]> doubles = new ConcurrentHashMap<>();
    private final Map<Ints, int[]> ints = new ConcurrentHashMap<>();

    /** Compared bit by bit. */
    private static final class Doubles {
        private final double[] values;
        private final int hash;

        Doubles(double[] values) {
            this.values = values;
            this.hash = Arrays.hashCode(values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Doubles array && Arrays.equals(array.values, values);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final class Ints {
        private final int[] values;
        private final int hash;

        Ints(int[] values) {
            this.values = values;
            this.hash = Arrays.hashCode(values);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ints array && Arrays.equals(array.values, values);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The array that was first of those equal to one. */
    double[] of(double[] values) {
        return first(doubles, new Doubles(values), values);
    }

    /** The same of whole numbers. */
    int[] of(int[] values) {
        return first(ints, new Ints(values), values);
    }

    private static <K, V> V first(Map<K, V> known, K key, V values) {
        if (known.size() >= MOST) {
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
