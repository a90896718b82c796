package io.github.jqodi.bench.reproduce;

import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Selection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The four decisions of the paper, the same in every epoch.
 *
 * @param pair model and width
 * @param cut j
 * @param server its name
 */
record Decision(QuantizedModel pair, int cut, String server) {
    /** As in {@code LeNet-like 8-bit}. */
    static String label(QuantizedModel pair) {
        return pair.model() + " " + pair.quantization() + "-bit";
    }

    /** Reads {@code LeNet-like 8-bit p1 RTX3090}. */
    static Decision parse(String text) {
        String[] words = text.split(" ", -1);
        int bits = Integer.parseInt(words[1].replace("-bit", ""));
        return new Decision(QuantizedModel.of(words[0], bits), Integer.parseInt(words[2].substring(1)), words[3]);
    }

    /** That of a plan; with more than one segment the plan's own words. */
    static Value of(Plan plan) {
        List<Segment> schedule = plan.schedule();
        return Value.of(
                schedule.size() == 1
                        ? new Decision(
                                        plan.pair(),
                                        schedule.get(0).cut(),
                                        schedule.get(0).server().orElse("-"))
                                .toString()
                        : schedule.stream().map(Segment::toString).collect(Collectors.joining("; ")));
    }

    static Action action(Problem problem, String server, int cut) {
        return new Action(problem.scenario().server(server), cut);
    }

    /** The problem with nothing else to choose from. */
    Problem pin(Problem problem) {
        Choices choices = Choices.ALL
                .withModels(Selection.only(List.of(pair.model())))
                .withQuantizations(Selection.only(List.of(pair.quantization())))
                .withServers(Selection.only(List.of(server)))
                .withCuts(Selection.only(List.of(cut)));
        return problem.withScenario(problem.scenario().withChoices(choices));
    }

    @Override
    public String toString() {
        return label(pair) + " p" + cut + " " + server;
    }
}
