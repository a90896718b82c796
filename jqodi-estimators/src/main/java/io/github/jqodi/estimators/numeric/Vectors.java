package io.github.jqodi.estimators.numeric;

/** Products of vectors. */
public final class Vectors {
    private Vectors() {}

    /**
     * The sum of the products of their entries, added in their order.
     *
     * @param a a vector
     * @param b as long as {@code a}, or longer
     * @return a·b
     */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
