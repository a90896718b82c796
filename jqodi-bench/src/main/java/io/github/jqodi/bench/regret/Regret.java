package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.FigureTable;
import io.github.jqodi.bench.report.Machine;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.trace.CurveReader;
import io.github.jqodi.json.ScenarioJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * The regret in joules of plans made from each estimator's beliefs, against the plan of one who knows K of every pair, in the
 * bundled scenarios: energy of the plan run until training really ends, minus that of the clairvoyant plan. It is averaged over
 * the draws that met the deadline; those that missed it and those without a plan are counted. {@link SeedDraws} and
 * {@link CurveDraws} say where K and beliefs come from.
 *
 * <p>Run {@code java -Djqodi.data=DIR -cp benchmarks.jar io.github.jqodi.bench.regret.Regret [--draws N] [--curve-draws N]
 * [--fraction SHARE] [--runs N] [--confidence P] [--seed N] [--out DIR]}; {@code DIR} holds {@code epochs/zeus_epochs_to_target.csv} and, for
 * the curves, any {@code curves/*.csv}.
 */
public final class Regret {
    private static final List<String> SCENARIOS =
            List.of("paper-data1", "paper-data2", "realistic-data1", "realistic-data2", "smart-city");
    private static final int BAR_WIDTH = 80;

    private final List<String> arguments;
    private final Path data;
    private final List<RegretTally> tallies = new ArrayList<>();
    private final Map<String, String> facts = Machine.facts();

    private Regret(List<String> arguments, Path data) {
        this.arguments = arguments;
        this.data = data;
    }

    /**
     * Prints the table, and writes {@code regret.md}, {@code regret.csv} and {@code regret.json} where a folder is given.
     *
     * @param args {@code --draws N} for seeds, 400 by default; {@code --curve-draws N}, 100 by default; {@code --fraction SHARE}
     *     of a run that is shown, 0.2 by default; {@code --runs N} asked about in each set at most, 60 by default;
     *     {@code --confidence P} of robust values in all scenarios, 0.95 by default; {@code --seed N}, 1 by default; {@code --out DIR}
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        String folder = System.getProperty("jqodi.data", "");
        if (folder.isEmpty()) {
            System.err.println("no public measurements: set -Djqodi.data");
            System.exit(2);
        }
        Regret regret = new Regret(Arrays.asList(args), Path.of(folder));
        regret.studySeeds();
        regret.studyCurves();
        regret.print();
    }

    private void studySeeds() throws IOException {
        int draws = whole("--draws", 400);
        try (InputStream in = Files.newInputStream(data.resolve("epochs/zeus_epochs_to_target.csv"))) {
            SeedDraws source = new SeedDraws(CurveReader.seeds(in), CurveEstimators.seeds());
            facts.put("seedGroups", String.valueOf(source.groupCount()));
            study("seeds", source, draws);
        }
    }

    private void studyCurves() throws IOException {
        List<List<Curve>> sets = curves();
        int draws = whole("--curve-draws", 100);
        if (sets.isEmpty() || draws == 0) {
            return;
        }
        double fraction = Double.parseDouble(after("--fraction").orElse("0.2"));
        int estimators = CurveEstimators.all().size();
        CurveDraws source;
        try (ProgressBar bar = bar("forecasts", estimators)) {
            source = new CurveDraws(sets, CurveEstimators.all(), fraction, whole("--runs", 60), bar::step);
        }
        facts.put("shareShown", String.valueOf(fraction));
        facts.put("curves", String.valueOf(source.runCount()));
        study("curves", source, draws);
    }

    private List<List<Curve>> curves() throws IOException {
        Path folder = data.resolve("curves");
        List<List<Curve>> sets = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (var listed = Files.list(folder)) {
                files = listed.filter(file -> file.toString().endsWith(".csv"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    sets.add(CurveReader.curves(in));
                }
            }
        }
        return sets;
    }

    private void study(String kind, DrawSource source, int draws) throws IOException {
        long seed = whole("--seed", 1);
        double confidence = Double.parseDouble(after("--confidence").orElse("0.95"));
        facts.put("confidence", String.valueOf(confidence));
        facts.put("seed", String.valueOf(seed));
        try (ProgressBar bar = bar(kind, (long) draws * SCENARIOS.size())) {
            for (String scenario : SCENARIOS) {
                bar.setExtraMessage(scenario);
                RegretStudy study = new RegretStudy(
                                kind, scenario, world(scenario).at(confidence), source)
                        .run(draws, seed, bar::step);
                tallies.addAll(study.tallies());
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
        List<Figure> figures =
                tallies.stream().flatMap(tally -> tally.figures().stream()).toList();
        StringBuilder text = new StringBuilder();
        facts.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(RegretTally.heading());
        tallies.forEach(tally -> text.append(tally.line()));
        System.out.print(text);
        System.out.flush();
        Optional<String> folder = after("--out");
        if (folder.isPresent()) {
            new FigureTable(facts, figures).write(Path.of(folder.get()), "regret");
            Files.writeString(Path.of(folder.get(), "regret.md"), text);
        }
    }

    private static ProgressBar bar(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_WIDTH))
                .build();
    }

    private int whole(String option, int otherwise) {
        return after(option).map(Integer::parseInt).orElse(otherwise);
    }

    private Optional<String> after(String option) {
        int at = arguments.indexOf(option);
        if (at >= 0 && at + 1 == arguments.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return at < 0 ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }
}
