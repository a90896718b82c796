package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.reproduce.Panel.Bar;
import io.github.jqodi.bench.reproduce.Panel.Scale;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Tables VI and VII: the epochs until the target, and what they cost. */
final class EpochTables {
    /** Φ(1): confidence at which the robust value of a normal distribution is mean plus spread. */
    private static final double ONE_SIGMA = 0.8413447460685429;

    private static final int[] WIDTHS = {2, 4, 6, 8};
    private static final String NEVER = "∞";
    private static final String INPUT = "An input of the bundled scenario.";
    private static final String MEAN = "The mean of the printed K ± spread in every row: an input, read back.";
    private static final String ROBUST =
            "Mean plus spread of the printed K in every row, inputs both: the robust value of a normal distribution at a confidence of 84 %, read back.";

    private EpochTables() {}

    static Exhibit table6(Paper paper) {
        return of(paper, 1, "table6", "Table VI: epochs on Data 1");
    }

    static Exhibit table7(Paper paper) {
        return of(paper, 2, "table7", "Table VII: epochs on Data 2");
    }

    private static Exhibit of(Paper paper, int data, String table, String title) {
        Problem problem = paper.main().data(data).problem();
        RowList rows = new RowList(paper);
        for (ModelVersion model : problem.scenario().models()) {
            String key = table + "." + model.name();
            rows.row(model.name() + ", loss before training")
                    .published(key + ".loss")
                    .as(Kind.GIVEN, INPUT)
                    .is(model.loss());
            rows.row(model.name() + ", target loss")
                    .published(key + ".target")
                    .as(Kind.GIVEN, INPUT)
                    .is(model.lossTarget().orElse(problem.scenario().target().loss()));
            for (int bits : WIDTHS) {
                addEpochs(rows, paper.published(), key + "." + bits, problem, QuantizedModel.of(model.name(), bits));
            }
        }
        String about =
                "K, its spread and the losses are inputs; K_exp is the mean and K_rob mean plus spread, so that they are read back. Below, what a run of K_exp epochs costs where it is cheapest.";
        List<Priced> priced = problem.assess().candidates().stream()
                .map(candidate ->
                        Priced.of(candidate, problem.scenario().target().deadlineSeconds()))
                .toList();
        return Exhibit.of(table, title, about, rows).withSheets(costs(priced)).withPanels(panels(priced));
    }

    private static void addEpochs(RowList rows, Published published, String key, Problem problem, QuantizedModel pair) {
        String name = Decision.label(pair);
        String printed = published.words(key + ".k");
        if (printed.equals(NEVER)) {
            boolean never = problem.assess()
                    .exclusion(pair)
                    .filter(why -> why.reason() == Infeasibility.Reason.NEVER)
                    .isPresent();
            rows.row(name + ", K").published(key + ".k").as(Kind.GIVEN, INPUT).is(never ? NEVER : "finite");
            return;
        }
        String[] parts = printed.split("±", -1);
        EpochDistribution epochs = EpochEstimate.normal(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]))
                .at(ONE_SIGMA)
                .orElseThrow();
        rows.row(name + ", K_exp of " + printed, "epochs")
                .published(key + ".exp")
                .as(Kind.GIVEN, MEAN)
                .is(epochs.expectedEpochs());
        rows.row(name + ", K_rob of " + printed, "epochs")
                .published(key + ".rob")
                .as(Kind.GIVEN, ROBUST)
                .is(epochs.robustEpochs().orElseThrow());
    }

    private static Sheet costs(List<Priced> priced) {
        Sheet.Draft sheet = new Sheet.Draft(
                "costs",
                "A run of each pair, where it takes least energy",
                "model",
                "bits",
                "K_exp",
                "K_rob",
                "cut",
                "server",
                "joules of K_exp",
                "seconds of K_exp",
                "seconds of K_rob",
                "K_rob in time");
        for (Priced each : priced) {
            sheet.row(
                    each.candidate.pair().model(),
                    each.candidate.pair().quantization(),
                    each.candidate.expectedEpochs(),
                    each.candidate.robustEpochs(),
                    "p" + each.action.cut(),
                    each.action.server().name(),
                    each.joules(),
                    each.cost.seconds() * each.candidate.expectedEpochs(),
                    each.robustSeconds(),
                    each.inTime ? "yes" : "no");
        }
        return sheet.done();
    }

    private static List<Panel> panels(List<Priced> priced) {
        List<String> pairs = priced.stream()
                .map(each -> Decision.label(each.candidate.pair()))
                .toList();
        return List.of(
                new Panel.Bars(
                        "Epochs until the target",
                        Scale.EPOCHS,
                        pairs,
                        List.of(
                                bar("K_exp", priced, each -> (double) each.candidate.expectedEpochs()),
                                bar("K_rob", priced, each -> (double) each.candidate.robustEpochs()))),
                new Panel.Bars(
                        "Energy of K_exp epochs at the cheapest cut and server",
                        Scale.JOULES,
                        pairs,
                        List.of(bar("energy", priced, Priced::joules))));
    }

    private static Bar bar(String name, List<Priced> priced, Function<Priced, Double> height) {
        return new Bar(name, priced.stream().map(height).toList());
    }

    /**
     * A pair at its cheapest action, of those that are robustly in time if there are any.
     *
     * @param candidate the pair
     * @param action cheapest
     * @param cost of an epoch
     * @param inTime whether K_rob epochs are
     */
    private record Priced(Candidate candidate, Action action, Cost cost, boolean inTime) {
        static Priced of(Candidate candidate, double deadlineSeconds) {
            return candidate.actions().stream()
                    .map(action -> of(candidate, action, deadlineSeconds))
                    .min(Comparator.comparing((Priced priced) -> !priced.inTime).thenComparing(Priced::joules))
                    .orElseThrow();
        }

        private static Priced of(Candidate candidate, Action action, double deadlineSeconds) {
            Cost cost = candidate.costs().epoch(action, 1);
            return new Priced(candidate, action, cost, candidate.robustEpochs() * cost.seconds() < deadlineSeconds);
        }

        double joules() {
            return candidate.expectedEpochs() * cost.joules();
        }

        double robustSeconds() {
            return candidate.robustEpochs() * cost.seconds();
        }
    }
}
