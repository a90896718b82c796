package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.reproduce.Row.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Rows in the making: what the paper printed is looked up, what the equations give is computed for every fitted set. */
final class RowList {
    private final Published published;
    private final Testbeds testbeds;
    private final List<Row> rows = new ArrayList<>();

    RowList(Paper paper) {
        this.published = paper.published();
        this.testbeds = paper.testbeds();
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Begins a row; one of its last methods adds it. */
    Draft row(String item, String unit) {
        return new Draft(item, unit);
    }

    /** Begins a row of words. */
    Draft row(String item) {
        return row(item, "");
    }

    /** A row without its value of ours. */
    final class Draft {
        private final String item;
        private final String unit;
        private String place = "";
        private Value printed = Value.NONE;
        private Kind kind = Kind.NOT_REPRODUCIBLE;
        private String why = "";

        private Draft(String item, String unit) {
            this.item = item;
            this.unit = unit;
        }

        /** The paper tells it, under this key of its published values. */
        Draft published(String key) {
            Published.Quote quote = published.quote(key);
            place = quote.place();
            printed = quote.value();
            return this;
        }

        /** What ours is, and why. */
        Draft as(Kind value, String reason) {
            kind = value;
            why = reason;
            return this;
        }

        /** Ours, by the coefficients. */
        RowList from(Function<Testbed, Value> ours) {
            List<Value> all = testbeds.all().stream().map(ours).toList();
            return add(all.get(0), spread(all));
        }

        /** Ours, a number by the coefficients. */
        RowList number(ToDoubleFunction<Testbed> ours) {
            return from(testbed -> Value.of(ours.applyAsDouble(testbed)));
        }

        /** Ours, whatever the coefficients. */
        RowList is(Value ours) {
            return add(ours, Spread.NONE);
        }

        RowList is(double ours) {
            return is(Value.of(ours));
        }

        RowList is(long ours) {
            return is((double) ours);
        }

        RowList is(String ours) {
            return is(Value.of(ours));
        }

        /** Nothing of ours. */
        RowList missing() {
            return add(Value.NONE, Spread.NONE);
        }

        private RowList add(Value ours, Spread spread) {
            rows.add(new Row(item, unit, place, printed, ours, spread, kind, why));
            return RowList.this;
        }

        private Spread spread(List<Value> all) {
            if (all.stream().allMatch(value -> value.number().isPresent())) {
                OptionalDouble lowest =
                        all.stream().mapToDouble(v -> v.number().orElseThrow()).min();
                OptionalDouble highest =
                        all.stream().mapToDouble(v -> v.number().orElseThrow()).max();
                return new Spread(lowest, highest, 0, all.size());
            }
            int agreeing = (int)
                    all.stream().filter(v -> v.words().equals(printed.words())).count();
            return printed.isEmpty()
                    ? Spread.NONE
                    : new Spread(OptionalDouble.empty(), OptionalDouble.empty(), agreeing, all.size());
        }
    }
}
