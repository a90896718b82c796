package io.github.jqodi.json;

import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Fields of the objective of a scenario. */
final class ObjectiveFields {
    private static final String ENERGY = "energy";
    private static final String TIME = "time";
    private static final String PRICE = "price";
    private static final String INTERVAL = "interval";
    /** Stands for all that have no price of their own. */
    private static final String OTHERS = "default";

    private ObjectiveFields() {}

    static Objective read(Cursor in) {
        Field<String> minimise =
                Field.required("minimise", c -> c.word(List.of(ENERGY, TIME, PRICE, INTERVAL), Function.identity()));
        Field<Map<String, Double>> perJoule = Field.optional("pricePerJoule", c -> byName(c, Cursor::number));
        Field<Map<String, List<Double>>> byEpoch =
                Field.optional("pricePerJouleByEpoch", c -> byName(c, Cursor::numbers));
        Field<Map<String, Double>> perSecond = Field.optional("pricePerSecond", c -> byName(c, Cursor::number));
        in.object(minimise, perJoule, byEpoch, perSecond);
        if (!minimise.get().equals(PRICE)) {
            for (Field<?> prices : List.of(perJoule, byEpoch, perSecond)) {
                if (prices.seen()) {
                    throw in.errorAt(prices.name(), "belongs to an objective that minimises price");
                }
            }
            return unpriced(minimise.get());
        }
        Map<String, Double> named = new LinkedHashMap<>(perJoule.orElse(Map.of()));
        Double others = named.remove(OTHERS);
        return in.make(() -> Objective.price(
                new Prices(named, others == null ? 0 : others, byEpoch.orElse(Map.of()), perSecond.orElse(Map.of()))));
    }

    private static Objective unpriced(String minimise) {
        return switch (minimise) {
            case TIME -> Objective.TIME;
            case INTERVAL -> Objective.INTERVAL;
            default -> Objective.ENERGY;
        };
    }

    private static <T> Map<String, T> byName(Cursor in, Function<Cursor, T> value) {
        Map<String, T> all = new LinkedHashMap<>();
        in.entries((name, entry) -> {
            if (all.containsKey(name)) {
                throw entry.error("appears twice in the same object");
            }
            all.put(name, value.apply(entry));
        });
        return all;
    }

    static void write(Json out, Objective objective) throws IOException {
        if (objective instanceof Objective.Price priced) {
            out.text("minimise", PRICE);
            write(out, priced.prices());
        } else {
            out.text("minimise", ObjectiveKind.of(objective).label());
        }
    }

    private static void write(Json out, Prices prices) throws IOException {
        Map<String, Double> perJoule = new TreeMap<>(prices.perJoule());
        if (prices.otherPerJoule() != 0) {
            perJoule.put(OTHERS, prices.otherPerJoule());
        }
        numbers(out, "pricePerJoule", perJoule);
        if (!prices.perJouleByEpoch().isEmpty()) {
            out.object("pricePerJouleByEpoch", json -> {
                for (Map.Entry<String, List<Double>> entry : new TreeMap<>(prices.perJouleByEpoch()).entrySet()) {
                    json.numbers(entry.getKey(), entry.getValue());
                }
            });
        }
        numbers(out, "pricePerSecond", new TreeMap<>(prices.perSecond()));
    }

    private static void numbers(Json out, String name, Map<String, Double> values) throws IOException {
        if (!values.isEmpty()) {
            out.object(name, json -> {
                for (Map.Entry<String, Double> entry : values.entrySet()) {
                    json.number(entry.getKey(), entry.getValue());
                }
            });
        }
    }
}
