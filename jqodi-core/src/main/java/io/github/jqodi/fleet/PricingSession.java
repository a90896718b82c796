package io.github.jqodi.fleet;

import java.util.List;
import java.util.Optional;

/**
 * Rounds of pricing that are done somewhere else, each part of the fleet by a {@link PricingWorker}. Used by one thread. What
 * workers send says whose answer it is, and to what: one that is damaged, missing, out of order, or of another round or session is
 * refused.
 *
 * <pre>{@code
 * record InPlace(List<PricingWorker> workers) implements PricingSession {
 *     public Optional<List<byte[]>> round(double[] prices, PricingMode mode) {
 *         return Optional.of(workers.stream().map(worker -> worker.answer(prices, mode)).toList());
 *     }
 *
 *     public Optional<List<byte[]>> memories() {
 *         return Optional.of(workers.stream().map(PricingWorker::memory).toList());
 *     }
 *
 *     public void close() {}
 * }
 * }</pre>
 */
public interface PricingSession extends AutoCloseable {
    /**
     * Asks every part.
     *
     * @param prices joules a busy second, of all capacities of the fleet
     * @param mode what devices do to find their best schedules
     * @return the answers of all workers, in the order of the parts; empty if the calling thread was interrupted, which stays so
     */
    Optional<List<byte[]>> round(double[] prices, PricingMode mode);

    /**
     * Asks what devices keep from the rounds until now.
     *
     * @return the memories of all workers, in the order of the parts; empty if the calling thread was interrupted, which stays so
     */
    Optional<List<byte[]>> memories();

    /** Ends the session and gives back what it holds. */
    @Override
    void close();
}
