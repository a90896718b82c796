package io.github.jqodi.estimators.evaluate;

import io.github.jqodi.estimators.seeds.SeedGroup;
import io.github.jqodi.estimators.seeds.SeedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Protocol P3: K of one seed is asked, K of the other seeds of its configuration is shown. Immutable.
 *
 * @param questions what is asked
 * @param others for each question the other seeds
 * @param history groups of other configurations
 */
public record SeedQuestions(List<Question> questions, List<SeedGroup> others, List<SeedGroup> history) {
    private static final int FEWEST_SEEDS = 4;

    /**
     * Copies all lists.
     *
     * @param questions in order
     * @param others one for each question
     * @param history in order
     */
    public SeedQuestions {
        questions = List.copyOf(questions);
        others = List.copyOf(others);
        history = List.copyOf(history);
    }

    /**
     * Every other configuration, the first among them, is history; the rest is asked about.
     *
     * @param runs of all configurations
     * @param fewestEpochs groups whose other seeds take fewer epochs in the mean are left out
     * @return the questions
     */
    public static SeedQuestions alternating(List<SeedRun> runs, double fewestEpochs) {
        List<String> names = configurations(runs);
        Set<String> past = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i += 2) {
            past.add(names.get(i));
        }
        return of(runs, past, fewestEpochs);
    }

    /**
     * Questions about all configurations, with a history of its own.
     *
     * @param runs to ask about
     * @param history past runs; configurations that are asked about are left out
     * @param fewestEpochs groups whose other seeds take fewer epochs in the mean are left out
     * @return the questions
     */
    public static SeedQuestions withHistory(List<SeedRun> runs, List<SeedRun> history, double fewestEpochs) {
        Set<String> asked = new LinkedHashSet<>(configurations(runs));
        List<SeedRun> past = history.stream()
                .filter(run -> !asked.contains(run.configuration()))
                .toList();
        SeedQuestions alone = of(runs, Set.of(), fewestEpochs);
        return new SeedQuestions(alone.questions, alone.others, SeedRun.grouped(past));
    }

    private static SeedQuestions of(List<SeedRun> runs, Set<String> past, double fewestEpochs) {
        Map<String, Integer> longest = longest(runs);
        List<Question> questions = new ArrayList<>();
        List<SeedGroup> others = new ArrayList<>();
        for (List<SeedRun> group : SeedRun.byGroup(runs)) {
            if (past.contains(group.get(0).configuration()) || group.size() < FEWEST_SEEDS) {
                continue;
            }
            for (int left = 0; left < group.size(); left++) {
                SeedGroup rest = without(group, left);
                double mean = Arrays.stream(rest.reached()).average().orElse(Double.POSITIVE_INFINITY);
                if (mean >= fewestEpochs) {
                    SeedRun run = group.get(left);
                    others.add(rest);
                    questions.add(new Question(
                            run.configuration() + "#" + run.seed(),
                            run.target(),
                            List.of(TargetKind.SEED),
                            run.epochs(),
                            longest.getOrDefault(family(run), 1)));
                }
            }
        }
        List<SeedRun> historical =
                runs.stream().filter(run -> past.contains(run.configuration())).toList();
        return new SeedQuestions(questions, others, SeedRun.grouped(historical));
    }

    private static SeedGroup without(List<SeedRun> group, int left) {
        List<SeedRun> rest = new ArrayList<>(group);
        rest.remove(left);
        return SeedRun.group(rest);
    }

    private static List<String> configurations(List<SeedRun> runs) {
        return runs.stream().map(SeedRun::configuration).distinct().toList();
    }

    /** The longest K of a data set, which the part of a configuration's name before the first slash names. */
    private static Map<String, Integer> longest(List<SeedRun> runs) {
        return runs.stream()
                .filter(run -> run.epochs().isPresent())
                .collect(Collectors.toMap(
                        SeedQuestions::family, run -> run.epochs().getAsInt(), Math::max, LinkedHashMap::new));
    }

    private static String family(SeedRun run) {
        int slash = run.configuration().indexOf('/');
        return slash < 0 ? run.configuration() : run.configuration().substring(0, slash);
    }
}
