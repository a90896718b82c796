package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.InvalidValueException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/**
 * One file for one trained estimator: a mark, what it is, its numbers, and a check sum of all that. It is written whole beside
 * its place and then moved there, so that a reader sees the old one or the new one.
 */
final class NetworkFile {
    private static final String MARK = "JQODI network 1";
    private static final int CHECK_SUM_BYTES = Long.BYTES;

    private NetworkFile() {}

    @FunctionalInterface
    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    static void save(Path file, String kind, Writer content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(MARK);
        out.writeUTF(kind);
        content.write(out);
        out.writeLong(checkSum(bytes.toByteArray(), bytes.size()));
        Path target = file.toAbsolutePath();
        Path draft = Files.createTempFile(target.getParent(), "network", ".part");
        try {
            Files.write(draft, bytes.toByteArray());
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    static <T> T load(Path file, String kind, Reader<T> content) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int size = bytes.length - CHECK_SUM_BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, Math.max(0, size)));
                DataInputStream sum = new DataInputStream(new ByteArrayInputStream(bytes))) {
            sum.skipNBytes(Math.max(0, size));
            if (size < 0
                    || sum.readLong() != checkSum(bytes, size)
                    || !in.readUTF().equals(MARK)) {
                throw bad(file, "is not a saved network, or was cut short or changed");
            }
            String found = in.readUTF();
            if (!found.equals(kind)) {
                throw bad(file, "holds '" + found + "', not '" + kind + "'");
            }
            T loaded = content.read(in);
            if (in.available() > 0) {
                throw bad(file, "holds more than a network");
            }
            return loaded;
        } catch (IOException | IllegalArgumentException e) {
            throw e instanceof InvalidValueException known && known.field().equals("file")
                    ? known
                    : bad(file, "is not a saved network: " + e.getMessage());
        }
    }

    private static InvalidValueException bad(Path file, String rule) {
        return new InvalidValueException("file", file, rule, "Train the estimator anew and save it");
    }

    private static long checkSum(byte[] bytes, int size) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, size);
        return sum.getValue();
    }
}
