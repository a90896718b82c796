package io.github.jqodi.bench.reproduce;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Names in order of their values, as in {@code SD < ES = CS}; what differs by less than a thousandth counts as equal. */
final class Order {
    private static final double TIE = 1e-3;

    private Order() {}

    static <T> Value rising(List<T> items, ToDoubleFunction<T> value, Function<T, String> name) {
        return Value.of(
                text(items.stream().sorted(Comparator.comparingDouble(value)).toList(), value, name, " < "));
    }

    static <T> Value falling(List<T> items, ToDoubleFunction<T> value, Function<T, String> name) {
        List<T> sorted = items.stream()
                .sorted(Comparator.comparingDouble(value).reversed())
                .toList();
        return Value.of(text(sorted, value, name, " > "));
    }

    private static <T> String text(List<T> sorted, ToDoubleFunction<T> value, Function<T, String> name, String sign) {
        StringBuilder text = new StringBuilder(name.apply(sorted.get(0)));
        for (int i = 1; i < sorted.size(); i++) {
            double before = value.applyAsDouble(sorted.get(i - 1));
            double here = value.applyAsDouble(sorted.get(i));
            boolean tie = Math.abs(here - before) <= TIE * Math.max(Math.abs(here), Math.abs(before));
            text.append(tie ? " = " : sign).append(name.apply(sorted.get(i)));
        }
        return text.toString();
    }
}
