package io.github.jqodi.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Circumstances of a figure besides the code: commit, JDK, processor, date; and how fast this machine's memory is. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown";
    private static final long GIT_SECONDS = 5;
    private static final double SCALAR = 3;

    private Machine() {}

    /**
     * {@return names and values, in the order they are to be shown; a map of the caller's own}
     */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("commit", System.getProperty("jqodi.commit", commit()));
        facts.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("cpu", cpu());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("heapMebibytes", String.valueOf(Runtime.getRuntime().maxMemory() >> 20));
        return facts;
    }

    /**
     * Bytes a second of a = b + s·c over arrays beyond the caches, two reads and one write counted; the best of some rounds.
     *
     * @param elements length of each of the three arrays
     * @param rounds how often
     * @return bytes a second
     */
    public static double triadBytesPerSecond(int elements, int rounds) {
        double[] a = new double[elements];
        double[] b = new double[elements];
        double[] c = new double[elements];
        java.util.Arrays.fill(b, 1);
        java.util.Arrays.fill(c, 2);
        double best = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            triad(a, b, c);
            best = Math.max(best, 3.0 * Double.BYTES * elements / ((System.nanoTime() - start) / 1e9));
        }
        if (a[elements / 2] != 1 + SCALAR * 2) {
            throw new IllegalStateException("the triad went wrong");
        }
        return best;
    }

    private static void triad(double[] a, double[] b, double[] c) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + SCALAR * c[i];
        }
    }

    private static String cpu() {
        try {
            return Files.readAllLines(CPU_INFO).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return System.getProperty("os.arch", UNKNOWN);
        }
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder(List.of("git", "rev-parse", "--short=12", "HEAD"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0 ? id : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
