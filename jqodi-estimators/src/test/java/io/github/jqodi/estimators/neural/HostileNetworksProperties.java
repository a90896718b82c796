package io.github.jqodi.estimators.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.testing.Inputs;
import io.github.jqodi.estimators.testing.Taken;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A saved network is what training made or it is refused, in memory that grows with the file alone.
 */
class HostileNetworksProperties {
    private static final long BYTES_ALWAYS = 1L << 20;
    private static final long BYTES_PER_BYTE = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @FunctionalInterface
    private interface Loader {
        Object load(Path file) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 4096})
    void sizesThatAreNotThereAreRefusedBeforeMemoryIsTaken(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = lstm(bytes);
        out.writeInt(1);
        out.writeFloat(1);
        out.writeInt(1);
        for (int each : new int[] {4, size, 7, size, LstmModel.OUTPUTS}) {
            out.writeInt(each);
        }
        assertRefused(LstmModel::load, sealed(bytes.toByteArray()), "parameters");
    }

    @Test
    void aHorizonThatIsNotThereIsRefusedBeforeMemoryIsTaken() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = lstm(bytes);
        out.writeInt(1 << 20);
        assertRefused(LstmModel::load, sealed(bytes.toByteArray()), "gains");
    }

    @Test
    void whatIsNoSavedNetworkIsRefused() throws IOException {
        for (Loader loader : List.<Loader>of(LstmModel::load, GainNetwork::load, CompressionNetwork::load)) {
            assertRefused(loader, new byte[0], "cut short");
            assertRefused(loader, new byte[7], "cut short");
            assertRefused(loader, new byte[9], "cut short");
            assertRefused(loader, sealed(new byte[0]), "not a saved network");
            assertRefused(loader, sealed(new byte[] {0, 1, 0x1b}), "holds '\\u001b', not 'JQODI network 1'");
        }
    }

    @Test
    void aDeviceWithoutEndIsRefused() {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.isReadable(zeros), "no /dev/zero here");
        InvalidValueException e = assertThrows(InvalidValueException.class, () -> LstmModel.load(zeros));
        assertTrue(e.problem().contains("more than 67108864 bytes"), e.problem());
    }

    @Test
    void changedFilesAreRefusedOrRead() throws IOException {
        byte[] saved = savedLstm();
        assertEquals(12, LstmModel.load(write(saved)).horizon());
        for (int i = 0; i < 100; i++) {
            refuses(changed(saved.clone(), new SplittableRandom(i)), i);
        }
        int refused = 0;
        long most = 0;
        Inputs seeds = Inputs.from(1, 5_000);
        for (long seed : seeds) {
            byte[] file = changed(Arrays.copyOf(saved, saved.length - Long.BYTES), new SplittableRandom(seed));
            boolean[] refusal = new boolean[1];
            long bytes = Taken.bytes(() -> refusal[0] = refuses(file, seed));
            assertTrue(
                    bytes <= BYTES_ALWAYS + BYTES_PER_BYTE * file.length,
                    () -> "seed " + seed + ": " + bytes + " bytes for a file of " + file.length);
            refused += refusal[0] ? 1 : 0;
            most = Math.max(most, bytes);
        }
        System.out.printf("hostile networks: %s, %d refused, at most %d bytes%n", seeds, refused, most);
        assertTrue(refused > seeds.drawn() / 10 && refused < seeds.drawn(), refused + " refused");
    }

    private static boolean refuses(byte[] file, long seed) {
        try {
            NetworkFile.parsed(Path.of("changed"), file, LstmModel.KIND, LstmModel::read);
            return false;
        } catch (InvalidValueException e) {
            assertTrue(e.field().equals("file"), () -> "seed " + seed + ": " + e.getMessage());
            return true;
        }
    }

    private void assertRefused(Loader loader, byte[] bytes, String words) throws IOException {
        Path file = write(bytes);
        InvalidValueException[] refusal = new InvalidValueException[1];
        long allocated =
                Taken.bytes(() -> refusal[0] = assertThrows(InvalidValueException.class, () -> loader.load(file)));
        assertEquals("file", refusal[0].field());
        assertTrue(refusal[0].problem().contains(words), refusal[0].problem());
        assertTrue(allocated < 1 << 20, allocated + " bytes allocated");
    }

    /** Bytes set, numbers put in, cut or lengthened; the check sum is right again. */
    private static byte[] changed(byte[] content, SplittableRandom random) {
        byte[] changed =
                random.nextInt(3) == 0 ? Arrays.copyOf(content, random.nextInt(content.length + 100)) : content;
        ByteBuffer buffer = ByteBuffer.wrap(changed);
        for (int i = random.nextInt(4); i > 0 && changed.length > 4; i--) {
            // Sizes stand in front, between the mark and the first parameters.
            int at = random.nextInt(random.nextBoolean() ? Math.min(140, changed.length - 3) : changed.length - 3);
            if (random.nextBoolean()) {
                buffer.put(at, (byte) random.nextInt());
            } else {
                buffer.putInt(at, random.nextBoolean() ? random.nextInt() : random.nextInt(5_000));
            }
        }
        return sealed(changed);
    }

    private static byte[] savedLstm() throws IOException {
        NetworkShape shape = new NetworkShape(LstmInputs.STEP_INPUTS, 3, LstmInputs.CONTEXT, 5, LstmModel.OUTPUTS);
        float[][] parameters = Arrays.stream(shape.parameters())
                .map(size -> new float[size[0] * size[1]])
                .toArray(float[][]::new);
        LstmInputs features = LstmInputs.of(
                List.of(
                        Curve.ofLosses("p", 9, 8, 7, 6, 5, 4, 3, 2.5, 2, 1.5, 1.2, 1),
                        Curve.ofLosses("q", new double[] {8, 7, 6, 5, 4, 3, 2, 1.9, 1.8, 1.7, 1.6, 1.5})),
                12);
        Path file = Files.createTempFile("lstm", ".bin");
        try {
            new LstmModel(features, new Ensemble(List.of(new TrainedNetwork(shape, parameters))), 2).save(file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A saved LSTM up to its horizon. */
    private static DataOutputStream lstm(ByteArrayOutputStream bytes) throws IOException {
        DataOutputStream out = head(bytes, "lstm");
        out.writeInt(8);
        out.writeBoolean(false);
        out.writeDouble(0);
        out.writeDouble(1);
        return out;
    }

    private static DataOutputStream head(ByteArrayOutputStream bytes, String kind) throws IOException {
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("JQODI network 1");
        out.writeUTF(kind);
        return out;
    }

    private static byte[] sealed(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return ByteBuffer.allocate(content.length + Long.BYTES)
                .put(content)
                .putLong(sum.getValue())
                .array();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("network.bin"), bytes);
    }
}
