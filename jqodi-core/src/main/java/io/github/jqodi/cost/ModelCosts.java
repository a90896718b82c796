package io.github.jqodi.cost;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Prices;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * Costs of the epochs and the inference of one quantized model M_(a,q). Thread-safe.
 *
 * <pre>{@code
 * final class BenchCosts implements ModelCosts {
 *     public Cost epoch(Action action, int epoch) {
 *         double seconds = 1.5 + 2.0 * action.cut(); // fitted to a few epochs on the bench
 *         double joules = 4 * seconds;
 *         return Cost.of(seconds, joules, List.of(new CostItem("camera", Phase.COMPUTE, seconds, joules)));
 *     }
 *
 *     public Cost inference(Action action, Inference inference) {
 *         double seconds = 0.002 * inference.samples();
 *         return Cost.of(seconds, 4 * seconds, List.of(new CostItem("camera", Phase.INFERENCE, seconds, 4 * seconds)));
 *     }
 *
 *     public int steadyFromEpoch() {
 *         return 1; // all epochs cost the same: one row is asked for in place of many
 *     }
 * }
 * }</pre>
 */
public interface ModelCosts {
    /**
     * Cost of one epoch of fine-tuning.
     *
     * @param action server and cut
     * @param epoch k, from 1
     * @return time and energy, the same doubles whenever asked
     * @throws IllegalArgumentException by analytic costs, if the model has no such cut
     */
    Cost epoch(Action action, int epoch);

    /**
     * Cost of an inference without training, at the rates of epoch 1.
     *
     * @param action server and cut
     * @param inference how many samples, in which batches
     * @return time and energy
     */
    Cost inference(Action action, Inference inference);

    /**
     * How long a pipeline of batches waits for the slowest of its stages: the longest of the seconds that device, device link
     * (without latency) and server take for a batch, at the rates of epoch 1.
     *
     * @param action server and cut
     * @param inference how many samples, in which batches
     * @return seconds, of an action that can be taken; empty if this model does not tell
     */
    default OptionalDouble interval(Action action, Inference inference) {
        return OptionalDouble.empty();
    }

    /**
     * The same costs with prices in place of joules: each item's joules and seconds at the price of its node or link, inferences
     * at those of epoch 1. Models of this library know faster ways to the same; a caller's model is priced item by item, and is not
     * asked for another way. Without items a cost cannot be priced, nor shared in a fleet.
     *
     * @param prices of joules and seconds
     * @return costs whose joules are prices
     */
    default ModelCosts priced(Prices prices) {
        return new PricedCosts(this, prices);
    }

    /**
     * The first epoch from which costs stay the same; 1 if they never change. An over-estimate is safe, an under-estimate
     * is not.
     *
     * @return k, from 1
     */
    default int steadyFromEpoch() {
        return Integer.MAX_VALUE;
    }

    /**
     * Time and energy of several actions, epoch by epoch, without the items: the same doubles as {@link #epoch}.
     *
     * @param actions which
     * @return fills a row for each epoch it is asked for
     */
    default CostRows rows(List<Action> actions) {
        return new SingleCosts(this, actions, Stopped.NEVER);
    }

    /**
     * The same with a stop signal, for models whose costs take long to work out.
     *
     * @param actions which
     * @param stop polled during long work; once it answers true the answer is no longer needed, and implementations may ignore it
     * @return fills a row for each epoch it is asked for
     */
    default CostRows rows(List<Action> actions, BooleanSupplier stop) {
        CostRows rows = rows(actions);
        return rows instanceof SingleCosts single ? single.until(stop) : rows;
    }

    /**
     * Bounds over epochs, by which a search prunes most actions without asking for their costs.
     *
     * @param grid the actions
     * @param epochs they must hold for epochs 1..{@code epochs}, and may be as wide as all epochs make them
     * @return the bounds; empty if this model has none, and a search then asks for every cost
     */
    default Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return Optional.empty();
    }

    /**
     * The same with a stop signal, for models that look at many servers first.
     *
     * @param grid the actions
     * @param epochs they must hold for epochs 1..{@code epochs}, and may be as wide as all epochs make them
     * @param stop polled during long work; once it answers true the answer is no longer needed, and implementations may ignore it
     * @return the bounds; empty if this model has none
     */
    default Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        return bounds(grid, epochs);
    }

    /**
     * Bounds epoch by epoch, for models whose costs change so much in the first epochs that bounds over all tell little.
     *
     * @param grid the actions
     * @param epochs they must hold for epochs 1..{@code epochs}
     * @param stop polled during long work; once it answers true the answer is no longer needed, and implementations may ignore it
     * @return those of epoch 1, of epoch 2 and so on, the last ones of all epochs from theirs on; empty if this model has none.
     *     Unless a model has something better, those of all epochs alone
     */
    default List<CostBounds> boundsByEpoch(ActionGrid grid, int epochs, BooleanSupplier stop) {
        return bounds(grid, epochs, stop).map(List::of).orElse(List.of());
    }
}
