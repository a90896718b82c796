package io.github.jqodi.fleet;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.fleet.FleetProgress.Phase;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.solve.SolveOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The clock, the interruption and the listener of planning one fleet, shared by its threads. */
final class FleetControl {
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SearchControl clock;
    private final FleetListener listener;
    private final BooleanSupplier stop;
    private volatile boolean saidStop;
    private Phase phase = Phase.TABLES;
    private long done;
    private long total;
    private double lowerBound = Double.NEGATIVE_INFINITY;
    private double value = Double.POSITIVE_INFINITY;
    private long lastReport = System.nanoTime();

    FleetControl(Optional<Duration> timeLimit, FleetListener listener) {
        this.clock = new SearchControl(
                timeLimit.map(SolveOptions.DEFAULT::withTimeLimit).orElse(SolveOptions.DEFAULT));
        this.listener = listener;
        this.stop = clock::poll;
    }

    private FleetControl(FleetControl other) {
        this.clock = other.clock;
        this.listener = FleetListener.NONE;
        this.stop = other::poll;
    }

    /** The same limits for a part of the work that nobody listens to. */
    FleetControl silent() {
        return new FleetControl(this);
    }

    /** Reads the clock and the interruption, and says whether to end the search now. */
    boolean poll() {
        boolean now = stop.getAsBoolean();
        saidStop |= now;
        return now;
    }

    /** The same, asked once for each piece of the phase at hand. */
    BooleanSupplier counting() {
        return () -> {
            step();
            return poll();
        };
    }

    /** Why work was left undone; empty if none was, however late it is. */
    Optional<String> limitReached() {
        return saidStop ? Optional.of(clock.reason()) : Optional.empty();
    }

    double elapsedMillis() {
        return clock.elapsedMillis();
    }

    synchronized void begin(Phase next, long pieces) {
        phase = next;
        done = 0;
        total = pieces;
        report(true);
    }

    synchronized void step() {
        done++;
        report(false);
    }

    /** Takes note of a round. */
    synchronized void round(double bound) {
        lowerBound = Math.max(lowerBound, bound);
        step();
    }

    /** Takes note of a bound that is not of a round. */
    synchronized void proven(double bound) {
        lowerBound = Math.max(lowerBound, bound);
    }

    synchronized void found(double better) {
        value = Math.min(value, better);
    }

    private void report(boolean always) {
        long now = System.nanoTime();
        if (listener != FleetListener.NONE && (always || now - lastReport >= REPORT_NANOS)) {
            lastReport = now;
            double seconds = clock.elapsedMillis() / 1e3;
            FleetProgress progress = new FleetProgress(phase, done, total, lowerBound, value, seconds);
            CallerCode.run(() -> "listener: progress", () -> listener.progress(progress));
        }
    }

    @Override
    public String toString() {
        return phase.label() + ", " + done + " of " + total;
    }
}
