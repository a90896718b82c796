package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.estimators.text.DecimalText;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Mahimahi's traces: each line is the millisecond in which one packet of 1500 bytes can be delivered, and the last line the
 * length of the trace. Counted by seconds; a second without a line is one in which the link is down.
 */
final class PacketTrace {
    private static final double PACKET_BITS = 1500 * 8;
    private static final int MILLIS = 1000;

    private PacketTrace() {}

    /** Whole numbers, one a line, that never fall, the last of those looked at above 0. */
    static boolean isOne(String ahead) {
        List<String> lines =
                ahead.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        // the last line looked at may be cut off
        List<String> whole = ahead.endsWith("\n") || lines.size() < 2 ? lines : lines.subList(0, lines.size() - 1);
        long before = 0;
        for (String line : whole) {
            if (!line.matches("\\d{1,15}") || Long.parseLong(line) < before) {
                return false;
            }
            before = Long.parseLong(line);
        }
        return !whole.isEmpty() && before > 0;
    }

    static ReadTrace read(TextInput text, TraceColumns columns) throws IOException {
        int[] packets = new int[64];
        long before = 0;
        int count = 0;
        while (text.peekPastSpace() != TextInput.END) {
            long line = text.line();
            double millis = DecimalText.of(line, "1", text.restOfLine().strip());
            if (millis != Math.rint(millis) || millis < before) {
                throw new TextFormatException(line, "milliseconds of packets must be whole numbers that never fall");
            }
            if (millis > TraceReader.MOST_SECONDS * MILLIS) {
                throw TextFormatException.tooMuch(line, TraceReader.MOST_SECONDS, "seconds");
            }
            before = (long) millis;
            int second = (int) Math.max(0, (before - 1) / MILLIS);
            if (second >= packets.length) {
                packets = Arrays.copyOf(packets, Math.max(second + 1, 2 * packets.length));
            }
            packets[second]++;
            count++;
        }
        return new ReadTrace(
                trace(packets, before / (double) MILLIS, columns, count),
                "Mahimahi packet lines",
                Map.of("packets", Integer.toString(count)),
                List.of("a line is a packet of 1500 bytes in its millisecond; counted by seconds"));
    }

    private static BandwidthTrace trace(int[] packets, double length, TraceColumns columns, int count) {
        if (count == 0 || length <= 0) {
            throw new TextFormatException(1, "must hold the milliseconds of packets, the last above 0");
        }
        TraceSamples samples = new TraceSamples();
        for (int second = 0; second < Math.ceil(length); second++) {
            double span = Math.min(1, length - second);
            samples.add(second + 1L, second, packets[second] * PACKET_BITS / span);
        }
        return samples.trace(length, columns.mostHeldSeconds());
    }
}
