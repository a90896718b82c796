package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.base.WholeFile;
import io.github.jqodi.error.InvalidValueException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * One file for one trained estimator: a mark, what it is, its numbers, and a check sum of all that. It is written whole beside
 * its place and then moved there, so that a reader sees the old one or the new one.
 */
final class NetworkFile {
    /** The most bytes of a file that are read, 64 MiB; what training makes has some hundred thousand. */
    static final int MAX_BYTES = 1 << 26;

    private static final String MARK = "JQODI network 1";
    private static final int CHECK_SUM_BYTES = Long.BYTES;

    private NetworkFile() {}

    @FunctionalInterface
    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(SavedNumbers in) throws IOException;
    }

    static void save(Path file, String kind, Writer content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(MARK);
        out.writeUTF(kind);
        content.write(out);
        out.writeLong(checkSum(bytes.toByteArray(), bytes.size()));
        WholeFile.write(file, bytes::writeTo);
    }

    static <T> T load(Path file, String kind, Reader<T> content) throws IOException {
        return parsed(file, bytes(file), kind, content);
    }

    /** What the bytes of a file hold. */
    static <T> T parsed(Path file, byte[] bytes, String kind, Reader<T> content) {
        int size = bytes.length - CHECK_SUM_BYTES;
        if (size < 0 || ByteBuffer.wrap(bytes).getLong(size) != checkSum(bytes, size)) {
            throw bad(file, "is not a saved network, or was cut short or changed");
        }
        try {
            SavedNumbers in = new SavedNumbers(bytes, size);
            require(MARK, in.text());
            require(kind, in.text());
            T loaded = content.read(in);
            in.requireEnd();
            return loaded;
        } catch (IOException | IllegalArgumentException e) {
            throw bad(
                    file,
                    "is not a saved network: " + String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    /** At most {@link #MAX_BYTES}, however much more a file or device has. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw bad(file, "has more than " + MAX_BYTES + " bytes, more than any saved network");
            }
            return bytes;
        }
    }

    private static void require(String expected, String found) throws IOException {
        if (!found.equals(expected)) {
            throw new IOException("holds '" + Text.shown(found) + "', not '" + expected + "'");
        }
    }

    private static InvalidValueException bad(Path file, String rule) {
        return Check.invalid("file", file, rule, "Train the estimator anew and save it");
    }

    private static long checkSum(byte[] bytes, int size) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, size);
        return sum.getValue();
    }
}
