package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.reproduce.Panel.Bar;
import io.github.jqodi.bench.reproduce.Panel.Scale;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Figures 2 and 3 with Observations 1 to 4, Section II's motivating example. */
final class MotivatingFigures {
    private static final int EPOCHS = 200;
    private static final double JOULES_PER_KILOJOULE = 1000;
    private static final String LENET = "LeNet-like";
    private static final String RESNET = "ResNet20";
    private static final String RTX3090 = "RTX3090";
    private static final List<Integer> CUTS = List.of(0, 1, 2, 3, 4);
    private static final List<QuantizedModel> SCHEMES = List.of(
            QuantizedModel.of(RESNET, 4),
            QuantizedModel.of(RESNET, 1),
            QuantizedModel.of(LENET, 4),
            QuantizedModel.of(LENET, 1));
    private static final String IN_IMAGE =
            "The paper prints its value in the figure alone. Coefficients are those of the fit.";

    private MotivatingFigures() {}

    static Exhibit figure2(Paper paper) {
        Problem problem = Bundled.problem("motivating-example");
        List<Cost> costs = SCHEMES.stream()
                .map(pair -> epoch(problem, pair, Decision.action(problem, RTX3090, 1)))
                .toList();
        RowList rows = new RowList(paper);
        for (int i = 0; i < costs.size(); i++) {
            Cost cost = costs.get(i);
            String name = Decision.label(SCHEMES.get(i)) + ", " + EPOCHS + " epochs";
            rows.row(name, "s").as(Kind.PREDICTED, IN_IMAGE).is(EPOCHS * cost.seconds());
            rows.row(name, "kJ").as(Kind.PREDICTED, IN_IMAGE).is(kilojoules(cost));
        }
        addObservation1(rows, problem, isLess(costs.get(3), costs.get(1)));
        addObservation2(rows, problem);
        rows.row("Accuracy by epoch")
                .published("fig2.accuracy")
                .as(Kind.NOT_REPRODUCIBLE, "Learning curves are in the image alone, and no equation gives them.")
                .missing();
        String about = "Time and energy of " + EPOCHS
                + " epochs at p1 on the RTX 3090, in the bundled scenario motivating-example.";
        List<String> schemes = SCHEMES.stream().map(Decision::label).toList();
        return Exhibit.of("fig2", "Fig. 2: models and widths", about, rows)
                .withPanels(panels("of " + EPOCHS + " epochs", schemes, costs));
    }

    private static void addObservation1(RowList rows, Problem problem, boolean smallModelTakesLess) {
        rows.row("Observation 1: 1 bit takes less energy and time than 4 bits, at each server and cut")
                .published("fig2.observation1.bits")
                .as(Kind.PREDICTED, "Work and transfers grow with the width.")
                .is(Value.yes(takesLessWithOneBit(problem)));
        rows.row("Observation 1: LeNet-like takes less energy and time than ResNet20, both at 1 bit and p1")
                .published("fig2.observation1.model")
                .as(
                        Kind.PREDICTED,
                        "Equations 9 and 10 send the whole model every epoch, and LeNet-like has nine times the weights of He's ResNet-20.")
                .is(Value.yes(smallModelTakesLess));
    }

    private static void addObservation2(RowList rows, Problem problem) {
        rows.row("Observation 2: LeNet-like at 1 bit is feasible")
                .published("fig2.observation2")
                .as(Kind.GIVEN, "That it never reaches its target is an input of the bundled scenario.")
                .is(Value.yes(problem.assess()
                        .exclusion(QuantizedModel.of(LENET, 1))
                        .filter(why -> why.reason() == Infeasibility.Reason.NEVER)
                        .isEmpty()));
    }

    static Exhibit figure3(Paper paper) {
        RowList rows = new RowList(paper);
        for (int cut : CUTS) {
            String name = "LeNet-like 4-bit, p" + cut;
            rows.row(name, "s")
                    .as(Kind.PREDICTED, IN_IMAGE)
                    .number(testbed -> EPOCHS * at(testbed, cut).seconds());
            rows.row(name, "kJ").as(Kind.PREDICTED, IN_IMAGE).number(testbed -> kilojoules(at(testbed, cut)));
        }
        rows.row("Observation 4: with the cut, energy")
                .published("fig3.observation4")
                .as(Kind.FITTED, "Imposed on the fit of this set; under physical powers it may be lost.")
                .from(testbed -> course(CUTS.stream()
                        .mapToDouble(cut -> at(testbed, cut).joules())
                        .toArray()));
        rows.row("Observation 3: the device takes less energy and more time than the server, at p1")
                .published("fig3.observation3")
                .as(Kind.FITTED, "The order of energies is imposed on the fit for Fig. 8.")
                .from(testbed -> Value.yes(isFrugalAndSlow(testbed)));
        String about = "LeNet-like at 4 bits on the RTX 3090 with data of Data 1, " + EPOCHS
                + " epochs; p0 runs all layers on the server.";
        List<String> cuts = CUTS.stream().map(cut -> "p" + cut).toList();
        List<Cost> costs = CUTS.stream().map(cut -> at(paper.main(), cut)).toList();
        return Exhibit.of("fig3", "Fig. 3: the cut", about, rows).withPanels(panels("by cut", cuts, costs));
    }

    private static List<Panel> panels(String of, List<String> groups, List<Cost> costs) {
        return List.of(
                bars(
                        "Time " + of,
                        Scale.SECONDS,
                        groups,
                        costs.stream().map(c -> EPOCHS * c.seconds()).toList()),
                bars(
                        "Energy " + of,
                        Scale.KILOJOULES,
                        groups,
                        costs.stream().map(MotivatingFigures::kilojoules).toList()));
    }

    private static Panel bars(String title, Scale upward, List<String> groups, List<Double> heights) {
        return new Panel.Bars(title, upward, groups, List.of(new Bar(upward.name(), heights)));
    }

    private static boolean takesLessWithOneBit(Problem problem) {
        return problem.scenario().models().stream()
                .allMatch(model -> actions(problem, model)
                        .allMatch(action -> isLess(
                                epoch(problem, QuantizedModel.of(model.name(), 1), action),
                                epoch(problem, QuantizedModel.of(model.name(), 4), action))));
    }

    private static Stream<Action> actions(Problem problem, ModelVersion model) {
        return problem.scenario().edgeServers().stream()
                .flatMap(server -> model.cutPoints().stream().map(cut -> new Action(server, cut)));
    }

    private static Cost epoch(Problem problem, QuantizedModel pair, Action action) {
        return problem.costModel().costs(problem.scenario(), pair).epoch(action, 1);
    }

    private static Cost at(Testbed testbed, int cut) {
        return testbed.first().epoch(new Decision(QuantizedModel.of(LENET, 4), cut, RTX3090));
    }

    private static boolean isFrugalAndSlow(Testbed testbed) {
        Cost cost = at(testbed, 1);
        Scenario scenario = testbed.first().problem().scenario();
        return Node.SD.joules(scenario, RTX3090, cost) < Node.ES.joules(scenario, RTX3090, cost)
                && Node.SD.seconds(scenario, RTX3090, cost) > Node.ES.seconds(scenario, RTX3090, cost);
    }

    /** As in {@code falls; then rises}. */
    private static Value course(double... values) {
        int turn = 0;
        while (turn + 1 < values.length && values[turn + 1] < values[turn]) {
            turn++;
        }
        boolean rises = IntStream.range(turn, values.length - 1).allMatch(i -> values[i + 1] > values[i]);
        if (!rises) {
            return Value.of("falls and rises more than once");
        }
        return Value.of(turn == 0 ? "rises" : turn == values.length - 1 ? "falls" : "falls; then rises");
    }

    private static boolean isLess(Cost a, Cost b) {
        return a.joules() < b.joules() && a.seconds() < b.seconds();
    }

    private static double kilojoules(Cost cost) {
        return EPOCHS * cost.joules() / JOULES_PER_KILOJOULE;
    }
}
