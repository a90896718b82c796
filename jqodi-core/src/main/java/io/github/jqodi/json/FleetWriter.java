package io.github.jqodi.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes {@code jqodi-fleet/1}. */
final class FleetWriter {
    private static final String TEMPLATE = "first";

    private FleetWriter() {}

    static void write(Json out, Fleet fleet) throws IOException {
        ObjectNode template = tree(fleet.devices().get(0));
        out.text("format", FleetReader.FORMAT);
        out.number("windowSeconds", fleet.windowSeconds());
        out.unless(Fleet.DEFAULT_DEADLINE_SHARE, "deadlineShare", fleet.deadlineShare());
        out.list("capacities", fleet.capacities(), FleetWriter::capacity);
        out.object("templates", json -> json.tree(TEMPLATE, template));
        out.list("devices", fleet.devices(), (json, device) -> device(json, device, template));
    }

    private static ObjectNode tree(FleetDevice device) {
        byte[] text = ScenarioJson.write(device.problem()).getBytes(StandardCharsets.UTF_8);
        return Cursor.document(new ByteArrayInputStream(text), Trees::objectOf);
    }

    static void resource(Json out, Resource resource) throws IOException {
        out.text(resource.kind().label(), resource.name());
    }

    private static void capacity(Json out, Capacity capacity) throws IOException {
        resource(out, capacity.resource());
        out.unless(1, "executors", capacity.executors());
        out.unless(Capacity.DEFAULT_UTILIZATION, "utilization", capacity.utilization());
        out.unless(Capacity.DEFAULT_STRETCH, "stretch", capacity.stretch());
    }

    private static void device(Json out, FleetDevice device, ObjectNode template) throws IOException {
        out.text("name", device.name());
        out.unless(1, "count", device.count());
        out.text("template", TEMPLATE);
        ObjectNode overrides = Trees.patch(template, tree(device));
        if (!overrides.isEmpty()) {
            out.tree("overrides", overrides);
        }
        out.number("rejectionJoules", device.rejectionJoules());
        out.unless(1, "priority", device.priority());
        out.optional("periodSeconds", device.periodSeconds());
    }
}
