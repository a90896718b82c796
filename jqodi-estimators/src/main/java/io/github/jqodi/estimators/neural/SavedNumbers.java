package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * The content of a saved network, read from front to back. Arrays are made only where all of their numbers are really there, so
 * that a file cannot ask for more memory than some times its own size. Not thread-safe.
 */
final class SavedNumbers {
    private final DataInputStream in;

    /** Reads the first bytes of an array. */
    SavedNumbers(byte[] content, int size) {
        in = new DataInputStream(new ByteArrayInputStream(content, 0, size));
    }

    private int left() throws IOException {
        return in.available();
    }

    boolean bool() throws IOException {
        return in.readBoolean();
    }

    int integer() throws IOException {
        return in.readInt();
    }

    double number() throws IOException {
        return in.readDouble();
    }

    String text() throws IOException {
        return in.readUTF();
    }

    /** So many numbers of half length. */
    float[] floats(String name, long count) throws IOException {
        requireLeft(name, count, Float.BYTES);
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    /** Refuses to begin with what cannot be there as a whole. */
    void requireLeft(String name, long count, int bytesEach) throws IOException {
        if (count > left() / bytesEach) {
            throw Check.invalid(
                    name, count, "would take " + count * bytesEach + " bytes where " + left() + " are left");
        }
    }

    /** Refuses what stands after the last number. */
    void requireEnd() throws IOException {
        if (left() > 0) {
            throw new IOException("holds more than a network");
        }
    }
}
