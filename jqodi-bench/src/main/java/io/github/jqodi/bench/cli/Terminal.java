package io.github.jqodi.bench.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Whether standard error of this process is a terminal. */
final class Terminal {
    private static final long PATIENCE_SECONDS = 1;

    private Terminal() {}

    /**
     * Asks {@code test -t 2} of the shell, which inherits standard error: {@code System.console()} of JDK 17 looks at standard
     * input and output alone. Takes some milliseconds. Where there is no such shell, it is taken for no terminal.
     */
    static boolean isStandardError() {
        try {
            Process test = new ProcessBuilder("sh", "-c", "test -t 2")
                    .redirectInput(Redirect.PIPE)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start();
            boolean ended = test.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                test.destroyForcibly();
            }
            return ended && test.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
