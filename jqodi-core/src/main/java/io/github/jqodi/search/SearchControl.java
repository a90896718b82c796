package io.github.jqodi.search;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.solve.Progress;
import io.github.jqodi.solve.SolveListener;
import io.github.jqodi.solve.SolveOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock, the interruption and the listener of one solve, shared by its threads. */
public final class SearchControl {
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SolveListener listener;
    private int candidates;
    private final long startNanos = System.nanoTime();
    private final long limitNanos;
    private volatile boolean cancelled;
    private long lastReport = startNanos;
    private int decided;
    private double best = Double.POSITIVE_INFINITY;

    public SearchControl(SolveOptions options) {
        this.listener = options.listener();
        this.limitNanos = options.timeLimit()
                .map(limit -> limit.compareTo(Duration.ofDays(1000)) < 0 ? limit.toNanos() : Long.MAX_VALUE)
                .orElse(Long.MAX_VALUE);
    }

    /** The limits of this solve for work that knows nothing of searches. */
    public WorkLimits limits(SolveOptions options) {
        return new WorkLimits(this::poll, this::reason, options.memoryLimitBytes());
    }

    /** The same options for work in the time that is left. */
    public SolveOptions remaining(SolveOptions options) {
        long left = limitNanos - (System.nanoTime() - startNanos);
        return limitNanos == Long.MAX_VALUE ? options : options.withTimeLimit(Duration.ofNanos(Math.max(1, left)));
    }

    /** Takes note of how many candidates there are. */
    public synchronized void expect(int count) {
        candidates = count;
    }

    /** Reports progress when due and says whether to end the search now. */
    public boolean poll() {
        if (Thread.currentThread().isInterrupted()) {
            cancelled = true;
        }
        report(false);
        return cancelled || System.nanoTime() - startNanos > limitNanos;
    }

    /** Ends the search of every thread. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Takes note of a candidate that is done. */
    public synchronized void decided(double objective) {
        decided++;
        best = Math.min(best, objective);
        report(decided == candidates);
    }

    public double elapsedMillis() {
        return (System.nanoTime() - startNanos) / 1e6;
    }

    /** Which limit ended the search, in words. */
    public String reason() {
        if (cancelled) {
            return "the search was interrupted";
        }
        return System.nanoTime() - startNanos > limitNanos
                ? "the time limit was reached"
                : "the limit on labels or memory was reached";
    }

    private void report(boolean always) {
        if (listener != SolveListener.NONE) {
            tell(always);
        }
    }

    private synchronized void tell(boolean always) {
        long now = System.nanoTime();
        if (always || now - lastReport >= REPORT_NANOS) {
            lastReport = now;
            Progress progress = new Progress(decided, candidates, best, (now - startNanos) / 1e9);
            CallerCode.run(() -> "listener: progress", () -> listener.progress(progress));
        }
    }
}
