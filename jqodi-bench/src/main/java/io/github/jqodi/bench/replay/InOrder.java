package io.github.jqodi.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks on several threads and answers in their order, so that the number of threads changes no result. */
public final class InOrder {
    private InOrder() {}

    /**
     * Runs all tasks.
     *
     * @param <T> what a task gives
     * @param tasks independent of each other
     * @param threads at least 1
     * @return one result a task, in their order
     * @throws IllegalStateException if a task fails, with its exception as the cause, or the caller is interrupted
     */
    public static <T> List<T> run(List<Callable<T>> tasks, int threads) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : workers.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
