package io.github.jqodi.control;

import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;

/** Three servers, worked by hand: on a an epoch takes 1 s and 10 J, on b 2 s and 4 J, on c 4 s and 3 J. Setting up takes 1 s and 5 J. */
final class ThreeServers {
    /** A scenario whose DEADLINE and EPOCHS are to be said. */
    static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "three servers",
             "target": {"deadlineSeconds": DEADLINE, "loss": 0.5},
             "edgeServers": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
             "bitWidths": [8],
             "models": [{"name": "m", "loss": 0.9, "cuts": [0], "setup": [{"bits": 8, "seconds": 1, "joules": 5}]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 10},
               {"model": "m", "bits": 8, "server": "b", "cut": 0, "seconds": 2, "joules": 4},
               {"model": "m", "bits": 8, "server": "c", "cut": 0, "seconds": 4, "joules": 3}]},
             "estimates": [{"model": "m", "bits": 8, "epochs": EPOCHS}]}
            """;

    /** Three epochs reach the target. */
    static final String THREE = "{\"expected\": 3, \"robust\": 3}";

    private ThreeServers() {}

    static Problem problem(double deadline, String epochs) {
        return ScenarioJson.parse(
                SCENARIO.replace("DEADLINE", Double.toString(deadline)).replace("EPOCHS", epochs));
    }
}
