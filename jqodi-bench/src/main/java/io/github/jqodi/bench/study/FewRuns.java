package io.github.jqodi.bench.study;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.qat.QatRun;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.evaluate.Scores;
import io.github.jqodi.estimators.trace.CurveReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Scores of forecasts with few past runs: the same questions after 0, 1, 2, 4, 8, 16 and 40 of them, of every second run of each
 * public set, so that the other half can be looked at once what was chosen is chosen; and of the ResNets told that their learning
 * rate drops.
 *
 * <p>Run {@code java -cp jqodi-bench/target/benchmarks.jar io.github.jqodi.bench.study.FewRuns FOLDER}.
 */
@Command(
        description = "Measures forecasts with few past runs on every second run of the public sets.",
        mixinStandardHelpOptions = true)
public final class FewRuns implements Callable<Integer> {
    /** The epoch in which the learning rate of the ResNets drops. */
    private static final int RESNET_DROP = 30;

    private static final double[] FRACTIONS = {0.2, 0.4};

    private final PrintStream out;

    @Parameters(paramLabel = "FOLDER", description = "Holds curves/*.csv and qat/*.csv.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(names = "--other-half", description = "Ask about the other half of each set.")
    private boolean isOtherHalf;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "4",
            converter = Values.Positive.class,
            description = "Draws of past runs and questions. Default: ${DEFAULT-VALUE}.")
    private int draws;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "40",
            converter = Values.Positive.class,
            description = "How many runs are asked about at most in a draw. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--past",
            paramLabel = "N",
            split = ",",
            defaultValue = "0,1,2,4,8,16,40",
            description = "Numbers of past runs, the first to compare with. Default: ${DEFAULT-VALUE}.")
    private List<Integer> past = new ArrayList<>();

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String estimator;

    FewRuns(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the table.
     *
     * @param args the folder and options
     */
    public static void main(String[] args) {
        Program.main(FewRuns::new, args);
    }

    @Override
    public Integer call() throws IOException {
        CurveEstimator asked = CurveEstimators.named(estimator);
        Map<String, FewRunsScores> sets = new LinkedHashMap<>();
        sets().forEach((name, curves) -> sets.put(name, new FewRunsScores(half(curves), draws, runs)));
        print("past runs", sets.keySet(), List.of("coverage", "broken", "MAE, % more"));
        List<List<Scores>> rows = new ArrayList<>();
        for (int count : past) {
            List<Scores> row = new ArrayList<>();
            for (FewRunsScores set : sets.values()) {
                for (double fraction : FRACTIONS) {
                    row.add(set.of(asked, count, fraction));
                }
            }
            rows.add(row);
            printRow(count, row, rows.get(0));
        }
        return Program.DONE;
    }

    private List<Curve> half(List<Curve> curves) {
        List<Curve> half = new ArrayList<>();
        for (int i = isOtherHalf ? 1 : 0; i < curves.size(); i += 2) {
            half.add(curves.get(i));
        }
        return half;
    }

    private Map<String, List<Curve>> sets() throws IOException {
        Map<String, List<Curve>> sets = new LinkedHashMap<>();
        sets.put("NAAP loss", curves("naap440_train_loss"));
        sets.put("MetaQNN error", curves("metaqnn_cifar10_error"));
        List<Curve> resnets = curves("resnets_cifar10_error");
        sets.put("ResNets error", resnets);
        sets.put(
                "QAT loss",
                QatData.read(folder.resolve("qat")).runs().stream()
                        .map(QatRun::curve)
                        .toList());
        sets.put(
                "ResNets, drop told",
                resnets.stream()
                        .map(run -> run.withFeatures(RunFeatures.NONE.withDropEpochs(List.of(RESNET_DROP))))
                        .toList());
        return sets;
    }

    private List<Curve> curves(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve("curves").resolve(name + ".csv"))) {
            return CurveReader.curves(in);
        }
    }

    private void print(String first, Iterable<String> sets, List<String> medians) {
        StringBuilder heading = new StringBuilder("| " + first);
        StringBuilder rule = new StringBuilder("| --:");
        for (String set : sets) {
            for (double fraction : FRACTIONS) {
                heading.append(String.format(Locale.ROOT, " | %s %.0f %%", set, 100 * fraction));
                rule.append(" | --:");
            }
        }
        for (String median : medians) {
            heading.append(" | median ").append(median);
            rule.append(" | --:");
        }
        out.println(heading.append(" |"));
        out.println(rule.append(" |"));
    }

    private void printRow(int count, List<Scores> row, List<Scores> none) {
        StringBuilder line = new StringBuilder("| " + count);
        for (Scores scores : row) {
            line.append(String.format(
                    Locale.ROOT, " | %.2f / %.2f / %.2f", error(scores), coverage(scores), broken(scores)));
        }
        List<Double> more = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            more.add(100 * (error(row.get(i)) / error(none.get(i)) - 1));
        }
        line.append(String.format(
                Locale.ROOT,
                " | %.2f | %.2f | %.1f |",
                median(row, FewRuns::coverage),
                median(row, FewRuns::broken),
                median(more, value -> value)));
        out.println(line);
    }

    private static double error(Scores scores) {
        return scores.reachable().point().meanAbsoluteError().orElse(Double.NaN);
    }

    private static double coverage(Scores scores) {
        return scores.reachable().robust().coverage().orElse(Double.NaN);
    }

    private static double broken(Scores scores) {
        return scores.unreachable().broken().orElse(Double.NaN);
    }

    private static <T> double median(List<T> of, ToDoubleFunction<T> value) {
        double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
