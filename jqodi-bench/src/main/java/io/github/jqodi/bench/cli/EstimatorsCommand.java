package io.github.jqodi.bench.cli;

import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jqodi estimators}. */
@Command(
        name = "estimators",
        description = "Lists the estimators of the epochs to a target.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class EstimatorsCommand implements Callable<Integer> {
    private final Streams streams;

    EstimatorsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        TextTable table = new TextTable("name", "works on", "what it does");
        for (CurveEstimator estimator : CurveEstimators.all()) {
            table.row(
                    estimator.name(),
                    estimator.needsHistory() ? "curves, past runs" : "curves",
                    estimator.description());
        }
        for (SeedEstimator estimator : CurveEstimators.seeds()) {
            table.row(estimator.name(), "seeds", estimator.description());
        }
        streams.out().print(table);
        return ExitStatus.DONE;
    }
}
