package io.github.jqodi.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.base.IoReason;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.plan.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code jqodi-fleet/1}. */
final class FleetReader {
    static final String FORMAT = "jqodi-fleet/1";

    private final Optional<Path> folder;
    private final Map<String, ObjectNode> templates = new HashMap<>();
    /** Scenarios without overrides are read once. */
    private final Map<String, Problem> whole = new HashMap<>();

    FleetReader(Optional<Path> folder) {
        this.folder = folder;
    }

    Fleet fleet(Cursor in) {
        Field<String> format = Field.required("format", c -> ScenarioReader.format(c, FORMAT));
        Field<Double> window = Field.required("windowSeconds", Cursor::number);
        Field<Double> share = Field.optional("deadlineShare", Cursor::number);
        Field<Boolean> named = Field.optional("templates", this::templates);
        Field<List<Capacity>> capacities = Field.required("capacities", c -> c.list(FleetReader::capacity));
        Field<List<FleetDevice>> devices = Field.required("devices", c -> c.list(this::device));
        in.object(format, window, share, named, capacities, devices);
        in.settle();
        return in.make(() ->
                new Fleet(window.get(), capacities.get(), share.orElse(Fleet.DEFAULT_DEADLINE_SHARE), devices.get()));
    }

    private boolean templates(Cursor in) {
        in.entries((name, value) -> {
            if (templates.containsKey(name)) {
                throw value.error("appears twice in the same object");
            }
            templates.put(name, Trees.objectOf(value));
        });
        return true;
    }

    private static Capacity capacity(Cursor in) {
        CapacityFields fields = new CapacityFields();
        in.object(fields.all());
        return fields.capacity(in);
    }

    /** The fields of a capacity, whatever else is told of it. */
    static final class CapacityFields {
        private final Field<String> node = Field.optional("node", Cursor::text);
        private final Field<String> link = Field.optional("link", Cursor::text);
        private final Field<Integer> executors = Field.optional("executors", Cursor::integer);
        private final Field<Double> utilization = Field.optional("utilization", Cursor::number);
        private final Field<Double> stretch = Field.optional("stretch", Cursor::number);

        Field<?>[] all() {
            return new Field<?>[] {node, link, executors, utilization, stretch};
        }

        Capacity capacity(Cursor in) {
            if (node.seen() == link.seen()) {
                throw in.error(
                        node.seen() ? "names both a node and a link; only one can be" : "must name a node or a link");
            }
            return in.make(() -> new Capacity(
                    node.seen()
                            ? new Resource(Resource.Kind.NODE, node.get())
                            : new Resource(Resource.Kind.LINK, link.get()),
                    executors.orElse(1),
                    utilization.orElse(Capacity.DEFAULT_UTILIZATION),
                    stretch.orElse(Capacity.DEFAULT_STRETCH)));
        }
    }

    private FleetDevice device(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        Field<Integer> count = Field.optional("count", Cursor::integer);
        Field<Problem> scenario = Field.optional("scenario", this::scenario);
        Field<String> template = Field.optional("template", Cursor::text);
        Field<ObjectNode> overrides = Field.optional("overrides", Trees::objectOf);
        Field<Double> rejection = Field.required("rejectionJoules", Cursor::number);
        Field<Double> priority = Field.optional("priority", Cursor::number);
        Field<Double> period = Field.optional("periodSeconds", Cursor::number);
        in.object(name, count, scenario, template, overrides, rejection, priority, period);
        if (scenario.seen() == template.seen()) {
            throw in.error(
                    scenario.seen()
                            ? "has both a scenario and a template; only one can be"
                            : "must have a scenario, or a template with overrides");
        }
        if (overrides.seen() && !template.seen()) {
            throw in.errorAt("overrides", "belongs to a template, and this device has a scenario");
        }
        Problem problem = scenario.value().orElseGet(() -> overridden(in, template.get(), overrides.value()));
        return in.make(() -> new FleetDevice(
                name.get(),
                count.orElse(1),
                problem,
                rejection.get(),
                priority.orElse(1.0),
                period.value().map(OptionalDouble::of).orElse(OptionalDouble.empty())));
    }

    /** The name of a file, or the scenario itself. */
    private Problem scenario(Cursor in) {
        if (!in.atText()) {
            return ScenarioReader.problem(in);
        }
        String name = in.text();
        Problem known = whole.get(name);
        if (known != null) {
            return known;
        }
        Problem problem = parsed(in, "", name, new String(bytes(in, "", name), StandardCharsets.UTF_8));
        whole.put(name, problem);
        return problem;
    }

    private Problem overridden(Cursor in, String name, Optional<ObjectNode> overrides) {
        ObjectNode template = template(in, name);
        if (overrides.isEmpty() || overrides.get().isEmpty()) {
            return whole.computeIfAbsent("template " + name, key -> parsed(in, "template", name, template.toString()));
        }
        JsonNode merged = Trees.merged(template, overrides.get());
        return parsed(in, "overrides", "template '" + name + "' with overrides", merged.toString());
    }

    private ObjectNode template(Cursor in, String name) {
        ObjectNode known = templates.get(name);
        if (known == null) {
            InputStream text = new ByteArrayInputStream(bytes(in, "template", name));
            try {
                known = Cursor.document(text, Trees::objectOf);
            } catch (JsonFormatException e) {
                throw error(in, "template", name + ": " + e.problems().get(0));
            }
            templates.put(name, known);
        }
        return known;
    }

    private static Problem parsed(Cursor in, String field, String name, String text) {
        try {
            // without the hash of a file, which would cost more than all else
            InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            return Cursor.document(bytes, ScenarioReader::problem);
        } catch (JsonFormatException e) {
            throw error(in, field, name + ": " + e.problems().get(0));
        }
    }

    private byte[] bytes(Cursor in, String field, String name) {
        if (folder.isEmpty()) {
            throw error(
                    in,
                    field,
                    "('" + name + "') names a file, and none can be read here. Put the scenario itself there.");
        }
        try {
            Path file = folder.get().resolve(name);
            if (Files.size(file) > Cursor.MOST_BYTES) {
                throw error(
                        in,
                        field,
                        "('" + name + "') is longer than " + Cursor.MOST_MEBIBYTES
                                + " MiB; documents of that size are not read");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException | InvalidPathException e) {
            String known = templates.isEmpty() ? "" : " Templates are " + String.join(", ", templates.keySet()) + ".";
            throw error(in, field, "('" + name + "') cannot be read: no such file beside the fleet's." + known);
        } catch (IOException e) {
            throw error(in, field, "('" + name + "') cannot be read: " + IoReason.text(e));
        }
    }

    private static JsonFormatException error(Cursor in, String field, String problem) {
        return field.isEmpty() ? in.error(problem) : in.errorAt(field, problem);
    }
}
