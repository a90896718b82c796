package io.github.jqodi.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schemas (draft 2020-12) of the formats. What a schema cannot say, the readers check. */
public final class Schemas {
    private Schemas() {}

    /**
     * {@return the schema of {@code jqodi-scenario/1}}
     */
    public static String scenario() {
        return resource("jqodi-scenario-1.schema.json");
    }

    /**
     * {@return the schema of {@code jqodi-plan/1}}
     */
    public static String plan() {
        return resource("jqodi-plan-1.schema.json");
    }

    /**
     * {@return the schema of {@code jqodi-fleet/1}}
     */
    public static String fleet() {
        return resource("jqodi-fleet-1.schema.json");
    }

    /**
     * {@return the schema of {@code jqodi-fleet-plan/1}}
     */
    public static String fleetPlan() {
        return resource("jqodi-fleet-plan-1.schema.json");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
