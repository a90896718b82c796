package io.github.jqodi.bench.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Time of a plan that nothing was loaded or compiled for.
 *
 * @param firstSeconds the first plan of a fresh JVM, from the problem to the proof
 * @param totalSeconds from the start of the JVM to its end
 */
record ColdStart(double firstSeconds, double totalSeconds) {
    private static final double NANOS = 1e9;
    private static final long MOST_SECONDS = 60;

    /** Starts a JVM like this one that plans a bundled scenario. */
    static ColdStart measure(String scenario) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FreshPlan.class.getName(),
                        scenario))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(java + " ended without a plan");
            }
            double totalSeconds = (System.nanoTime() - start) / NANOS;
            String first = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return new ColdStart(Long.parseLong(first.trim()) / NANOS, totalSeconds);
        } catch (NumberFormatException e) {
            throw new IOException(java + " printed no time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
        }
    }
}
