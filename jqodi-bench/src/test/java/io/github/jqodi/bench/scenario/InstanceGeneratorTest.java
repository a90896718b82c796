package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.solve.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceGeneratorTest {
    @Test
    void equalSettingsGiveEqualFiles() {
        InstanceGenerator generator =
                InstanceGenerator.of(SizeClass.MEDIUM).withForecasts(true).withSeed(3);
        String first = ScenarioJson.write(generator.generate());
        assertEquals(first, ScenarioJson.write(generator.generate()));
        assertNotEquals(first, ScenarioJson.write(generator.withSeed(4).generate()));
    }

    @Test
    void aFileBringsTheProblemBack() {
        Problem problem =
                InstanceGenerator.of(SizeClass.TINY).withForecasts(true).generate();
        String file = ScenarioJson.write(problem);
        assertEquals(file, ScenarioJson.write(ScenarioJson.read(stream(file))));
    }

    @Test
    void forecastsChangeNothingElse() {
        InstanceGenerator generator = InstanceGenerator.of(SizeClass.MEDIUM).withSeed(5);
        List<EdgeServer> steady = generator.generate().scenario().edgeServers();
        List<EdgeServer> varying =
                generator.withForecasts(true).generate().scenario().edgeServers();
        for (int x = 0; x < steady.size(); x++) {
            Link base = steady.get(x).deviceLink().orElseThrow();
            Link forecast = varying.get(x).deviceLink().orElseThrow();
            assertEquals(base, forecast.withBitsPerSecondByEpoch(List.of()));
            assertEquals(100, forecast.bitsPerSecondByEpoch().size());
            double rate = base.rate().bitsPerSecond();
            assertTrue(forecast.bitsPerSecondByEpoch().stream()
                    .allMatch(v -> v >= 0.3 * rate * (1 - 1e-12) && v <= 2 * rate * (1 + 1e-12)));
        }
    }

    @ParameterizedTest
    @EnumSource(Tightness.class)
    void deadlinesLieWhereTheyWereAskedFor(Tightness tightness) {
        Problem problem = InstanceGenerator.of(SizeClass.PAPER)
                .withTightness(tightness)
                .withForecasts(true)
                .generate();
        DeadlineSpan span = ProblemDeadlineSpan.of(problem);
        assertTrue(span.leastEnergySeconds() > span.fastestSeconds());
        assertEquals(span.at(tightness.share()), problem.scenario().target().deadlineSeconds());
        assertEquals(Status.OPTIMAL, Planner.create().plan(problem).status());
    }

    @Test
    void theSpanEndsAtTheFreeOptimum() {
        Problem problem = InstanceGenerator.of(SizeClass.TINY).generate();
        DeadlineSpan span = ProblemDeadlineSpan.of(problem);
        var free =
                Planner.create().plan(problem.withDeadlineSeconds(1e7)).plan().orElseThrow();
        assertEquals(span.leastEnergySeconds(), free.robust().seconds(), 1e-9 * span.leastEnergySeconds());
        Problem tooSoon = problem.withDeadlineSeconds(span.fastestSeconds() * (1 - 1e-9));
        assertTrue(Planner.create()
                .plan(tooSoon)
                .plan()
                .filter(plan -> plan.pair().equals(free.pair()))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"TINY, 60", "PAPER, 4752", "MEDIUM, 208000", "LARGE, 12000000"})
    void sizesAreAsStated(SizeClass size, double cells) {
        Problem problem = InstanceGenerator.of(size).generate();
        List<Candidate> candidates = problem.assess().candidates();
        Dimensions dimensions = size.dimensions();
        int pairs = dimensions.models() * dimensions.bitWidths() - (size == SizeClass.PAPER ? 1 : 0);
        assertEquals(pairs, candidates.size());
        assertEquals(dimensions.epochs(), most(candidates, Candidate::robustEpochs));
        assertEquals(
                dimensions.cellsPerEpoch(), most(candidates, c -> c.actions().size()));
        long epochs = candidates.stream().mapToLong(Candidate::robustEpochs).sum();
        assertEquals(cells, (double) epochs * dimensions.cellsPerEpoch(), 0.06 * cells);
    }

    /** Means over seeds; a prototype's generator had 4.8-7.0, 17-19, 41-67 frontier cells and 12-16 corners at most. */
    @ParameterizedTest
    @CsvSource({"PAPER, 5.6, 4.7, 2", "MEDIUM, 22, 11, 10", "LARGE, 48, 15, 22"})
    void frontiersMixServersAndCuts(SizeClass size, double frontier, double hull, double servers) {
        List<FrontierCount> counts = IntStream.range(0, 8)
                .mapToObj(seed -> InstanceGenerator.of(size).withSeed(seed).generate())
                .flatMap(problem -> FrontierCount.of(problem).stream())
                .toList();
        assertEquals(frontier, mean(counts, FrontierCount::frontier), 0.1 * frontier);
        assertEquals(hull, mean(counts, FrontierCount::hull), 0.1 * hull);
        assertEquals(servers, mean(counts, FrontierCount::servers), 0.1 * servers);
    }

    @Test
    void someServersLackMemory() {
        List<EdgeServer> servers =
                InstanceGenerator.of(SizeClass.HUGE).generate().scenario().edgeServers();
        long limited = servers.stream().filter(s -> s.memoryBytes().isPresent()).count();
        assertEquals(150, (double) limited, 40);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int most(List<Candidate> candidates, ToIntFunction<Candidate> count) {
        return candidates.stream().mapToInt(count).max().orElseThrow();
    }

    private static double mean(List<FrontierCount> counts, ToIntFunction<FrontierCount> count) {
        return counts.stream().mapToInt(count).average().orElseThrow();
    }
}
