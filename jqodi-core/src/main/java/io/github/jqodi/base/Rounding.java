package io.github.jqodi.base;

/**
 * Margins that cover the rounding of doubles. Each addition, product or quotient is off by at most u = 2^-53 of its result, so
 * that n of them on terms of at least 0 are off by about n·u of these (Higham, Accuracy and Stability of Numerical Algorithms,
 * 2002, section 3.1). Margins are of 2·u an operation, so that what is left out of such a count is covered as well.
 */
public final class Rounding {
    /** 2·u: so much of its result may two roundings change. */
    private static final double TWO_ROUNDINGS = 0x1p-52;

    private Rounding() {}

    /**
     * What some operations may be off by, relative to the sum of their terms.
     *
     * @param operations how many, at least as many as any term takes part in
     * @return 2·u·operations
     */
    public static double relative(double operations) {
        return operations * TWO_ROUNDINGS;
    }

    /**
     * What some operations on terms may be off by.
     *
     * @param operations how many, at least as many as any term takes part in
     * @param terms sum of the terms, each without its sign
     * @return 2·u·operations·terms
     */
    public static double margin(double operations, double terms) {
        return operations * TWO_ROUNDINGS * terms;
    }
}
