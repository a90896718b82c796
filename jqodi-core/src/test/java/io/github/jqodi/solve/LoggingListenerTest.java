package io.github.jqodi.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines that a listener writes to a logger of the platform. */
class LoggingListenerTest {
    /** A logger that keeps what is at or above its level. */
    private record Recorder(Level least, List<String> lines) implements System.Logger {
        @Override
        public String getName() {
            return "recorder";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= least.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                lines.add(level + " " + message);
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            log(level, bundle, format, (Throwable) null);
        }
    }

    @Test
    void warningsAndProgressAreLinesOfTheirLevels() {
        assertEquals(
                List.of(
                        "WARNING UNUSUAL_UNIT: 3 MAC/s",
                        "DEBUG 0 of 7 candidates decided, no plan yet, 0.100 s",
                        "DEBUG 7 of 7 candidates decided, best objective 12.5, 0.250 s"),
                lines(System.Logger.Level.DEBUG));
    }

    @Test
    void progressIsSilentWhereDebuggingIsOff() {
        assertEquals(List.of("WARNING UNUSUAL_UNIT: 3 MAC/s"), lines(System.Logger.Level.INFO));
    }

    private static List<String> lines(System.Logger.Level least) {
        Recorder recorder = new Recorder(least, new ArrayList<>());
        SolveListener listener = SolveListener.logging(recorder);
        listener.warnings(List.of(new Warning(Warning.Code.UNUSUAL_UNIT, "3 MAC/s")));
        listener.progress(new Progress(0, 7, Double.POSITIVE_INFINITY, 0.1));
        listener.progress(new Progress(7, 7, 12.5, 0.25));
        return recorder.lines();
    }
}
