package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExactSumProperties {
    @Property(tries = 2000, seed = "1")
    void isTheExactSumInAnyOrder(@ForAll long seed) {
        List<Double> values = values(new SplittableRandom(seed));
        BigDecimal exact = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int order = 0; order < 3; order++) {
            Collections.rotate(values, order);
            ExactSum sum = sum(values);
            assertEquals(0, exact.compareTo(sum.toBigDecimal()));
            assertEquals(exact.doubleValue(), sum.value());
        }
    }

    /** From thousands of summands on they are sorted by exponent; of any size and sign, those too small to be normal as well. */
    @Property(tries = 60, seed = "11")
    void manyAtOnceAreTheSameAsOneByOne(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] summands = new double[random.nextInt(3000, 12_000)];
        int widest = random.nextInt(1, 1074);
        for (int i = 0; i < summands.length; i++) {
            double digits = random.nextDouble(-1, 1);
            summands[i] =
                    random.nextInt(9) == 0 ? 0 : Math.scalb(digits, random.nextInt(-widest, Math.min(widest, 960)));
        }
        int from = random.nextInt(100);
        int to = summands.length - random.nextInt(100);
        double start = random.nextDouble();
        ExactSum one = new ExactSum(start);
        for (int i = from; i < to; i++) {
            one.add(summands[i]);
        }
        ExactSum all = new ExactSum(start).addAll(summands, from, to);
        assertEquals(one.value(), all.value());
        assertEquals(0, all.addProduct(-1, one).signum());
    }

    @Property(tries = 2000, seed = "2")
    void comparesExactlyAtTheBoundary(@ForAll long seed) {
        List<Double> values = values(new SplittableRandom(seed));
        ExactSum sum = sum(values);
        BigDecimal exact = sum.toBigDecimal();
        for (double bound :
                new double[] {sum.value(), Math.nextUp(sum.value()), Math.nextDown(sum.value()), 0, 1e300}) {
            assertEquals(exact.compareTo(new BigDecimal(bound)), Integer.signum(sum.compareTo(bound)));
        }
        assertTrue(sum.compareTo(Double.POSITIVE_INFINITY) < 0);
    }

    @Property(tries = 2000, seed = "3")
    void nextAboveIsTheSmallestDoubleAboveAndFloorTheLargestNotAbove(@ForAll long seed) {
        ExactSum sum = sum(values(new SplittableRandom(seed)));
        assertTrue(sum.compareTo(sum.nextAbove()) < 0);
        assertTrue(sum.compareTo(Math.nextDown(sum.nextAbove())) >= 0);
        assertTrue(sum.compareTo(sum.floor()) >= 0);
        assertTrue(sum.compareTo(Math.nextUp(sum.floor())) < 0);
    }

    @Property(tries = 500, seed = "4")
    void productsAreExact(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double a = random.nextDouble() * 1e6;
        double b = random.nextDouble() * 1e-3;
        ExactSum sum = new ExactSum(b).addProduct(a, b).addProduct(-7, b);
        BigDecimal x = new BigDecimal(a).multiply(new BigDecimal(b));
        BigDecimal exact = x.add(new BigDecimal(b).multiply(new BigDecimal(-6)));
        assertEquals(0, exact.compareTo(sum.toBigDecimal()));
    }

    @Example
    void cancellationLeavesTheSmallPart() {
        ExactSum sum = ExactSum.of(1, 0x1p-60, -1);
        assertEquals(0x1p-60, sum.value());
        assertTrue(sum.compareTo(0) > 0);
        assertEquals(0, sum.add(-0x1p-60).compareTo(0));
    }

    @Example
    void anEmptySumIsZero() {
        assertEquals(0, new ExactSum().value());
        assertEquals(0, new ExactSum().compareTo(0));
    }

    @Example
    void whatLiesBelowDecidesAHalf() {
        assertEquals(1, ExactSum.of(1, 0x1p-53).value());
        assertEquals(Math.nextUp(1.0), ExactSum.of(1, 0x1p-53, 0x1p-110).value());
        assertEquals(1, ExactSum.of(1, 0x1p-53, -0x1p-110).value());
        assertEquals(-Math.nextUp(1.0), ExactSum.of(-1, -0x1p-53, -0x1p-110).value());
        assertEquals(1 + 0x1p-51, ExactSum.of(Math.nextUp(1.0), 0x1p-53).value());
    }

    @Property(tries = 2000, seed = "5")
    void sumsOfPowersOfTwoRoundToEven(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> values = new ArrayList<>();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            values.add((random.nextInt(4) - 1.5) * Math.scalb(1.0, -53 * random.nextInt(4) + random.nextInt(-2, 3)));
        }
        BigDecimal exact = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(exact.doubleValue() + 0.0, sum(values).value(), values::toString);
    }

    private static ExactSum sum(List<Double> values) {
        ExactSum sum = new ExactSum();
        values.forEach(sum::add);
        return sum;
    }

    /** Magnitudes over many decades, with exact cancellations. */
    private static List<Double> values(SplittableRandom random) {
        List<Double> values = new ArrayList<>();
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            double value = (random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(-12, 13));
            values.add(value);
            if (random.nextInt(6) == 0) {
                values.add(-value);
            }
        }
        return values;
    }
}
