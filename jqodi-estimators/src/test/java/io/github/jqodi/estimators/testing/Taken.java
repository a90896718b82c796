package io.github.jqodi.estimators.testing;

import java.lang.management.ManagementFactory;

/** What the calling thread takes, whatever others do meanwhile. */
public final class Taken {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Taken() {}

    /** Bytes of heap asked for while something ran, whether or not they were given back. */
    public static long bytes(Runnable action) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        action.run();
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    /** Seconds of the processor that something took. */
    public static double seconds(Runnable action) {
        long before = THREADS.getCurrentThreadCpuTime();
        action.run();
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
    }
}
