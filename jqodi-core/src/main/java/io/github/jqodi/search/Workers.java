package io.github.jqodi.search;

import io.github.jqodi.solve.SolveOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does one thing with each of several items, on the calling thread or on several, begun in order. */
public final class Workers {
    private Workers() {}

    /**
     * Returns when all items are done. The calling thread works along, so that an executor without a thread to spare only makes
     * it slower.
     *
     * @param options how many threads, and whose
     * @param items in the order in which they are begun
     * @param control is cancelled if the calling thread is interrupted, which stays so
     * @param work safe for several threads
     */
    public static <T> void run(SolveOptions options, List<T> items, SearchControl control, Consumer<T> work) {
        int helpers = Math.min(options.threads(), items.size()) - 1;
        if (helpers < 1) {
            items.forEach(work);
        } else if (options.executor().isPresent()) {
            new Crew<>(items, control, work).run(options.executor().get(), helpers);
        } else {
            ExecutorService pool = Executors.newFixedThreadPool(helpers);
            try {
                new Crew<>(items, control, work).run(pool, helpers);
            } finally {
                pool.shutdown();
            }
        }
    }

    /** Threads that take items in turn until there are none left, or one has failed. */
    private static final class Crew<T> {
        private final List<T> items;
        private final SearchControl control;
        private final Consumer<T> work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        /** Guarded by itself; a thread in it works for this crew and may be interrupted. */
        private final Set<Thread> helping = new HashSet<>();

        Crew(List<T> items, SearchControl control, Consumer<T> work) {
            this.items = items;
            this.control = control;
            this.work = work;
        }

        void run(Executor executor, int count) {
            List<Helper> helpers = Stream.generate(Helper::new).limit(count).toList();
            helpers.forEach(helper -> begin(executor, helper));
            takeItems();
            boolean interrupted = false;
            for (Helper helper : helpers) {
                interrupted |= finish(helper);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            rethrow(failure.get());
        }

        private void begin(Executor executor, Helper helper) {
            try {
                executor.execute(helper);
            } catch (RejectedExecutionException e) {
                // without a thread to spare, the others do its work
            }
        }

        /** A share of the work for another thread, which comes to nothing if all is done before it begins. */
        private final class Helper implements Runnable {
            private final AtomicBoolean claimed = new AtomicBoolean();
            private final CountDownLatch done = new CountDownLatch(1);

            @Override
            public void run() {
                if (claimed.compareAndSet(false, true)) {
                    try {
                        help();
                    } finally {
                        done.countDown();
                    }
                }
            }
        }

        private void takeItems() {
            for (int i = next.getAndIncrement();
                    i < items.size() && failure.get() == null;
                    i = next.getAndIncrement()) {
                try {
                    work.accept(items.get(i));
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
                if (Thread.currentThread().isInterrupted()) {
                    cancel();
                }
            }
        }

        /** A helper is interrupted by its crew alone as far as that knows, and is given back without. */
        private void help() {
            synchronized (helping) {
                helping.add(Thread.currentThread());
                if (control.isCancelled()) {
                    Thread.currentThread().interrupt();
                }
            }
            takeItems();
            synchronized (helping) {
                helping.remove(Thread.currentThread());
                if (control.isCancelled()) {
                    Thread.interrupted();
                }
            }
        }

        private void cancel() {
            control.cancel();
            synchronized (helping) {
                helping.forEach(Thread::interrupt);
            }
        }

        /** Waits for a helper that has begun; whether the calling thread was interrupted meanwhile, which ends all work early. */
        private boolean finish(Helper helper) {
            boolean interrupted = false;
            boolean waiting = !helper.claimed.compareAndSet(false, true);
            while (waiting) {
                try {
                    helper.done.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                }
            }
            return interrupted;
        }

        private static void rethrow(@Nullable Throwable failure) {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
    }
}
