package io.github.jqodi.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does one thing with each of several items, on the calling thread or on several, begun in order. */
public final class Workers {
    private Workers() {}

    /**
     * Returns when all items are done.
     *
     * @param threads at most so many at once
     * @param items in the order in which they are begun
     * @param control is cancelled if the calling thread is interrupted, which stays so
     * @param work safe for several threads
     */
    public static <T> void run(int threads, List<T> items, SearchControl control, Consumer<T> work) {
        if (threads == 1 || items.size() < 2) {
            items.forEach(work);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, items.size()));
        try {
            List<Future<?>> futures = new ArrayList<>();
            Set<Thread> running = ConcurrentHashMap.newKeySet();
            for (T item : items) {
                futures.add(pool.submit(() -> interruptibly(item, running, control, work)));
            }
            for (Future<?> future : futures) {
                await(future, running, control);
            }
        } finally {
            pool.shutdown();
        }
    }

    private static <T> void interruptibly(T item, Set<Thread> running, SearchControl control, Consumer<T> work) {
        running.add(Thread.currentThread());
        try {
            if (control.isCancelled()) {
                Thread.currentThread().interrupt();
            }
            work.accept(item);
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    /** Waits for one item; an interruption ends all work early and is passed on afterwards. */
    private static void await(Future<?> future, Set<Thread> running, SearchControl control) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                    control.cancel();
                    running.forEach(Thread::interrupt);
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (e.getCause() instanceof Error cause) {
            throw cause;
        }
        return new IllegalStateException(e.getCause());
    }
}
