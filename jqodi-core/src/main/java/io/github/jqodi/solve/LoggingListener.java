package io.github.jqodi.solve;

import io.github.jqodi.plan.Warning;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;

/** Listener that writes warnings and progress to a logger, which decides what is kept. */
record LoggingListener(Logger logger) implements SolveListener {
    @Override
    public void warnings(List<Warning> warnings) {
        warnings.forEach(warning -> logger.log(Level.WARNING, warning::toString));
    }

    @Override
    public void progress(Progress progress) {
        logger.log(Level.DEBUG, () -> text(progress));
    }

    private static String text(Progress progress) {
        String best = Double.isInfinite(progress.bestObjective())
                ? "no plan yet"
                : "best objective " + progress.bestObjective();
        return String.format(
                Locale.ROOT,
                "%d of %d candidates decided, %s, %.3f s",
                progress.decided(),
                progress.candidates(),
                best,
                progress.seconds());
    }
}
