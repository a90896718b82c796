package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.List;

/** Copies of lists. */
final class Lists {
    private Lists() {}

    static <T> List<T> with(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }
}
