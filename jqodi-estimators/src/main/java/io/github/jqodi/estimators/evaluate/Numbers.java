package io.github.jqodi.estimators.evaluate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Rounding, check sums and even spacing as the questions need them. */
final class Numbers {
    private static final MathContext TEN_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);
    private static final MathContext SEVEN_DIGITS = new MathContext(7, RoundingMode.HALF_EVEN);

    private Numbers() {}

    static double tenDigits(double value) {
        return new BigDecimal(value).round(TEN_DIGITS).doubleValue();
    }

    static String text(double value) {
        BigDecimal rounded = new BigDecimal(value).round(TEN_DIGITS).stripTrailingZeros();
        return rounded.scale() > 20 || rounded.precision() - rounded.scale() > 15
                ? rounded.toString()
                : rounded.toPlainString();
    }

    /** Targets that agree in seven digits are one. */
    static BigDecimal key(double target) {
        return new BigDecimal(target).round(SEVEN_DIGITS).stripTrailingZeros();
    }

    static long checkSum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** At most {@code limit} elements, evenly spaced, first and last among them; all if the limit is 0. */
    static <T> List<T> spaced(List<T> items, int limit) {
        if (limit <= 0 || limit >= items.size()) {
            return items;
        }
        List<T> kept = new ArrayList<>();
        double step = limit == 1 ? 0 : (items.size() - 1) / (double) (limit - 1);
        for (int i = 0; i < limit; i++) {
            int index = i == limit - 1 && limit > 1 ? items.size() - 1 : (int) (i * step);
            kept.add(items.get(index));
        }
        return kept;
    }
}
