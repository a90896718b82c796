package io.github.jqodi.fleet;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Answers of workers, as bytes: whose answers they are, then of each device the bound, and of a schedule its table and runs of
 * equal items, then a sum that only the same bytes for the same question have. Joules and loads are not sent, since they follow
 * from these and the tables that the one who asks has too.
 */
final class Wire {
    private static final int NO_SCHEDULE = 0;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** The sum of what is asked in a round of a session, to which that of the answer is added. */
    static CRC32 question(long session, PricingMode mode, double[] prices) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + 1 + prices.length * Double.BYTES);
        buffer.putLong(session).put((byte) (mode == PricingMode.EXACT ? 1 : 0));
        for (double price : prices) {
            buffer.putDouble(price);
        }
        CRC32 sum = new CRC32();
        sum.update(buffer.flip());
        return sum;
    }

    /**
     * What answers or memories say about themselves.
     *
     * @param from the first device, in the order of the whole fleet
     * @param count of the devices that follow
     * @param round after which they were sent
     */
    record Head(int from, int count, int round) {
        int to() {
            return from + count;
        }

        private void write(DataOutputStream out) throws IOException {
            number(out, from);
            number(out, count);
            number(out, round);
        }
    }

    /**
     * Where a part stands in its fleet.
     *
     * @param session tells the rounds of one solve from those of others
     * @param head which devices they are, and after which round
     */
    record Place(long session, Head head) {}

    /** Writes something. */
    private interface Writing {
        void run(DataOutputStream out) throws IOException;
    }

    void head(Head head) {
        write(head::write);
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

    private void write(Writing writing) {
        try {
            writing.run(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was written, and the sum of a question and that. */
    byte[] sealed(CRC32 sum) {
        sum.update(bytes.toByteArray());
        write(out -> out.writeInt((int) sum.getValue()));
        return bytes.toByteArray();
    }

    /** What devices keep from the rounds before, with the session, sealed. */
    static byte[] memory(FleetModel model, int from, Place place) {
        Wire wire = new Wire();
        wire.head(place.head());
        wire.write(out -> {
            out.writeLong(place.session());
            for (int d = from; d < from + place.head().count(); d++) {
                for (double number : model.pricing(d).memory()) {
                    out.writeDouble(number);
                }
            }
        });
        return wire.sealed(new CRC32());
    }

    @Override
    public String toString() {
        return bytes.size() + " bytes";
    }
}
