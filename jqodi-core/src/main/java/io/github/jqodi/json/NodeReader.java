package io.github.jqodi.json;

import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import java.util.Optional;

/** Reads the nodes of {@code jqodi-scenario/1}: cloud, device and edge servers. */
final class NodeReader {
    private NodeReader() {}

    static Cloud cloud(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        ProcessorFields processor = new ProcessorFields();
        in.object(name, processor.speed, processor.joules, processor.watts, processor.idle);
        Processor own = processor.required(in);
        return in.make(() -> new Cloud(name.get(), own, processor.power()));
    }

    static Device device(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        ProcessorFields processor = new ProcessorFields();
        Field<Double> memory = Field.optional("memoryBytes", Cursor::number);
        Field<Double> batchSeconds = Field.optional("overheadSecondsPerBatch", Cursor::number);
        Field<Double> batchJoules = Field.optional("overheadJoulesPerBatch", Cursor::number);
        in.object(
                name,
                processor.speed,
                processor.joules,
                processor.watts,
                processor.idle,
                memory,
                batchSeconds,
                batchJoules);
        Optional<Processor> own = processor.given(in);
        return in.make(() -> new Device(
                name.get(),
                own,
                processor.power(),
                Field.toDouble(memory.value()),
                batchSeconds.orElse(0.0),
                processor.joulesOf(batchSeconds, batchJoules)));
    }

    static EdgeServer server(Cursor in) {
        Field<String> name = Field.required("name", Cursor::text);
        ProcessorFields processor = new ProcessorFields();
        Field<String> profile = Field.optional("profile", Cursor::text);
        Field<Double> memory = Field.optional("memoryBytes", Cursor::number);
        Field<Double> seconds = Field.optional("overheadSeconds", Cursor::number);
        Field<Double> joules = Field.optional("overheadJoules", Cursor::number);
        Field<Double> batchSeconds = Field.optional("overheadSecondsPerBatch", Cursor::number);
        Field<Double> batchJoules = Field.optional("overheadJoulesPerBatch", Cursor::number);
        Field<Double> switchSeconds = Field.optional("switchSeconds", Cursor::number);
        Field<Double> switchJoules = Field.optional("switchJoules", Cursor::number);
        Field<Link> cloudLink = Field.optional("cloudLink", LinkReader::link);
        Field<Link> deviceLink = Field.optional("deviceLink", LinkReader::link);
        in.object(
                name,
                processor.speed,
                processor.joules,
                processor.watts,
                processor.idle,
                profile,
                memory,
                seconds,
                joules,
                batchSeconds,
                batchJoules,
                switchSeconds,
                switchJoules,
                cloudLink,
                deviceLink);
        Optional<Processor> own = processor.given(in);
        return in.make(() -> new EdgeServer(
                name.get(),
                own,
                processor.power(),
                profile.value(),
                Field.toDouble(memory.value()),
                seconds.orElse(0.0),
                processor.joulesOf(seconds, joules),
                batchSeconds.orElse(0.0),
                processor.joulesOf(batchSeconds, batchJoules),
                switchSeconds.orElse(0.0),
                processor.joulesOf(switchSeconds, switchJoules),
                cloudLink.value(),
                deviceLink.value()));
    }

    /** Speed, and energy as joules per MAC or as power. */
    private static final class ProcessorFields {
        final Field<Double> speed = Field.optional("macsPerSecond", Cursor::number);
        final Field<Double> joules = Field.optional("joulesPerMac", Cursor::number);
        final Field<Double> watts = Field.optional("watts", Cursor::number);
        final Field<Double> idle = Field.optional("idleWatts", Cursor::number);

        /** Empty where only a power is given, as profiled costs need it. */
        Optional<Processor> given(Cursor in) {
            return speed.seen() || joules.seen() ? Optional.of(required(in)) : Optional.empty();
        }

        Power power() {
            return new Power(Field.toDouble(watts.value()), idle.orElse(0.0));
        }

        Processor required(Cursor in) {
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
            return in.make(() -> joules.seen()
                    ? new Processor(speed.get(), joules.get())
                    : Processor.ofWatts(speed.get(), watts.get()));
        }

        /** Energy of some overhead or switch; where it is left out, that of its time at the power of the node. */
        double joulesOf(Field<Double> overheadSeconds, Field<Double> overheadJoules) {
            return overheadJoules.seen() ? overheadJoules.get() : overheadSeconds.orElse(0.0) * watts.orElse(0.0);
        }
    }
}
