package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.reproduce.Panel.Bar;
import io.github.jqodi.bench.reproduce.Panel.Scale;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.plan.InferenceTable;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Figures 9 and 10: inference of Data 1's validation images on the device alone and with a server. */
final class InferenceFigures {
    private static final QuantizedModel VGG = QuantizedModel.of("VGG-like", 32);
    private static final QuantizedModel LENET_MINIMAL = QuantizedModel.of("LeNet-like", 1);
    private static final String WEAK = "Imposed on the fit as a weak inequality.";
    private static final List<Place> PLACES =
            List.of(new Place("PI", ""), new Place("PI+3090", "RTX3090"), new Place("PI+4090", "RTX4090"));
    private static final List<Place> COMBINED = PLACES.subList(1, 3);

    private InferenceFigures() {}

    static Exhibit figure9(Paper paper) {
        RowList rows = new RowList(paper);
        rows.row("Full Model on the Raspberry Pi 5 alone", "s")
                .published("fig9.full.pi.seconds")
                .as(Kind.FITTED, "Gives the speed of the Raspberry Pi 5.")
                .number(testbed -> cost(testbed, VGG, 1, PLACES.get(0)).seconds());
        rows.row("JQODI takes least time and energy wherever it is inferred")
                .published("fig9.jqodi.best")
                .as(
                        Kind.PREDICTED,
                        "Six bits are less work than eight on the same layers; Minimal Model is not looked at.")
                .from(testbed -> Value.yes(jqodiIsBest(testbed)));
        rows.row("JQODI's decision, order of times")
                .published("fig9.seconds")
                .as(Kind.FITTED, WEAK)
                .from(testbed ->
                        Order.rising(PLACES, place -> jqodi(testbed, place).seconds(), Place::name));
        rows.row("JQODI's decision, least energy on")
                .published("fig9.leastEnergy")
                .as(Kind.FITTED, WEAK)
                .from(testbed -> least(PLACES, place -> jqodi(testbed, place).joules()));
        Sheet.Draft sheet = new Sheet.Draft(
                "places", "Inference of 500 images", "strategy", "model and width", "place", "seconds", "joules");
        for (Run run : shown(paper.main())) {
            for (Place place : PLACES) {
                Cost cost = cost(paper.main(), run.plan().pair(), 1, place);
                sheet.row(run.strategy(), Decision.label(run.plan().pair()), place.name, cost.seconds(), cost.joules());
            }
        }
        String about =
                "The decisions of Optimum, JQODI and Full Model infer the 500 validation images of Data 1: layers before p1 on the Raspberry Pi 5 and the others on a server, or all on the Raspberry Pi 5.";
        return Exhibit.of("fig9", "Fig. 9: inference on Data 1", about, rows)
                .withSheets(sheet.done())
                .withPanels(List.of(
                        places(paper, "(a) Time", Scale.SECONDS, Cost::seconds),
                        places(paper, "(b) Energy", Scale.JOULES, Cost::joules)));
    }

    static Exhibit figure10(Paper paper) {
        RowList rows = new RowList(paper);
        rows.row("Large model (Full Model), least time on")
                .published("fig10.large.seconds")
                .as(Kind.FITTED, WEAK)
                .from(testbed ->
                        least(COMBINED, place -> cost(testbed, VGG, 1, place).seconds()));
        rows.row("Large model (Full Model), least energy on")
                .published("fig10.large.joules")
                .as(Kind.FITTED, WEAK)
                .from(testbed ->
                        least(COMBINED, place -> cost(testbed, VGG, 1, place).joules()));
        rows.row("Small model (LeNet-like 1-bit at p2), the RTX 4090 takes longer than the Raspberry Pi 5")
                .published("fig10.small")
                .as(
                        Kind.FITTED,
                        "Equation 7 cannot give it, since the server is faster and has less to do; a fixed overhead of each run on a server can. Which model is shown is a guess.")
                .from(testbed -> Value.yes(isSlowerThanDevice(testbed)));
        Sheet.Draft sheet = new Sheet.Draft(
                "nodes", "By node", "strategy", "model and width", "place", "node", "seconds", "joules");
        List<Panel> panels = new ArrayList<>();
        for (Run run : paper.main().first().runs()) {
            QuantizedModel pair = run.plan().pair();
            int cut = run.plan().schedule().get(0).cut();
            for (Place place : COMBINED) {
                Cost cost = cost(paper.main(), pair, cut, place);
                for (Node node : List.of(Node.SD, Node.ES, Node.WIRELESS)) {
                    sheet.row(
                            run.strategy(),
                            Decision.label(pair) + " p" + cut,
                            place.name,
                            node.label(),
                            node.seconds(run.scenario(), place.server, cost),
                            node.joules(run.scenario(), place.server, cost));
                }
            }
            panels.add(byNode(run, "Time, ", Scale.SECONDS, true));
            panels.add(byNode(run, "Energy, ", Scale.JOULES, false));
        }
        String about =
                "Where combined inference of the 500 images takes its time and energy, for the decisions of all four strategies. The link takes nothing here: the equations send weights, and an inference sends none.";
        return Exhibit.of("fig10", "Fig. 10: inference by node, Data 1", about, rows)
                .withSheets(sheet.done())
                .withPanels(panels);
    }

    private static Panel byNode(Run run, String title, Scale upward, boolean seconds) {
        int cut = run.plan().schedule().get(0).cut();
        List<Bar> bars = Stream.of(Node.SD, Node.ES)
                .map(node -> new Bar(
                        node.label(),
                        COMBINED.stream()
                                .map(place -> {
                                    Cost cost = cost(run.problem(), run.plan().pair(), cut, place);
                                    return seconds
                                            ? node.seconds(run.scenario(), place.server, cost)
                                            : node.joules(run.scenario(), place.server, cost);
                                })
                                .toList()))
                .toList();
        String name = title + run.strategy() + ": " + Decision.label(run.plan().pair()) + " p" + cut;
        return new Panel.Bars(name, upward, COMBINED.stream().map(Place::name).toList(), bars);
    }

    private static Panel places(Paper paper, String title, Scale upward, ToDoubleFunction<Cost> value) {
        List<Run> runs = shown(paper.main());
        return new Panel.Bars(
                title,
                upward,
                runs.stream().map(Run::strategy).toList(),
                PLACES.stream()
                        .map(place -> new Bar(
                                place.name,
                                runs.stream()
                                        .map(run -> value.applyAsDouble(
                                                cost(paper.main(), run.plan().pair(), 1, place)))
                                        .toList()))
                        .toList());
    }

    private static boolean jqodiIsBest(Testbed testbed) {
        return PLACES.stream()
                .allMatch(place -> shown(testbed).stream().allMatch(run -> {
                    Cost other = cost(testbed, run.plan().pair(), 1, place);
                    Cost own = jqodi(testbed, place);
                    return own.seconds() <= other.seconds() && own.joules() <= other.joules();
                }));
    }

    private static boolean isSlowerThanDevice(Testbed testbed) {
        Cost cost = cost(testbed, LENET_MINIMAL, 2, PLACES.get(2));
        Scenario scenario = testbed.first().problem().scenario();
        return Node.ES.seconds(scenario, "RTX4090", cost) > Node.SD.seconds(scenario, "RTX4090", cost);
    }

    private static Cost jqodi(Testbed testbed, Place place) {
        return cost(testbed, testbed.first().jqodi().plan().pair(), 1, place);
    }

    private static List<Run> shown(Testbed testbed) {
        return List.of(
                testbed.first().optimum(),
                testbed.first().jqodi(),
                testbed.first().full());
    }

    private static Value least(List<Place> places, ToDoubleFunction<Place> value) {
        return Value.of(Order.rising(places, value, Place::name).words().replaceAll(" < .*", ""));
    }

    private static Cost cost(Testbed testbed, QuantizedModel pair, int cut, Place place) {
        return cost(testbed.first().problem(), pair, cut, place);
    }

    private static Cost cost(Problem problem, QuantizedModel pair, int cut, Place place) {
        double images =
                problem.scenario().workload().map(Workload::validationSamples).orElseThrow();
        InferenceTable table = InferenceTable.of(problem, pair, images);
        return (place.server.isEmpty()
                        ? table.deviceAlone()
                        : table.split(place.server, cut).orElseThrow())
                .cost();
    }

    /**
     * Where an inference runs.
     *
     * @param name as the paper has it
     * @param server beside the device; empty for none
     */
    private record Place(String name, String server) {}
}
