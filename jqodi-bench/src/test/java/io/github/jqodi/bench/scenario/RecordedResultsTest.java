package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.solve.SolveResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * Plans of problems that use no field of the truthful epoch, against what was planned before there were any: every number bit
 * for bit.
 *
 * <p>{@code recorded-results.csv} was written by commit 1a466da, the last one without any of those fields, whose default
 * costs were what {@code AnalyticCosts.PAPER} is: a program did there what this test does, over its bundled files, its
 * generator, a fleet and its random problems of core's tests. Those last are kept in {@code random-problems.jsonl}, as that
 * commit wrote them, with the payload and the bit scaling that were the default put in. Left out are
 * per-epoch schedules by rule {@code paper} of two files, for their time. Older commits differ from it in the
 * last digits of means over a normal distribution of K, since Φ was worked out in another way until f5e7af9, and of losses,
 * which were not added up exactly. A digest is the first eight bytes of SHA-256 over {@link #text}.
 */
class RecordedResultsTest {
    private static final HexFormat HEX = HexFormat.of();

    /** One line of the file. */
    private record Recorded(
            String problem,
            SchedulePolicy schedule,
            Rule rule,
            String status,
            String pair,
            String objective,
            String digest) {
        static Recorded of(String line) {
            String[] cells = line.split(",", -1);
            return new Recorded(
                    cells[0],
                    SchedulePolicy.valueOf(cells[1]),
                    Rule.valueOf(cells[2]),
                    cells[3],
                    cells[4] + "," + cells[5],
                    cells[6],
                    cells[7]);
        }
    }

    @Test
    void everyNumberOfBeforeComesOutBitForBit() {
        Map<String, List<Recorded>> recorded = lines("recorded-results.csv").stream()
                .skip(1)
                .map(Recorded::of)
                .collect(Collectors.groupingBy(Recorded::problem));
        assertEquals(680, recorded.values().stream().mapToInt(List::size).sum());
        Map<String, Supplier<Problem>> problems = problems();
        assertTrue(problems.keySet().containsAll(recorded.keySet()), "problems that are not generated");
        List<String> different = new ArrayList<>();
        recorded.forEach((name, results) -> {
            Problem problem = Objects.requireNonNull(problems.get(name)).get();
            for (Recorded before : results) {
                Recorded now = now(before, problem);
                if (!now.equals(before)) {
                    different.add(before + " is now " + now);
                }
            }
        });
        assertEquals(List.of(), different);
    }

    private static Recorded now(Recorded before, Problem problem) {
        Problem scheduled = problem.withScenario(problem.scenario().withSchedule(before.schedule()));
        SolveResult result = Planner.create().withRule(before.rule()).plan(scheduled);
        return new Recorded(
                before.problem(),
                before.schedule(),
                before.rule(),
                result.status().name(),
                result.plan()
                        .map(plan -> plan.pair().model() + "," + plan.pair().quantization())
                        .orElse(","),
                result.plan().map(plan -> Double.toHexString(plan.objective())).orElse(""),
                digest(text(result)));
    }

    private static Map<String, Supplier<Problem>> problems() {
        Map<String, Supplier<Problem>> problems = new HashMap<>();
        for (String name : BundledScenarios.names()) {
            problems.put(name, () -> bundled(name));
        }
        generate(problems, SizeClass.TINY, 8);
        generate(problems, SizeClass.PAPER, 4);
        generate(problems, SizeClass.MEDIUM, 2);
        generate(problems, SizeClass.LARGE, 1);
        Problem device =
                InstanceGenerator.of(SizeClass.PAPER).withForecasts(true).generate();
        List<Problem> fleet = Variations.fleet(device, 6, 5);
        for (int i = 0; i < fleet.size(); i++) {
            Problem own = fleet.get(i);
            problems.put("fleet-" + i, () -> own);
        }
        for (String line : lines("random-problems.jsonl")) {
            Problem problem = ScenarioJson.parse(line);
            problems.put(problem.scenario().name(), () -> problem);
        }
        return problems;
    }

    private static Problem bundled(String name) {
        try (InputStream in = BundledScenarios.open(name)) {
            return ScenarioJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void generate(Map<String, Supplier<Problem>> problems, SizeClass size, int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            for (boolean forecasts : new boolean[] {false, true}) {
                for (Tightness tightness : Tightness.values()) {
                    InstanceGenerator generator = InstanceGenerator.of(size)
                            .withSeed(seed)
                            .withForecasts(forecasts)
                            .withTightness(tightness);
                    problems.put(generator.name(), generator::generate);
                }
            }
        }
    }

    /** All that a plan said then, doubles in hexadecimal. */
    private static String text(SolveResult result) {
        List<String> text = new ArrayList<>();
        text.add(result.status().name());
        result.plan().ifPresent(plan -> describe(plan, text));
        return String.join("; ", text);
    }

    private static void describe(Plan plan, List<String> text) {
        text.add(plan.pair().model());
        text.add(plan.pair().quantization());
        plan.schedule()
                .forEach(segment -> text.add(segment.fromEpoch() + "-" + segment.toEpoch() + " "
                        + segment.server().orElseThrow() + " " + segment.cut()));
        text.add(hex(plan.setup().seconds(), plan.setup().joules()));
        for (Totals totals : List.of(plan.nominal(), plan.robust())) {
            text.add(totals.epochs() + " "
                    + hex(totals.seconds(), totals.joules(), totals.loss().orElse(-1)));
        }
        text.add(hex(
                plan.expected().epochs(),
                plan.expected().seconds(),
                plan.expected().joules()));
        plan.inference()
                .ifPresent(place -> text.add(place.server().orElseThrow() + " " + place.cut() + " "
                        + hex(place.samples(), place.seconds(), place.joules())));
        plan.score().ifPresent(score -> text.add(hex(score.value(), score.opportunity(), score.risk())));
        plan.bill()
                .forEach(item -> text.add(item.node() + " " + item.phase() + " " + hex(item.seconds(), item.joules())));
        text.add(hex(plan.objective()));
    }

    private static String hex(double... values) {
        StringJoiner joined = new StringJoiner(" ");
        DoubleStream.of(values).mapToObj(Double::toHexString).forEach(joined::add);
        return joined.toString();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HEX.formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in =
                Objects.requireNonNull(RecordedResultsTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
