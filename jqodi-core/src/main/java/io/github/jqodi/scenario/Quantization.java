package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An element of Ω: a way to quantize a model. A bit-width is a quantization named by its number.
 *
 * @param name unique in a scenario
 * @param bits π_q, from 1 to 32
 */
public record Quantization(String name, int bits) {
    /** Bits of the full-precision model. */
    public static final int FULL_PRECISION_BITS = 32;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern BIT_WIDTH = Pattern.compile("[1-9]|[12][0-9]|3[0-2]");

    /**
     * Checks name and bits.
     *
     * @param name not blank; a number only if it is that of the bits
     * @param bits from 1 to 32
     */
    public Quantization {
        Check.name("name", name);
        Check.between("bits", bits, 1, FULL_PRECISION_BITS);
        Check.that(
                !isNumber(name) || name.equals(Integer.toString(bits)),
                "name",
                "'" + name + "'",
                "must not be another number than that of its bits, " + bits,
                "Give it a name that is no number.");
    }

    /**
     * A bit-width.
     *
     * @param bits π_q, from 1 to 32
     * @return the quantization named by that number
     */
    public static Quantization of(int bits) {
        return new Quantization(Integer.toString(bits), bits);
    }

    /**
     * Bit-widths in order, checked as a list.
     *
     * @param bitWidths at least one, distinct, each from 1 to 32
     * @return the quantizations named by these numbers
     */
    public static List<Quantization> ofBitWidths(List<Integer> bitWidths) {
        List<Quantization> quantizations = new ArrayList<>();
        for (int i = 0; i < bitWidths.size(); i++) {
            quantizations.add(of(Check.between("bitWidths/" + i, bitWidths.get(i), 1, FULL_PRECISION_BITS)));
        }
        Check.that(!bitWidths.isEmpty(), "bitWidths", "[]", "must list at least one width", "");
        return Check.distinct("bitWidths", quantizations, Quantization::name);
    }

    /**
     * The bit-width that a name is.
     *
     * @param name of a quantization
     * @return a number from 1 to 32, empty for any other name
     */
    public static OptionalInt bitWidth(String name) {
        return BIT_WIDTH.matcher(name).matches() ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }

    /**
     * {@return the name as people read it: "8 bits", or a name that is no number as it is}
     */
    public String label() {
        return label(name);
    }

    static String label(String name) {
        return isNumber(name) ? name + " bits" : name;
    }

    private static boolean isNumber(String name) {
        return NUMBER.matcher(name).matches();
    }

    @Override
    public String toString() {
        return Text.escaped(label());
    }
}
