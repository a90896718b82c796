package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import io.github.jqodi.fleet.FleetListener;
import io.github.jqodi.solve.SolveListener;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * One line on standard error that says how far a command has come. It appears when the command has run for two seconds, on a
 * terminal alone, and is wiped out when the command ends; what takes less time and what is redirected shows nothing.
 */
final class ProgressLine implements AutoCloseable {
    /** How long nothing is said. */
    static final long QUIET_MILLIS = 2_000;

    private static final int WIDTH = 79;
    private static final int UPDATE_MILLIS = 500;
    private static final long UNKNOWN = -1;

    private final Streams streams;
    private final long start = System.nanoTime();
    private final BooleanSupplier watched;
    private final ProgressBar bar;
    private boolean shown;
    private boolean closed;

    private ProgressLine(Streams streams, String task, long steps) {
        this.streams = streams;
        this.watched = new AskedOnce(streams.errIsTerminal());
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setRenderer(ProgressLine::rendered)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(this::show, WIDTH))
                .build();
    }

    /** Of a known number of steps. */
    static ProgressLine of(Streams streams, String task, long steps) {
        return new ProgressLine(streams, task, steps);
    }

    /** Of work whose length nobody knows. */
    static ProgressLine of(Streams streams, String task) {
        return new ProgressLine(streams, task, UNKNOWN);
    }

    /** Does work that says nothing of how far it is. */
    static <T> T during(Streams streams, String task, Supplier<T> work) {
        ProgressLine line = of(streams, task);
        try {
            return work.get();
        } finally {
            line.close();
        }
    }

    void step() {
        bar.step();
    }

    void stepBy(long steps) {
        bar.stepBy(steps);
    }

    /** What is being done. */
    void say(String what) {
        bar.setExtraMessage(Text.escaped(what));
    }

    /** Shows how many candidates of a solve are decided. */
    SolveListener listener() {
        return progress -> {
            bar.maxHint(progress.candidates());
            bar.stepTo(progress.decided());
        };
    }

    /** Shows which part of planning a fleet is under way, how far it is, and what is known until then. */
    FleetListener fleetListener() {
        return progress -> {
            bar.maxHint(progress.total() > 0 ? progress.total() : UNKNOWN);
            bar.stepTo(progress.done());
            say(progress.phase().label()
                    + known(", best ", progress.value())
                    + known(", bound ", progress.lowerBound()));
        };
    }

    private static String known(String name, double joules) {
        return Double.isFinite(joules) ? name + Text.number(joules) + " J" : "";
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (shown) {
                streams.err().print('\r' + " ".repeat(WIDTH) + '\r');
                streams.err().flush();
            }
        }
        bar.close();
    }

    /** As in {@code evaluate: 12 of 96, 7 s, forest}; the count is left out where nobody knows the length. */
    private static String rendered(ProgressState state, int width) {
        String count = state.getMax() > 0 ? state.getCurrent() + " of " + state.getMax() + ", " : "";
        String what = state.getExtraMessage().isEmpty() ? "" : ", " + state.getExtraMessage();
        long seconds = state.getTotalElapsed().toSeconds();
        String line = state.getTaskName() + ": " + count + seconds + " s" + what;
        return line.length() < width ? line + " ".repeat(width - line.length()) : line.substring(0, width);
    }

    private synchronized void show(String line) {
        boolean late = System.nanoTime() - start >= QUIET_MILLIS * 1_000_000;
        if (late && !closed && watched.getAsBoolean()) {
            shown = true;
            streams.err().print('\r' + line);
            streams.err().flush();
        }
    }

    /** Keeps the first answer. Not thread-safe. */
    private static final class AskedOnce implements BooleanSupplier {
        private final BooleanSupplier question;
        private boolean asked;
        private boolean answer;

        AskedOnce(BooleanSupplier question) {
            this.question = question;
        }

        @Override
        public boolean getAsBoolean() {
            if (!asked) {
                answer = question.getAsBoolean();
                asked = true;
            }
            return answer;
        }
    }
}
