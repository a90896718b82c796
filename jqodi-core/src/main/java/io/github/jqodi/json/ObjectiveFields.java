package io.github.jqodi.json;

import io.github.jqodi.scenario.Objective;
import java.io.IOException;
import java.util.List;

/** Reads and writes what is minimised. */
final class ObjectiveFields {
    private ObjectiveFields() {}

    static Objective read(Cursor in) {
        Field<Objective> minimise = Field.required(
                "minimise", c -> c.word(List.of(Objective.ENERGY, Objective.INTERVAL), ObjectiveFields::label));
        in.object(minimise);
        return minimise.get();
    }

    static void write(Json out, Objective objective) throws IOException {
        out.text("minimise", label(objective));
    }

    private static String label(Objective objective) {
        return objective instanceof Objective.Interval ? "interval" : "energy";
    }
}
