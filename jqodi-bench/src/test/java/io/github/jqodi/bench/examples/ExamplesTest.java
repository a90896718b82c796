package io.github.jqodi.bench.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.Decision;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.ResourceChanges;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples: three epochs reach the target, on a of 1 s and 10 J, on b of 2 s and 4 J. */
class ExamplesTest {
    static Problem problem() {
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "example", "target": {"deadlineSeconds": 20, "loss": 0.5},
                 "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 0},
                 "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 0},
                 "edgeServers": [
                   {"name": "a", "cloudLink": {"bitsPerSecond": 1e9, "joulesPerBit": 0},
                    "deviceLink": {"bitsPerSecond": 1e6, "joulesPerBit": 0}},
                   {"name": "b", "cloudLink": {"bitsPerSecond": 1e9, "joulesPerBit": 0},
                    "deviceLink": {"bitsPerSecond": 1e6, "joulesPerBit": 0}}],
                 "bitWidths": [8], "models": [{"name": "m", "loss": 0.9, "cuts": [0]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 10},
                   {"model": "m", "bits": 8, "server": "b", "cut": 0, "seconds": 2, "joules": 4}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}]}
                """);
    }

    /** In its second epoch b goes down; the run waits for nothing, since a is there. */
    @Test
    void aSchedulerRunsToTheEnd(@TempDir Path folder) throws IOException {
        List<String> servers = new ArrayList<>();
        List<String> log = new ArrayList<>();
        SchedulerLoop loop =
                new SchedulerLoop(problem(), new TestCluster(servers), folder.resolve("run.json"), log::add);
        assertEquals(Optional.of(Decision.Stop.SUCCESS), loop.run().stop());
        assertEquals(List.of("b", "b", "a", "a"), servers);
        assertEquals(5, log.size(), log::toString);
        assertTrue(log.get(0).startsWith("epoch 1 of m at 8 bits: cut 0 on b, 2 s, 4 J; planned 3 epochs"), log.get(0));
    }

    /** Breaks off the second epoch. */
    private static final class TestCluster implements SchedulerLoop.Cluster {
        private final List<String> servers;

        TestCluster(List<String> servers) {
            this.servers = servers;
        }

        @Override
        public ResourceChanges resources() {
            return servers.size() == 2 ? ResourceChanges.NONE.withDown("b") : ResourceChanges.NONE;
        }

        @Override
        public Optional<SchedulerLoop.Measured> run(NextEpoch epoch) {
            servers.add(epoch.server());
            return servers.size() == 2
                    ? Optional.empty()
                    : Optional.of(new SchedulerLoop.Measured(1 - 0.2 * epoch.epoch(), epoch.seconds(), epoch.joules()));
        }

        @Override
        public double await() {
            return 1;
        }
    }

    @Test
    void aServiceAnswersLineByLineAndGoesOnWhereItWas(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.json");
        assertEquals(
                List.of("run b 0", "ok", "ok", "ok", "run a 0"),
                answers(file, "next", "epoch 0.8 2 4", "down b", "rate a 5e5", "next"));
        assertEquals(
                List.of("run a 0", "ok", "ok", "wait", "ok", "ok", "run b 0", "ok", "stop SUCCESS"),
                answers(
                        file,
                        "next",
                        "broken 0.5 1",
                        "down a",
                        "next",
                        "waited 3",
                        "up b",
                        "next",
                        "epoch 0.4 2 4",
                        "next"));
        List<String> wrong = answers(file, "jump", "epoch", "down x");
        assertTrue(wrong.stream().allMatch(answer -> answer.startsWith("error ")), wrong::toString);
    }

    private static List<String> answers(Path file, String... requests) throws IOException {
        StringWriter out = new StringWriter();
        ControlService.open(problem(), file).serve(new StringReader(String.join("\n", requests)), out);
        return out.toString().lines().toList();
    }
}
