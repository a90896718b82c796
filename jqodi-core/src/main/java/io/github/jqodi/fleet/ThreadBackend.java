package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.search.Workers;
import io.github.jqodi.solve.SolveOptions;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Blocks taken in turn by a few threads.
 *
 * @param count how many, the calling one included
 */
record ThreadBackend(int count) implements PricingBackend {
    ThreadBackend {
        Check.threads(count);
    }

    @Override
    public void forEach(int blocks, IntConsumer work) {
        SolveOptions options = SolveOptions.DEFAULT.withThreads(count);
        List<Integer> order = IntStream.range(0, blocks).boxed().toList();
        Workers.run(options, order, new SearchControl(options), work::accept);
    }
}
