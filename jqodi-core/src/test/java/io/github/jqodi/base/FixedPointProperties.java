package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FixedPointProperties {
    private static final int COUNT = 40;

    @Property(tries = 2000, seed = "20261201")
    void sumsAndComparesLikeDecimals(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = values(random);
        FixedPoint format =
                new FixedPoint.Builder().includeUpTo(Double.MAX_VALUE, values).build();
        int words = format.words();
        long[] numbers = new long[2 * words];
        BigDecimal[] exact = {BigDecimal.ZERO, BigDecimal.ZERO};
        for (double value : values) {
            int which = random.nextInt(2);
            format.add(value, numbers, which * words);
            exact[which] = exact[which].add(new BigDecimal(value));
        }
        assertEquals(
                Integer.signum(exact[0].compareTo(exact[1])),
                Integer.signum(format.compare(numbers, 0, numbers, words)));
        assertEquals(exact[1].doubleValue(), format.value(numbers, words), 1e-15 * exact[1].doubleValue());
        BigDecimal difference = exact[0].subtract(exact[1]);
        assertEquals(
                difference.doubleValue(),
                format.difference(numbers, 0, numbers, words),
                1e-15 * Math.abs(difference.doubleValue()));
        long[] sum = new long[words];
        format.add(numbers, 0, numbers, words, sum, 0);
        long[] again = new long[words];
        Arrays.stream(values).forEach(value -> format.add(value, again, 0));
        assertEquals(0, format.compare(sum, 0, again, 0));
    }

    private static double[] values(SplittableRandom random) {
        int spread = 1 + random.nextInt(600);
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            int exponent = random.nextInt(spread) - spread / 2;
            values[i] = random.nextInt(10) == 0 ? 0 : Math.scalb(1 + random.nextDouble(), exponent);
        }
        values[0] = random.nextInt(10) == 0 ? Double.MIN_VALUE : values[0];
        return values;
    }
}
