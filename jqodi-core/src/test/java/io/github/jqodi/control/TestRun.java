package io.github.jqodi.control;

import io.github.jqodi.json.RunStateJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A run of up to ten epochs on two servers whose links move, whose state is saved after every step. As a program it prints each step
 * and then waits for a line, so that it can be ended there.
 */
final class TestRun {
    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "saved", "target": {"deadlineSeconds": 60, "loss": 0.4},
             "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
             "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
             "edgeServers": [
               {"name": "near", "macsPerSecond": 5e9, "joulesPerMac": 2e-9,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 4e6, "watts": 2}},
               {"name": "far", "macsPerSecond": 4e10, "joulesPerMac": 3e-9, "switchSeconds": 0.3, "switchJoules": 1,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 3e6, "uplinkBitsPerSecond": 1e6, "joulesPerBit": 1e-6}}],
             "bitWidths": [4, 8], "workload": {"trainSamples": 200, "validationSamples": 50, "inputElements": 3072},
             "models": [{"name": "m", "loss": 0.9, "cuts": [0, 1, 2],
               "layers": [{"name": "1", "macs": 3e6, "parameters": 20000, "outputElements": 400},
                          {"name": "2", "macs": 9e6, "parameters": 60000, "outputElements": 100}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"mean": 6, "spread": 1}},
                           {"model": "m", "bits": 4, "epochs": {"mean": 8, "spread": 2}}]}
            """;

    /** What decides. */
    enum Kind {
        /** Schedules, as switching the server costs something. */
        PLANNED {
            @Override
            Problem problem() {
                return ScenarioJson.parse(SCENARIO);
            }

            @Override
            double seenSeconds(NextEpoch epoch) {
                return epoch.seconds() / 3;
            }
        },
        /** The closed loop, as rates were seen long enough to be uncertain. */
        CLOSED_LOOP {
            @Override
            Problem problem() {
                return ScenarioJson.parse(SCENARIO.replace("\"switchSeconds\": 0.3, \"switchJoules\": 1,", ""));
            }

            @Override
            double seenSeconds(NextEpoch epoch) {
                return 10;
            }
        };

        abstract Problem problem();

        /** How long the rate of an epoch was seen. */
        abstract double seenSeconds(NextEpoch epoch);
    }

    private final Kind kind;
    private final RunController controller;
    private final Path file;
    private final Consumer<String> steps;

    private TestRun(Kind kind, RunController controller, Path file, Consumer<String> steps) {
        this.kind = kind;
        this.controller = controller;
        this.file = file;
        this.steps = steps;
    }

    static Problem problem() {
        return Kind.PLANNED.problem();
    }

    static ControlOptions options() {
        return ControlOptions.DEFAULT;
    }

    /** Goes on from the state that is saved, or starts. */
    static void run(Kind kind, Path file, Consumer<String> steps) throws IOException {
        RunController controller = RunStateJson.load(file)
                .map(state -> RunController.resume(kind.problem(), options(), state))
                .orElseGet(() -> RunController.start(kind.problem(), options()));
        new TestRun(kind, controller, file, steps).run();
    }

    private void run() throws IOException {
        Decision decision = controller.next();
        while (decision.epoch().isPresent()) {
            saved("decided " + decision);
            NextEpoch epoch = decision.epoch().get();
            double rate = 1e6 * (1 + (epoch.epoch() * 7) % 5);
            controller.rateSeen(LinkName.ofDevice("near"), rate, kind.seenSeconds(epoch));
            controller.resourcesChanged(ResourceChanges.NONE
                    .withRate(LinkName.ofDevice("near"), rate / 3)
                    .withSlowDown("far", 1 + epoch.epoch() % 3));
            controller.observe(0.9 - 0.07 * epoch.epoch(), epoch.seconds() * (1 + 0.1 / epoch.epoch()), epoch.joules());
            saved("observed " + epoch.epoch());
            decision = controller.next();
        }
        saved("ended " + decision);
    }

    private void saved(String step) throws IOException {
        RunStateJson.save(controller.state(), file);
        steps.accept(step);
    }

    /**
     * Runs as a process that can be ended.
     *
     * @param arguments what decides, and the file of the state
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        run(Kind.valueOf(arguments[0]), Path.of(arguments[1]), step -> {
            System.out.println(step);
            System.out.flush();
            try {
                if (System.in.read() < 0) {
                    throw new IllegalStateException("nobody listens");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
