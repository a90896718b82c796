package io.github.jqodi.bench.peer;

/**
 * The cells of one epoch that no other cell beats in both time and energy, by rising time; of equal cells the first.
 *
 * @param seconds rising
 * @param joules falling
 * @param cell which cell each came from
 */
@SuppressWarnings("ArrayRecordComponent") // handed from filter to solver, never compared
public record Front(double[] seconds, double[] joules, int[] cell) {
    /**
     * {@return how many there are}
     */
    public int size() {
        return cell.length;
    }
}
