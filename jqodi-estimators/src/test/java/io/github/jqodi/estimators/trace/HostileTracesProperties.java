package io.github.jqodi.estimators.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.testing.Inputs;
import io.github.jqodi.estimators.testing.Taken;
import io.github.jqodi.estimators.text.TextFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, reading it ends soon, in memory that grows with its length alone, with runs or with one clean message.
 */
class HostileTracesProperties {
    private static final long WARM_UP_FILES = 500;
    private static final long BYTES_ALWAYS = 512L << 10;
    private static final long BYTES_PER_BYTE = 2_000;
    private static final double SLOW_SECONDS = 1;
    private static final int LONGEST_MESSAGE = 2_000;

    private static final List<String> HEADERS = List.of(
            "run,epoch,loss\n",
            "run,target,seed,epochs\n",
            "run,target\n",
            "run,epoch,loss,model,bits,learningRate,dropEpochs,samples\n",
            "dataset,network,batch_size,optimizer,learning_rate,run,target_metric,target_epoch\n",
            "{\"run\":\"a\",\"losses\":[1,0.5,0.25]}\n",
            "{\"run\":\"b\",\"epoch\":1,\"loss\":2}\n",
            "");
    private static final List<String> PIECES = List.of(
            "a,1,0.5\n",
            "a,2,0.4\n",
            "b,0.5,1,7\n",
            "a,0.5\n",
            "d,n,8,sgd,1e-1,1,0.5,nan\n",
            "R,4,1e-3,3;9,100\n",
            ",",
            ",",
            ",",
            "\n",
            "\r\n",
            "\r",
            "\"",
            "\"\"",
            "\"x\ny\"",
            " ",
            "\t",
            "\0",
            "\u0007",
            "\u001b[31m",
            "\uFEFF",
            "\ud83d\ude00",
            "\u202e",
            "0",
            "1",
            "7",
            "-1",
            "1.5",
            "1e5",
            "1e-400",
            "1e999",
            "9999999999",
            "0x1p3",
            "0.5f",
            "NaN",
            "Infinity",
            "inf",
            "-inf",
            "never",
            "nan",
            "null",
            "12345678901234567890123456789",
            "{",
            "}",
            "[",
            "]",
            ":",
            "\"run\":",
            "\"loss\":",
            "\"losses\":",
            "\"epochs\":",
            "\"model\":",
            "\"bits\":",
            "\"dropEpochs\":",
            "\"samples\":",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "[[[[[[[[[[[[",
            "{\"run\":",
            "run",
            "epoch",
            "loss",
            "target",
            "seed",
            "=1+1",
            ";",
            "\\");

    @Test
    void readingEndsInRunsOrInOneCleanMessage() {
        // Loading of classes is not measured.
        for (long seed = -WARM_UP_FILES; seed < 0; seed++) {
            refuses(file(new SplittableRandom(seed)), seed);
        }
        int refused = 0;
        long mostBytes = 0;
        Inputs seeds = Inputs.from(1, 10_000);
        for (long seed : seeds) {
            byte[] file = file(new SplittableRandom(seed));
            boolean[] refusal = new boolean[1];
            long[] taken = new long[1];
            double seconds = Taken.seconds(() -> taken[0] = Taken.bytes(() -> refusal[0] = refuses(file, seed)));
            long bytes = taken[0];
            assertTrue(
                    bytes <= BYTES_ALWAYS + BYTES_PER_BYTE * file.length,
                    () -> "seed " + seed + ": " + bytes + " bytes for a file of " + file.length);
            assertTrue(seconds < SLOW_SECONDS, () -> "seed " + seed + " took " + seconds + " s");
            refused += refusal[0] ? 1 : 0;
            mostBytes = Math.max(mostBytes, bytes);
        }
        System.out.printf(
                "hostile traces: %s, %d refused, none otherwise than by its message, at most %d bytes%n",
                seeds, refused, mostBytes);
        assertTrue(refused > seeds.drawn() / 10 && refused < seeds.drawn(), refused + " refused");
    }

    private static boolean refuses(byte[] file, long seed) {
        try {
            if (seed % 4 == 0) {
                CurveReader.targets(new ByteArrayInputStream(file)).forEach(TargetRow::loss);
            } else {
                SeedRun.grouped(
                        CurveReader.observations(new ByteArrayInputStream(file)).seeds());
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TextFormatException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(
                    message.startsWith("line " + e.line() + ": ")
                            && message.equals(Text.escaped(message))
                            && message.length() < LONGEST_MESSAGE
                            && e.line() >= 1
                            && e.line() <= lines(file),
                    () -> "seed " + seed + ": " + message);
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + new String(file, StandardCharsets.UTF_8), e);
        }
    }

    private static int lines(byte[] file) {
        int lines = 1;
        for (byte each : file) {
            lines += each == '\n' || each == '\r' ? 1 : 0;
        }
        return lines;
    }

    private static byte[] file(SplittableRandom random) {
        String header = HEADERS.get(random.nextInt(HEADERS.size()));
        StringBuilder text = new StringBuilder(header);
        boolean wild = random.nextBoolean();
        for (int i = random.nextInt(24); i > 0; i--) {
            String piece =
                    wild && random.nextInt(3) == 0 ? PIECES.get(random.nextInt(PIECES.size())) : row(header, i, random);
            text.append(random.nextInt(2_000) == 0 ? piece.repeat(random.nextInt(2_000)) : piece);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? mutated(bytes, random) : bytes;
    }

    /** A row that may well be right. */
    private static String row(String header, int number, SplittableRandom random) {
        if (header.startsWith("{")) {
            return "{\"run\":\"c" + random.nextInt(3) + "\",\"epoch\":" + number + ",\"loss\":" + random.nextInt(9)
                    + "}\n";
        }
        return Arrays.stream(header.strip().split(",", -1))
                .map(column -> cell(column, number, random))
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String column, int number, SplittableRandom random) {
        return switch (column) {
            case "epoch", "seed" -> Integer.toString(number);
            case "loss" -> random.nextInt(9) == 0 ? "nan" : "0." + random.nextInt(1, 99);
            case "target", "target_metric" -> random.nextBoolean() ? "0.5" : "0.50";
            case "epochs", "target_epoch" -> random.nextInt(5) == 0 ? "" : Integer.toString(random.nextInt(1, 99));
            case "run" -> random.nextInt(4) == 0 ? "\"x\n" + number + "\"" : "a" + number;
            case "samples", "bits" -> "8";
            case "dropEpochs" -> "3;9";
            case "learningRate", "learning_rate" -> "1e-3";
            default -> "m";
        };
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] changed = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (int i = 0; changed.length > 0 && i < random.nextInt(4); i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
