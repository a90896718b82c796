package io.github.jqodi.fleet;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Means by which a pricing round is done: blocks of devices that need nothing of one another. {@link #threads(int)} is the one at
 * hand; a caller may bring threads of its own, or machines, by {@link #open}. The order in which blocks are done, and by how many
 * threads, changes nothing in a result.
 *
 * <pre>{@code
 * PricingBackend inTurn = (blocks, work) -> {
 *     for (int block = 0; block < blocks; block++) {
 *         work.accept(block);
 *     }
 * };
 * }</pre>
 */
@FunctionalInterface
public interface PricingBackend {
    /**
     * Does some work with every block, each once, and returns when all is done.
     *
     * @param blocks how many there are
     * @param work safe for several threads at once; takes the index of a block, from 0
     */
    void forEach(int blocks, IntConsumer work);

    /**
     * Takes over the pricing of one solve: prices out, bounds and schedules back. By default nobody does, and devices are priced
     * by {@link #forEach}. Tables of costs are made by that in any case, since plans are made of them.
     *
     * @param split gives the fleet in so many parts of nearly the same size, or fewer, in the order of the devices
     * @return the session, which is closed when the last round is done; empty for none
     */
    default Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
        return Optional.empty();
    }

    /**
     * Threads of the round's own.
     *
     * @param count how many, the calling one included
     * @return the backend
     */
    static PricingBackend threads(int count) {
        return new ThreadBackend(count);
    }
}
