package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;

/**
 * Shape of the features of one sample.
 *
 * @param channels number of maps, or of elements of a vector
 * @param height rows
 * @param width columns
 */
public record Shape(int channels, int height, int width) {
    /**
     * Checks the sizes.
     *
     * @param channels at least 1
     * @param height at least 1
     * @param width at least 1
     */
    public Shape {
        Check.between("channels", channels, 1, Integer.MAX_VALUE);
        Check.between("height", height, 1, Integer.MAX_VALUE);
        Check.between("width", width, 1, Integer.MAX_VALUE);
    }

    /**
     * A vector.
     *
     * @param elements its length
     * @return the shape
     */
    public static Shape vector(int elements) {
        return new Shape(elements, 1, 1);
    }

    /**
     * {@return how many numbers one sample has}
     */
    public double elements() {
        return (double) channels * height * width;
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
