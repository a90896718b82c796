package io.github.jqodi.json;

import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the nodes of {@code jqodi-scenario/1}: cloud, device and edge servers. */
final class NodeReader {
    private NodeReader() {}

    static Cloud cloud(Cursor in) {
        NodeFields node = new NodeFields();
        node.read(in);
        node.checkRequired(in);
        return in.make(() -> new Cloud(node.name.get(), node.processor(), node.power()));
    }

    static Device device(Cursor in) {
        WorkerFields node = new WorkerFields();
        node.read(in, node.memory, node.batchSeconds, node.batchJoules);
        node.checkGiven(in);
        return in.make(() -> new Device(
                node.name.get(),
                node.given(),
                node.power(),
                Field.toDouble(node.memory.value()),
                node.batchSeconds.orElse(0.0),
                node.joulesOf(node.batchSeconds, node.batchJoules)));
    }

    static EdgeServer server(Cursor in) {
        WorkerFields node = new WorkerFields();
        Field<String> profile = Field.optional("profile", Cursor::text);
        Field<Double> seconds = Field.optional("overheadSeconds", Cursor::number);
        Field<Double> joules = Field.optional("overheadJoules", Cursor::number);
        Field<Double> switchSeconds = Field.optional("switchSeconds", Cursor::number);
        Field<Double> switchJoules = Field.optional("switchJoules", Cursor::number);
        Field<Link> cloudLink = Field.optional("cloudLink", LinkReader::link);
        Field<Link> deviceLink = Field.optional("deviceLink", LinkReader::link);
        node.read(
                in,
                profile,
                node.memory,
                seconds,
                joules,
                node.batchSeconds,
                node.batchJoules,
                switchSeconds,
                switchJoules,
                cloudLink,
                deviceLink);
        node.checkGiven(in);
        return in.make(() -> new EdgeServer(
                node.name.get(),
                node.given(),
                node.power(),
                profile.value(),
                Field.toDouble(node.memory.value()),
                seconds.orElse(0.0),
                node.joulesOf(seconds, joules),
                node.batchSeconds.orElse(0.0),
                node.joulesOf(node.batchSeconds, node.batchJoules),
                switchSeconds.orElse(0.0),
                node.joulesOf(switchSeconds, switchJoules),
                cloudLink.value(),
                deviceLink.value()));
    }

    /** Fields of a node that runs layers: what it holds, and what each batch takes besides. */
    private static final class WorkerFields extends NodeFields {
        final Field<Double> memory = Field.optional("memoryBytes", Cursor::number);
        final Field<Double> batchSeconds = Field.optional("overheadSecondsPerBatch", Cursor::number);
        final Field<Double> batchJoules = Field.optional("overheadJoulesPerBatch", Cursor::number);
    }

    /** Fields of any node: name, speed, and energy as joules per MAC or as power. */
    private static class NodeFields {
        final Field<String> name = Field.required("name", Cursor::text);
        final Field<Double> speed = Field.optional("macsPerSecond", Cursor::number);
        final Field<Double> joules = Field.optional("joulesPerMac", Cursor::number);
        final Field<Double> watts = Field.optional("watts", Cursor::number);
        final Field<Double> idle = Field.optional("idleWatts", Cursor::number);

        /** Reads an object of these fields and others. */
        void read(Cursor in, Field<?>... others) {
            Field<?>[] all = Stream.concat(Stream.of(name, speed, joules, watts, idle), Stream.of(others))
                    .toArray(Field<?>[]::new);
            in.object(all);
        }

        /** Empty where only a power is given, as profiled costs need it. */
        Optional<Processor> given() {
            return speed.seen() ? Optional.of(processor()) : Optional.empty();
        }

        void checkGiven(Cursor in) {
            if (speed.seen() || joules.seen()) {
                checkRequired(in);
            }
        }

        Power power() {
            return new Power(Field.toDouble(watts.value()), idle.orElse(0.0));
        }

        void checkRequired(Cursor in) {
            if (!speed.seen()) {
                throw in.errorAt(
                        "macsPerSecond",
                        joules.seen() || watts.seen()
                                ? "(missing) is required where an energy is given"
                                : "(missing) is required");
            }
            if (joules.seen() && watts.seen()) {
                throw in.errorAt("watts", "cannot stand beside joulesPerMac");
            }
            if (!joules.seen() && !watts.seen()) {
                throw in.errorAt("joulesPerMac", "(missing) is required, unless watts are given");
            }
        }

        Processor processor() {
            return joules.seen()
                    ? new Processor(speed.get(), joules.get())
                    : Processor.ofWatts(speed.get(), watts.get());
        }

        /** Energy of some overhead or switch; where it is left out, that of its time at the power of the node. */
        double joulesOf(Field<Double> overheadSeconds, Field<Double> overheadJoules) {
            return overheadJoules.seen() ? overheadJoules.get() : overheadSeconds.orElse(0.0) * watts.orElse(0.0);
        }
    }
}
