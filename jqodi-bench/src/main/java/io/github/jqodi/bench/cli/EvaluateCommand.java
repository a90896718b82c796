package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.evaluate.CurveQuestions;
import io.github.jqodi.estimators.evaluate.Evaluation;
import io.github.jqodi.estimators.evaluate.SeedQuestions;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jqodi evaluate}. */
@Command(
        name = "evaluate",
        description = "Scores all estimators of the epochs to a target on complete runs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            CurveOptions.FILES,
            "",
            "Of each run a share is shown and K asked for targets at 50 %% and 70 %% of it (r50, r70), at a random epoch (rnd) and 3 %% below anything reached (x3). Without --history the first half of the runs is history and the second half is asked about; of seeds every other configuration. Estimators that need more history than there is are left out and named.",
            "",
            "Columns: seen (share of a run shown), estimator, questions; of r50 and r70 (seeds: of those that arrived): mae (epochs), coverage, kept, finite, sharpness, pinball50, pinball90 (both divided by K); rnd_mae; of targets not reached: broken, detected; of all: brier, auc, coverage_all. Robust values are taken at confidence 0.9. JSON has the same names, null where nothing could be averaged."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Streams streams;

    /** Estimators that were left out, with the reason; each is told once. */
    private final Set<String> leftOut = new HashSet<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--curves",
            required = true,
            paramLabel = "FILE",
            arity = "1..*",
            description = "Complete runs, or repeated seeds; several files are read as one.")
    private List<String> curves = new ArrayList<>();

    @Option(names = "--history", paramLabel = "FILE", arity = "1..*", description = "Past runs of the same kind.")
    private List<String> history = new ArrayList<>();

    @Mixin
    private final CurveOptions curveOptions = new CurveOptions();

    @Option(
            names = "--fraction",
            split = ",",
            paramLabel = "SHARE",
            defaultValue = "0.2,0.4",
            description = "Shares of a run that are shown, in (0, 1). Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private double[] fractions;

    @Option(names = "--estimator", split = ",", paramLabel = "NAME", description = "Only these. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Ask about so many runs at most, evenly spaced. Default: all.")
    private @Nullable Integer limit;

    @Option(
            names = "--min-epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Seeds: leave out groups that take fewer epochs in the mean. Default: ${DEFAULT-VALUE}.")
    private double fewestEpochs;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private TableFormat format;

    EvaluateCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        for (double fraction : fractions) {
            require(fraction > 0 && fraction < 1, "--fraction must be in (0, 1), not " + fraction);
        }
        require(limit == null || limit > 0, "--limit must be at least 1, not " + limit);
        Traces traces = new Traces(streams, curveOptions.columns());
        Observations seen = traces.observations(curves);
        Observations past = traces.history(history, seen);
        ScoreTable table = new ScoreTable();
        Usage usage = new Usage(spec);
        if (seen.seeds().isEmpty()) {
            usage.refuse("is of repeated seeds, and " + curves.get(0) + " holds curves", List.of("--min-epochs"));
            scoreCurves(seen, past, table);
        } else {
            String why = "is of curves, and " + curves.get(0) + " holds repeated seeds";
            usage.refuse(why, List.of("--fraction", "--limit"));
            curveOptions.refuse(why);
            scoreSeeds(seen, past, table);
        }
        streams.out().print(table.format(format));
        return ExitStatus.DONE;
    }

    private void scoreCurves(Observations seen, Observations past, ScoreTable table) {
        List<CurveEstimator> estimators = names.isEmpty()
                ? CurveEstimators.all()
                : names.stream()
                        .map(name -> named(() -> CurveEstimators.named(name)))
                        .toList();
        int most = limit == null ? 0 : limit;
        List<CurveQuestions> questions = new ArrayList<>();
        long steps = 0;
        for (double fraction : fractions) {
            CurveQuestions asked = history.isEmpty()
                    ? CurveQuestions.halved(seen.curves(), fraction, most)
                    : CurveQuestions.withHistory(seen.curves(), past.curves(), fraction, most);
            if (asked.runs().isEmpty()) {
                throw new BadInputException(
                        curves.get(0) + ": holds no run of at least ten epochs without gaps to ask about");
            }
            questions.add(asked);
            steps += (long) asked.runs().size() * estimators.size();
        }
        try (ProgressLine bar = bar(steps)) {
            for (int i = 0; i < fractions.length; i++) {
                for (CurveEstimator estimator : estimators) {
                    bar.say(estimator.name());
                    score(table, questions.get(i), fractions[i], estimator, bar);
                }
            }
        }
    }

    private void score(
            ScoreTable table, CurveQuestions questions, double fraction, CurveEstimator estimator, ProgressLine bar) {
        try {
            table.add(String.valueOf(fraction), estimator.name(), Evaluation.of(estimator, questions, bar::step));
        } catch (InvalidValueException e) {
            String why = estimator.name() + " left out: " + e.getMessage();
            if (leftOut.add(why)) {
                streams.err().println(Text.escaped(why));
            }
            bar.stepBy(questions.runs().size());
        }
    }

    private void scoreSeeds(Observations seen, Observations past, ScoreTable table) {
        List<SeedEstimator> estimators = names.isEmpty()
                ? CurveEstimators.seeds()
                : names.stream()
                        .map(name -> named(() -> CurveEstimators.namedSeeds(name)))
                        .toList();
        SeedQuestions questions = history.isEmpty()
                ? SeedQuestions.alternating(seen.seeds(), fewestEpochs)
                : SeedQuestions.withHistory(seen.seeds(), past.seeds(), fewestEpochs);
        if (questions.questions().isEmpty()) {
            throw new BadInputException(curves.get(0) + ": holds no group of at least four seeds to ask about");
        }
        try (ProgressLine bar =
                bar((long) estimators.size() * questions.questions().size())) {
            for (SeedEstimator estimator : estimators) {
                table.add("", estimator.name(), Evaluation.of(estimator, questions, bar::step));
            }
        }
    }

    private ProgressLine bar(long steps) {
        return ProgressLine.of(streams, "evaluate", steps);
    }

    private <T> T named(Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.field() + " " + e.problem());
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
