package io.github.jqodi.fleet;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A backend of the caller that must do what it promises: every block once, and what fails there is said as it was. */
final class CheckedBackend {
    private static final int BEGUN = 1;
    private static final int DONE = 2;

    private final PricingBackend backend;

    CheckedBackend(PricingBackend backend) {
        this.backend = backend;
    }

    /** Does some work with every block; a stop alone may leave some undone. */
    void forEach(int blocks, IntConsumer work, BooleanSupplier stop) {
        if (backend instanceof ThreadBackend) {
            backend.forEach(blocks, work);
            return;
        }
        Blocks all = new Blocks(blocks, work);
        try {
            CallerCode.run(() -> "pricing backend: blocks", () -> backend.forEach(blocks, all));
        } finally {
            all.rethrow();
        }
        if (!stop.getAsBoolean()) {
            all.requireDone();
        }
    }

    /** Whoever prices somewhere else, if anybody. */
    Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
        return CallerCode.<Optional<PricingSession>>ask(() -> "pricing backend: session", () -> backend.open(split));
    }

    /** The work with each block, and how far it is. */
    private static final class Blocks implements IntConsumer {
        private final IntConsumer work;
        private final AtomicIntegerArray states;
        /** What the work threw first, which whoever called it may have wrapped or kept to itself. */
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Blocks(int count, IntConsumer work) {
            this.work = work;
            this.states = new AtomicIntegerArray(count);
        }

        @Override
        public void accept(int block) {
            Check.between("pricing backend: block", block, 0, states.length() - 1);
            Check.that(
                    states.compareAndSet(block, 0, BEGUN),
                    "pricing backend: block",
                    block,
                    "must be done once and no more");
            try {
                work.accept(block);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                throw e;
            }
            states.set(block, DONE);
        }

        void rethrow() {
            Throwable first = failure.get();
            if (first instanceof RuntimeException exception) {
                throw exception;
            }
            if (first instanceof Error error) {
                throw error;
            }
        }

        void requireDone() {
            for (int block = 0; block < states.length(); block++) {
                Check.that(
                        states.get(block) == DONE,
                        "pricing backend: block",
                        block + " of " + Text.count(states.length(), "block"),
                        "must be done when forEach returns",
                        "Give each block to the work and wait for it.");
            }
        }
    }
}
