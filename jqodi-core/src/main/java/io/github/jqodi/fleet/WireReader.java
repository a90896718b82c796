package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** Reader of what {@link Wire} wrote somewhere else, told apart from all that was not asked for. */
final class WireReader {
    private static final int MOST_SHIFT = 28;

    private final String name;
    private final byte[] bytes;

    /**
     * Reads some bytes.
     *
     * @param name of them, for messages
     * @param bytes whatever was sent
     */
    WireReader(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Reads something. */
    private interface Reading<T> {
        T run(DataInputStream in) throws IOException;
    }

    /** Requires that the bytes are of the part that begins with a device, and of a round; said first, since it says most. */
    WireReader require(FleetModel model, int from, int round) {
        Wire.Head head = read(bytes, WireReader::head);
        Check.that(
                head.from() == from && head.count() > 0 && head.count() <= model.size() - from,
                name,
                head.count() + " devices from " + head.from() + " on",
                "must be of devices from " + from + " on of " + model.size(),
                "Give back what the workers send in the order of the parts, each once.");
        Check.that(
                head.round() == round,
                name,
                "of round " + head.round(),
                "must be of round " + round,
                "Ask each worker every round, once and in order.");
        return this;
    }

    private static Wire.Head head(DataInputStream in) throws IOException {
        return new Wire.Head(number(in), number(in), number(in));
    }

    private static int number(DataInputStream in) throws IOException {
        int value = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next >= 0x80 && shift <= MOST_SHIFT);
        return value;
    }

    /** Answers of devices of a model; says after which they end. */
    int answers(CRC32 question, FleetModel model, DevicePricing.Answer[] into) {
        byte[] opened = opened(question, "must be what a worker of this session answered to these prices, undamaged");
        return read(opened, in -> {
            Wire.Head head = head(in);
            for (int d = head.from(); d < head.to(); d++) {
                into[d] = answer(in, model.pricing(d));
            }
            return head.to();
        });
    }

    private DevicePricing.Answer answer(DataInputStream in, DevicePricing device) throws IOException {
        double bound = in.readDouble();
        Check.that(bound > Double.NEGATIVE_INFINITY, name, "a bound of " + bound, "must be a number");
        int table = number(in) - 1;
        if (table < 0) {
            return new DevicePricing.Answer(bound, Optional.empty());
        }
        int[] items = new int[device.table(table).epochs()];
        for (int at = 0; at < items.length; ) {
            int end = at + Math.max(1, number(in));
            int item = number(in);
            while (at < end) {
                items[at++] = item;
            }
        }
        return new DevicePricing.Answer(bound, Optional.of(device.table(table).column(table, items)));
    }

    /** Gives all devices of a part what others kept for them, of a first round nothing; says where the part stands. */
    Wire.Place rememberAll(FleetModel part) {
        if (bytes.length == 0) {
            return new Wire.Place(0, new Wire.Head(0, part.size(), 0));
        }
        return read(openedMemory(), in -> {
            Wire.Head head = head(in);
            Check.that(
                    head.count() == part.size(),
                    name,
                    "of " + head.count() + " devices",
                    "must be of all devices of the part, which has " + part.size());
            long session = in.readLong();
            remember(in, part, 0, part.size());
            return new Wire.Place(session, head);
        });
    }

    /** Gives devices of a model what others kept for them in a session; says after which they end. */
    int remember(FleetModel model, long session) {
        return read(openedMemory(), in -> {
            Wire.Head head = head(in);
            Check.that(in.readLong() == session, name, "of another session", "must be of this one");
            remember(in, model, head.from(), head.to());
            return head.to();
        });
    }

    private static void remember(DataInputStream in, FleetModel model, int from, int to) throws IOException {
        for (int d = from; d < to; d++) {
            double[] own = new double[model.pricing(d).memory().length];
            for (int i = 0; i < own.length; i++) {
                own[i] = in.readDouble();
            }
            model.pricing(d).remember(own);
        }
    }

    private byte[] openedMemory() {
        return opened(new CRC32(), "must be what a worker keeps, undamaged");
    }

    /** What is left of sealed bytes without their seal. */
    private byte[] opened(CRC32 sum, String rule) {
        int size = Math.max(0, bytes.length - Integer.BYTES);
        sum.update(bytes, 0, size);
        Check.that(
                bytes.length >= Integer.BYTES && ByteBuffer.wrap(bytes).getInt(size) == (int) sum.getValue(),
                name,
                bytes.length + " bytes",
                rule,
                "Send the bytes of the workers as they are.");
        return Arrays.copyOf(bytes, size);
    }

    /** Bytes that belong to a fleet with other tables end early or name what is not there. */
    private <T> T read(byte[] from, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(from))) {
            return reading.run(in);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw Check.invalid(name, bytes.length + " bytes", "must not be cut off or of another fleet");
        }
    }

    @Override
    public String toString() {
        return name + ", " + bytes.length + " bytes";
    }
}
