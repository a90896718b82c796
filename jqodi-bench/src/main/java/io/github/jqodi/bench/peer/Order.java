package io.github.jqodi.bench.peer;

import java.util.Arrays;

/** Sorts indices by a key without boxing: a primitive sort on the leading bits of the keys, then repairs among near equals. */
final class Order {
    private static final int INDEX_BITS = 21;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    private long[] packed = new long[0];
    private int[] order = new int[0];

    /**
     * Sorts indices.
     *
     * @param key by index, {@code >= 0} and not NaN
     * @param second breaks ties of the key
     * @param chosen which indices to sort
     * @param count how many of them, at most 2^21
     * @return the indices in order; valid until the next call
     */
    int[] of(double[] key, double[] second, int[] chosen, int count) {
        if (count > INDEX_MASK) {
            throw new IllegalArgumentException(count + " indices are more than can be sorted");
        }
        if (packed.length < count) {
            packed = new long[count];
            order = new int[count];
        }
        for (int i = 0; i < count; i++) {
            packed[i] = (Double.doubleToRawLongBits(key[chosen[i]]) & ~INDEX_MASK) | i;
        }
        Arrays.sort(packed, 0, count);
        for (int i = 0; i < count; i++) {
            int index = chosen[(int) (packed[i] & INDEX_MASK)];
            int at = i;
            while (at > 0 && before(key, second, index, order[at - 1])) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = index;
        }
        return order;
    }

    private static boolean before(double[] key, double[] second, int a, int b) {
        return key[a] < key[b] || (key[a] == key[b] && (second[a] < second[b] || (second[a] == second[b] && a < b)));
    }
}
