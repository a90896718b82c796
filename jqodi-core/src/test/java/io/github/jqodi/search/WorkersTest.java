package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.solve.SolveOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

    private final ExecutorService pool = Executors.newFixedThreadPool(3, task -> new Thread(task, "helper"));

    @AfterEach
    void shutDown() {
        pool.shutdownNow();
    }

    private static SolveOptions threads(int count) {
        return SolveOptions.DEFAULT.withThreads(count);
    }

    private static int sumWith(SolveOptions options) {
        AtomicInteger sum = new AtomicInteger();
        Workers.run(options, ITEMS, new SearchControl(options), sum::addAndGet);
        return sum.get();
    }

    @Test
    void everyItemIsDoneOnceWhoeverHelps() {
        assertEquals(4950, sumWith(threads(1)));
        assertEquals(4950, sumWith(threads(4)));
        assertEquals(4950, sumWith(threads(4).withExecutor(pool)));
    }

    @Test
    void anExecutorWithoutAThreadToSpareLeavesTheWorkToTheCaller() {
        assertEquals(4950, sumWith(threads(4).withExecutor(task -> {
            throw new RejectedExecutionException();
        })));
        assertEquals(4950, sumWith(threads(4).withExecutor(task -> {})));
        assertEquals(4950, sumWith(threads(4).withExecutor(Runnable::run)));
    }

    @Test
    void aSolveInsideItsOwnExecutorEnds() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            assertEquals(
                    4950,
                    one.submit(() -> sumWith(threads(4).withExecutor(one))).get(20, TimeUnit.SECONDS));
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void aFailureReachesTheCallerAndEndsTheWork() {
        AtomicInteger begun = new AtomicInteger();
        SolveOptions options = threads(3).withExecutor(pool);
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> Workers.run(options, ITEMS, new SearchControl(options), item -> {
                    begun.incrementAndGet();
                    throw new IllegalStateException("no " + item);
                }));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("no "));
        assertTrue(begun.get() <= 3, begun + " begun");
    }

    @Test
    void anInterruptionOfTheCallerReachesTheHelpersWhoAreGivenBackWithout() throws Exception {
        SolveOptions options = threads(3).withExecutor(pool);
        SearchControl control = new SearchControl(options);
        Set<Thread> interrupted = ConcurrentHashMap.newKeySet();
        CountDownLatch allBusy = new CountDownLatch(3);
        Thread caller = new Thread(() -> Workers.run(options, ITEMS.subList(0, 3), control, item -> {
            allBusy.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            interrupted.add(Thread.currentThread());
        }));
        caller.start();
        allBusy.await();
        caller.interrupt();
        caller.join();
        assertTrue(control.isCancelled());
        assertEquals(3, interrupted.size());
        List<Boolean> flags = IntStream.range(0, 3)
                .mapToObj(i -> pool.submit(() -> Thread.currentThread().isInterrupted()))
                .map(future -> {
                    try {
                        return future.get();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        assertFalse(flags.contains(true));
    }
}
