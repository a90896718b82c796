package io.github.jqodi.fleet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Answers of devices as bytes: the bound, and of a schedule its table and runs of equal items. Joules and loads are not sent,
 * since they follow from these and the tables that the one who asks has too.
 */
final class Wire {
    private static final int NO_SCHEDULE = 0;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Writes something. */
    private interface Writing {
        void run(DataOutputStream out) throws IOException;
    }

    /** Reads something. */
    private interface Reading {
        void run(DataInputStream in) throws IOException;
    }

    void answer(DevicePricing.Answer answer) {
        write(out -> {
            out.writeDouble(answer.bound());
            if (answer.column().isEmpty()) {
                number(out, NO_SCHEDULE);
                return;
            }
            Column column = answer.column().get();
            number(out, 1 + column.table());
            items(out, column.items());
        });
    }

    private static void items(DataOutputStream out, int[] items) throws IOException {
        for (int from = 0; from < items.length; ) {
            int to = from + 1;
            while (to < items.length && items[to] == items[from]) {
                to++;
            }
            number(out, to - from);
            number(out, items[from]);
            from = to;
        }
    }

    /** Seven bits a byte, the low ones first. */
    private static void number(DataOutputStream out, int value) throws IOException {
        int left = value;
        while (left >= 0x80) {
            out.writeByte(left | 0x80);
            left >>>= 7;
        }
        out.writeByte(left);
    }

    private static int number(DataInputStream in) throws IOException {
        int value = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next >= 0x80);
        return value;
    }

    private void write(Writing writing) {
        try {
            writing.run(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Answers of the devices of a model from one on; says after which they end. */
    static int answers(byte[] answers, FleetModel model, int from, DevicePricing.Answer[] into) {
        int[] device = {from};
        read(answers, in -> {
            while (in.available() > 0) {
                into[device[0]] = answer(in, model.pricing(device[0]));
                device[0]++;
            }
        });
        return device[0];
    }

    private static DevicePricing.Answer answer(DataInputStream in, DevicePricing device) throws IOException {
        double bound = in.readDouble();
        int table = number(in) - 1;
        if (table < 0) {
            return new DevicePricing.Answer(bound, Optional.empty());
        }
        int[] items = new int[device.table(table).epochs()];
        for (int at = 0; at < items.length; ) {
            int end = at + number(in);
            int item = number(in);
            while (at < end) {
                items[at++] = item;
            }
        }
        return new DevicePricing.Answer(bound, Optional.of(device.table(table).column(table, items)));
    }

    /** What devices keep from the rounds before. */
    static byte[] memory(FleetModel model, int from, int to) {
        Wire wire = new Wire();
        wire.write(out -> {
            for (int d = from; d < to; d++) {
                for (double number : model.pricing(d).memory()) {
                    out.writeDouble(number);
                }
            }
        });
        return wire.bytes();
    }

    /** Gives devices what others kept for them; says after which they end. */
    static int remember(byte[] memory, FleetModel model, int from, int to) {
        int[] device = {from};
        read(memory, in -> {
            while (device[0] < to && in.available() > 0) {
                double[] own = new double[model.pricing(device[0]).memory().length];
                for (int i = 0; i < own.length; i++) {
                    own[i] = in.readDouble();
                }
                model.pricing(device[0]++).remember(own);
            }
        });
        return device[0];
    }

    private static void read(byte[] bytes, Reading reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            reading.run(in);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("a worker's answer is cut off or of another fleet", e);
        }
    }

    @Override
    public String toString() {
        return bytes.size() + " bytes";
    }
}
