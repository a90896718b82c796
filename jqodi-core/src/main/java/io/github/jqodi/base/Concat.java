package io.github.jqodi.base;

import java.util.Arrays;

/** Two arrays, one after the other. */
public final class Concat {
    private Concat() {}

    /**
     * Puts one array after another.
     *
     * @param first its values come first
     * @param second its values follow
     * @return a new array
     */
    public static double[] doubles(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * Puts one array after another.
     *
     * @param first its values come first
     * @param second its values follow
     * @return a new array
     */
    public static int[] ints(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
