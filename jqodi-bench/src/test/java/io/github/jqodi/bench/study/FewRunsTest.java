package io.github.jqodi.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.bench.program.ProgramRun;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.evaluate.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FewRunsTest {
    /** Takes down what it is asked, and says that K is twice the epochs seen. */
    private static final class Listening implements CurveEstimator {
        private final List<Integer> history = new ArrayList<>();
        private final Set<String> past = new LinkedHashSet<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public String name() {
            return "listening";
        }

        @Override
        public String description() {
            return name();
        }

        @Override
        public FittedEstimator fit(List<Curve> runs) {
            history.add(runs.size());
            runs.forEach(run -> past.add(run.name()));
            return (observed, targets) -> {
                asked.add(observed.name() + Arrays.toString(targets));
                return Arrays.stream(targets)
                        .mapToObj(target -> EpochForecast.reached(2 * observed.lastEpoch()))
                        .toList();
            };
        }
    }

    private static List<Curve> runs() {
        List<Curve> runs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double[] losses = new double[20];
            for (int k = 0; k < losses.length; k++) {
                losses[k] = (1 + 0.01 * i) / (k + 1);
            }
            runs.add(Curve.ofLosses("run " + i, losses));
        }
        return runs;
    }

    /** Targets of runs that fall all the time lie at epochs 10, 14 and a random one; 8 is foreseen. */
    @Test
    void everyNumberOfPastRunsIsAskedTheSame() {
        FewRunsScores set = new FewRunsScores(runs(), 3, 6);
        List<List<String>> asked = new ArrayList<>();
        for (int count : new int[] {0, 4, 40}) {
            Listening listening = new Listening();
            Scores scores = set.of(listening, count, 0.2);
            assertEquals(List.of(Math.min(10, count), Math.min(10, count), Math.min(10, count)), listening.history);
            assertEquals(18, listening.asked.size());
            assertEquals(4, scores.reachable().point().meanAbsoluteError().orElseThrow(), 1e-9);
            asked.add(listening.asked);
        }
        assertEquals(asked.get(0), asked.get(1));
        assertEquals(asked.get(0), asked.get(2));
    }

    @Test
    void pastRunsAreNotAskedAbout() {
        Listening listening = new Listening();
        new FewRunsScores(runs(), 1, 100).of(listening, 40, 0.2);
        assertEquals(10, listening.past.size());
        assertTrue(listening.asked.stream()
                .noneMatch(asked -> listening.past.contains(asked.substring(0, asked.indexOf('[')))));
    }

    @Test
    void theStudyPrintsARowForEachNumberOfPastRuns() {
        String data = System.getProperty("jqodi.data", "");
        assumeTrue(!data.isEmpty(), "-Djqodi.data names the folder of public data");
        List<String> lines = ProgramRun.of(
                        FewRuns::new, data, "--draws", "1", "--runs", "2", "--past", "0,1", "--estimator", "mix")
                .out()
                .lines()
                .toList();
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).contains("ResNets, drop told 40 %"), lines.get(0));
        assertTrue(lines.get(2).startsWith("| 0 | ") && lines.get(2).endsWith(" | 0.0 |"), lines.get(2));
        // Without drops nothing is learnt from so few, where none of them stood still.
        assertEquals(column(lines.get(2), 2), column(lines.get(3), 2));
    }

    private static String column(String line, int index) {
        return line.split("\\|", -1)[index].strip();
    }
}
