package io.github.jqodi.fleet;

import java.util.function.IntConsumer;

/**
 * Who does the work of a pricing round: blocks of devices that need nothing of one another. {@link #threads(int)} is the one
 * at hand; a caller may bring threads of its own. The order in which blocks are done, and by how many threads, changes nothing
 * in a result.
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
     * Threads of the round's own.
     *
     * @param count how many, the calling one included
     * @return the backend
     */
    static PricingBackend threads(int count) {
        return new ThreadBackend(count);
    }
}
