package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Optional;

/**
 * Names by which states and news of a run speak of its scenario. What the scenario does not hold is refused with an
 * {@link io.github.jqodi.error.InvalidValueException} that says what it holds.
 *
 * @param scenario of the run
 */
record ScenarioNames(Scenario scenario) {
    /** Refuses a state of which any part is of another scenario. */
    void check(RunState state) {
        state.stints().forEach(stint -> checkPair(stint.pair()));
        state.decision().flatMap(Decision::epoch).ifPresent(epoch -> {
            checkPair(epoch.pair());
            checkServer(epoch.server());
        });
        state.servers().keySet().forEach(this::checkServer);
        state.lastServer().ifPresent(this::checkServer);
        state.committed().ifPresent(this::checkSchedule);
        state.links().keySet().forEach(this::link);
    }

    private void checkPair(QuantizedModel pair) {
        scenario.model(pair.model());
        KnownNames.of(scenario.quantizations().stream().map(Quantization::name).toList())
                .require("quantization", pair.quantization(), "is not in this scenario");
    }

    private void checkSchedule(Committed schedule) {
        schedule.servers().keySet().forEach(this::checkServer);
        for (Committed.Step step : schedule.steps()) {
            checkServer(step.server());
            Check.that(
                    scenario.models().stream()
                            .anyMatch(model -> model.cutPoints().contains(step.cut())),
                    "cut",
                    step.cut(),
                    "is not in this scenario");
        }
    }

    void checkServer(String name) {
        scenario.server(name);
    }

    /** A link as the scenario states it. */
    Link link(LinkName name) {
        EdgeServer server = scenario.server(name.server());
        Optional<Link> link = name.end() == LinkName.End.CLOUD ? server.cloudLink() : server.deviceLink();
        return link.orElseThrow(() -> Check.invalid(
                "link", name, "must be one of the scenario", "Where costs are measured, links need not be there."));
    }
}
