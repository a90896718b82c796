package io.github.jqodi.bench.reproduce;

import java.util.List;
import java.util.Optional;

/** A reproduction that tests share, with times nobody measured. */
final class Reproductions {
    static final List<PlanningTime> TIMES = List.of(
            new PlanningTime(1, 0.001, Optional.of(new ColdStart(0.25, 0.75)), ""),
            new PlanningTime(2, 0.002, Optional.empty(), "Nobody started one."));

    /** Made once; immutable. */
    static final Reproduction SHARED = make();

    private Reproductions() {}

    static Reproduction make() {
        return Reproduction.of(() -> TIMES, title -> {});
    }

    static Exhibit exhibit(String id) {
        return SHARED.exhibits().stream()
                .filter(exhibit -> exhibit.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The only row of this name and unit. */
    static Row row(String id, String item, String unit) {
        List<Row> rows = exhibit(id).rows().stream()
                .filter(row -> row.item().equals(item) && row.unit().equals(unit))
                .toList();
        if (rows.size() != 1) {
            throw new AssertionError(id + " has " + rows.size() + " rows '" + item + "' in '" + unit + "'");
        }
        return rows.get(0);
    }
}
