package io.github.jqodi.bench.peer.library;

/**
 * Answer of another solver.
 *
 * @param proven whether it proved its value the least
 * @param cost the value, +∞ if it found no choice
 * @param solveNanos time of the solve, without building the model
 */
public record PeerAnswer(boolean proven, double cost, long solveNanos) {
    static PeerAnswer none(long solveNanos) {
        return new PeerAnswer(false, Double.POSITIVE_INFINITY, solveNanos);
    }
}
