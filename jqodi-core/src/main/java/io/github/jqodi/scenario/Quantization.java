package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * An element of Ω: a way to quantize a model. A bit-width is a quantization named by its number. Widths may be fractions, as those
 * of formats that keep a scale for each group of weights.
 *
 * @param name unique in a scenario; everything that speaks of a quantization speaks of it by name
 * @param weightBits π_q, bits of a weight, in (0, 32]
 * @param activationBits bits of a feature or gradient, in (0, 32]
 * @param updateBits bits of a weight when it moves in an epoch, in (0, 32]
 */
public record Quantization(String name, double weightBits, double activationBits, double updateBits) {
    /** Bits of the full-precision model. */
    public static final int FULL_PRECISION_BITS = 32;

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    /**
     * Checks name and bits.
     *
     * @param name not blank; a number only if all bits are that number
     * @param weightBits in (0, 32]
     * @param activationBits in (0, 32]
     * @param updateBits in (0, 32]
     */
    public Quantization {
        Objects.requireNonNull(name, "name");
        Check.name("name", name);
        checkBits("weightBits", weightBits);
        checkBits("activationBits", activationBits);
        checkBits("updateBits", updateBits);
        Check.that(
                !isNumber(name) || isNumberOf(name, weightBits, activationBits, updateBits),
                "name",
                "'" + name + "'",
                "must not be another number than that of its bits, " + Text.shortest(weightBits),
                "Give it a name that is no number.");
    }

    /**
     * A bit-width.
     *
     * @param bits π_q of weights, activations and updates alike, in (0, 32]
     * @return the quantization named by that number, 8 or 4.5
     */
    public static Quantization of(double bits) {
        checkBits("bits", bits);
        return new Quantization(Text.shortest(bits), bits, bits, bits);
    }

    /**
     * A quantization with a name, whose activations and updates are as wide as its weights.
     *
     * @param name unique in a scenario
     * @param weightBits π_q, in (0, 32]
     * @return the quantization
     */
    public static Quantization named(String name, double weightBits) {
        return new Quantization(name, weightBits, weightBits, weightBits);
    }

    /**
     * Bit-widths in order, checked as a list.
     *
     * @param bitWidths at least one, distinct, each in (0, 32]
     * @return the quantizations named by these numbers
     */
    public static List<Quantization> ofBitWidths(double... bitWidths) {
        Check.that(bitWidths.length > 0, "bitWidths", "[]", "must list at least one width");
        for (int i = 0; i < bitWidths.length; i++) {
            checkBits("bitWidths/" + i, bitWidths[i]);
        }
        List<Quantization> quantizations =
                Arrays.stream(bitWidths).mapToObj(Quantization::of).toList();
        return Check.distinct("bitWidths", quantizations, Quantization::name);
    }

    /**
     * The same quantization with activations of another width.
     *
     * @param bits of a feature or gradient, in (0, 32]
     * @return a copy
     */
    public Quantization withActivationBits(double bits) {
        return new Quantization(name, weightBits, bits, updateBits);
    }

    /**
     * The same quantization with updates of another width.
     *
     * @param bits of a weight when it moves in an epoch, in (0, 32]
     * @return a copy
     */
    public Quantization withUpdateBits(double bits) {
        return new Quantization(name, weightBits, activationBits, bits);
    }

    /**
     * The bit-width that a name is.
     *
     * @param name of a quantization
     * @return a number in (0, 32], empty for any other name, "8.0" and "08" too
     */
    public static OptionalDouble bitWidth(String name) {
        if (!isNumber(name)) {
            return OptionalDouble.empty();
        }
        double bits = Double.parseDouble(name);
        return isWidth(bits) && Text.shortest(bits).equals(name) ? OptionalDouble.of(bits) : OptionalDouble.empty();
    }

    /**
     * {@return the name as people read it: "8 bits", "1 bit", or a name that is no number as it is}
     */
    public String label() {
        return label(name);
    }

    static String label(String name) {
        return isNumber(name) ? name + (name.equals("1") ? " bit" : " bits") : name;
    }

    private static boolean isNumber(String name) {
        return NUMBER.matcher(name).matches();
    }

    private static boolean isNumberOf(String name, double weightBits, double activationBits, double updateBits) {
        return name.equals(Text.shortest(weightBits)) && activationBits == weightBits && updateBits == weightBits;
    }

    private static boolean isWidth(double bits) {
        return bits > 0 && bits <= FULL_PRECISION_BITS;
    }

    private static void checkBits(String field, double bits) {
        if (!isWidth(bits)) {
            throw Check.invalid(field, Text.shortest(bits), "must be above 0 and at most " + FULL_PRECISION_BITS);
        }
    }

    @Override
    public String toString() {
        return Text.escaped(label());
    }
}
