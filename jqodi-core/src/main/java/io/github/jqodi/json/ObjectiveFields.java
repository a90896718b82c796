package io.github.jqodi.json;

import io.github.jqodi.scenario.Objective;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Fields of the objective of a scenario. */
final class ObjectiveFields {
    private static final String ENERGY = "energy";
    private static final String TIME = "time";

    private ObjectiveFields() {}

    static Objective read(Cursor in) {
        Field<String> minimise = Field.required("minimise", c -> c.word(List.of(ENERGY, TIME), Function.identity()));
        in.object(minimise);
        return minimise.get().equals(TIME) ? Objective.TIME : Objective.ENERGY;
    }

    static void write(Json out, Objective objective) throws IOException {
        out.text("minimise", objective instanceof Objective.Time ? TIME : ENERGY);
    }
}
