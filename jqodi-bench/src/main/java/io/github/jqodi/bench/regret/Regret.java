package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.FigureTable;
import io.github.jqodi.bench.report.Machine;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.trace.CurveReader;
import io.github.jqodi.json.ScenarioJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The regret in joules of runs controlled by each estimator's beliefs, beside one who knows K of every pair and one who knows the
 * distribution it is drawn from, in the bundled scenarios. Runs are played by the loop of the replay with rates as stated: planned
 * once, again before every epoch, with priced misses, and with beliefs that learn from the losses of the run. Epochs that were
 * shown are charged, and so are misses ({@link DrawRegret}). {@link SeedDraws} and {@link CurveDraws} say where K and beliefs come
 * from.
 *
 * <p>Run {@code java -cp benchmarks.jar io.github.jqodi.bench.regret.Regret --help}.
 */
@Command(
        description =
                "Sets runs controlled by each estimator's beliefs beside those of one who knows how long training takes.",
        mixinStandardHelpOptions = true)
public final class Regret implements Callable<Integer> {
    private static final int BAR_WIDTH = 80;

    private final PrintStream out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            converter = Values.Folder.class,
            description =
                    "Holds epochs/zeus_epochs_to_target.csv and, for the curves, any curves/*.csv and qat/*.csv. Default: what"
                            + " -Djqodi.data says, which must then be given.")
    private @Nullable Path given;

    private Path data = Path.of("");

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "400",
            converter = Values.Positive.class,
            description = "Draws from the seeds in each scenario. Default: ${DEFAULT-VALUE}.")
    private int seedDraws;

    @Option(
            names = "--curve-draws",
            paramLabel = "N",
            defaultValue = "100",
            converter = Values.Count.class,
            description = "Draws from the curves in each scenario, 0 for none. Default: ${DEFAULT-VALUE}.")
    private int curveDraws;

    @Option(
            names = "--qat-draws",
            paramLabel = "N",
            defaultValue = "100",
            converter = Values.Count.class,
            description =
                    "Draws from the curves of quantization-aware fine-tuning in each scenario, 0 for none. Default: ${DEFAULT-VALUE}.")
    private int qatDraws;

    @Option(
            names = "--fraction",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            converter = Values.Share.class,
            description = "The share of a run that is shown, in (0, 1). Default: ${DEFAULT-VALUE}.")
    private double fraction;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "60",
            converter = Values.Positive.class,
            description = "How many runs of each set are asked about at most. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0.95",
            converter = Values.Confidence.class,
            description = "With which robust values hold in all scenarios, in (0.5, 1). Default: ${DEFAULT-VALUE}.")
    private double confidence;

    @Option(
            names = "--correlation",
            paramLabel = "R",
            defaultValue = "0",
            converter = Values.Closed.class,
            description = "Of the relative errors of any two pairs' beliefs, in [0, 1]. Default: ${DEFAULT-VALUE}.")
    private double correlation;

    @Option(
            names = "--price",
            paramLabel = "M",
            defaultValue = "10",
            converter = Values.Positive.class,
            description =
                    "Of a miss, in cheapest plans of one who knows the distribution of K. Default: ${DEFAULT-VALUE}.")
    private int price;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "default,mix,pow2,trend,constant",
            description = "Of curves; several by commas. Default: ${DEFAULT-VALUE}.")
    private List<String> estimators = new ArrayList<>();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "paper-data1,paper-data2,realistic-data1,realistic-data2,smart-city",
            description = "Of the bundled ones; several by commas. Default: ${DEFAULT-VALUE}.")
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            converter = Values.Positive.class,
            description = "Draws at once; changes no result. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where regret.md, regret.csv and regret.json are written.")
    private @Nullable Path folder;

    private List<CurveEstimator> asked = List.of();
    private final List<RegretTally> tallies = new ArrayList<>();
    private final List<PairedRegret> pairs = new ArrayList<>();
    private final Map<String, String> facts = Machine.facts();

    Regret(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the table, and writes {@code regret.md}, {@code regret.csv} and {@code regret.json} where a folder is given.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Program.main(Regret::new, args);
    }

    @Override
    public Integer call() throws IOException {
        asked = estimators.stream().map(this::estimator).toList();
        scenarios.forEach(this::checkScenario);
        data = given == null ? ofProperty() : given;
        studySeeds();
        studyCurves();
        studyQat();
        print();
        return Program.DONE;
    }

    /** The property may be there and empty, as where a build passes on what it was not told. */
    private Path ofProperty() {
        String folder = System.getProperty("jqodi.data", "");
        if (folder.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--data=DIR'");
        }
        try {
            return new Values.Folder().convert(folder);
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), "-Djqodi.data " + e.getMessage());
        }
    }

    private void studySeeds() throws IOException {
        try (InputStream in = Files.newInputStream(data.resolve("epochs/zeus_epochs_to_target.csv"))) {
            SeedDraws source = new SeedDraws(CurveReader.seeds(in), CurveEstimators.seeds());
            facts.put("seedGroups", String.valueOf(source.groupCount()));
            study("seeds", source, seedDraws);
        }
    }

    private void studyCurves() throws IOException {
        List<CurveSet> sets = curveDraws == 0 ? List.of() : curves();
        if (!sets.isEmpty()) {
            study("curves", forecasts("curves", sets), curveDraws);
        }
    }

    private void studyQat() throws IOException {
        Path folder = data.resolve("qat");
        if (qatDraws > 0 && Files.isDirectory(folder)) {
            study("qat", forecasts("qat", List.of(CurveSet.bySeed(QatData.read(folder)))), qatDraws);
        }
    }

    private CurveDraws forecasts(String kind, List<CurveSet> sets) {
        CurveDraws source;
        try (ProgressBar bar = bar("forecasts", sets.size())) {
            source = new CurveDraws(sets, asked, fraction, runs, bar::step);
        }
        facts.put("shareShown", String.valueOf(fraction));
        facts.put(kind, String.valueOf(source.runCount()));
        return source;
    }

    private CurveEstimator estimator(String name) {
        try {
            return CurveEstimators.named(name);
        } catch (InvalidValueException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--estimator': '" + name + "': " + e.getMessage());
        }
    }

    private void checkScenario(String name) {
        if (!BundledScenarios.names().contains(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--scenario': '" + name + "' must be one of "
                            + String.join(", ", BundledScenarios.names()));
        }
    }

    private List<CurveSet> curves() throws IOException {
        Path folder = data.resolve("curves");
        List<CurveSet> sets = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (var listed = Files.list(folder)) {
                files = listed.filter(file -> file.toString().endsWith(".csv"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    sets.add(CurveSet.halved(CurveReader.curves(in)));
                }
            }
        }
        return sets;
    }

    private void study(String kind, DrawSource source, int draws) throws IOException {
        facts.put("confidence", String.valueOf(confidence));
        facts.put("seed", String.valueOf(seed));
        facts.put("correlation", String.valueOf(correlation));
        facts.put("price", String.valueOf(price));
        RegretStudy.Settings settings = new RegretStudy.Settings(correlation, price, threads);
        try (ProgressBar bar = bar(kind, (long) draws * scenarios.size())) {
            for (String scenario : scenarios) {
                bar.setExtraMessage(scenario);
                RegretStudy study = new RegretStudy(
                                kind, scenario, world(scenario).at(confidence), source, settings)
                        .run(draws, seed, bar::step);
                tallies.addAll(study.tallies());
                pairs.addAll(study.pairs());
                facts.put("impossible, " + kind + ", " + scenario, String.valueOf(study.impossible()));
            }
        }
    }

    /** A bundled scenario. */
    static RegretWorld world(String scenario) throws IOException {
        try (InputStream in = BundledScenarios.open(scenario)) {
            return new RegretWorld(ScenarioJson.read(in));
        }
    }

    private void print() throws IOException {
        List<Figure> figures = Stream.concat(
                        tallies.stream().flatMap(tally -> tally.figures().stream()),
                        pairs.stream().flatMap(pair -> pair.figures().stream()))
                .toList();
        StringBuilder text = new StringBuilder();
        facts.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(RegretTally.heading());
        tallies.forEach(tally -> text.append(tally.line()));
        text.append('\n').append(PairedRegret.heading());
        pairs.forEach(pair -> text.append(pair.line()));
        out.print(text);
        if (folder != null) {
            new FigureTable(facts, figures).write(folder, "regret");
            Files.writeString(folder.resolve("regret.md"), text);
        }
    }

    private static ProgressBar bar(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_WIDTH))
                .build();
    }
}
