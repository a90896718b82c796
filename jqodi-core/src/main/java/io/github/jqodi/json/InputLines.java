package io.github.jqodi.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream one by one as bytes, each in bounded memory. Not thread-safe. */
final class InputLines {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;

    InputLines(InputStream in) {
        this.in = in;
    }

    /** The line of a number, empty after the last; a line end at the end of the stream begins no line. */
    Optional<Line> next(long number) throws IOException {
        if (at == end && !fill()) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean whole = true;
        do {
            int stop = lineEnd();
            int count = Math.min(stop - at, Cursor.MOST_BYTES - line.size());
            whole &= count == stop - at;
            line.write(buffer, at, count);
            at = stop;
        } while (at == end && fill());
        at = Math.min(end, at + 1);
        return Optional.of(new Line(number, line.toByteArray(), whole));
    }

    private int lineEnd() {
        int place = at;
        while (place < end && buffer[place] != '\n') {
            place++;
        }
        return place;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    /** One line. */
    static final class Line {
        private final long number;
        private final byte[] bytes;
        private final boolean whole;

        Line(long number, byte[] bytes, boolean whole) {
            this.number = number;
            this.bytes = bytes;
            this.whole = whole;
        }

        /** From 1. */
        long number() {
            return number;
        }

        int size() {
            return bytes.length;
        }

        /** Without its end. */
        InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        /** False if it is too long; then this is its beginning. */
        boolean isWhole() {
            return whole;
        }
    }
}
