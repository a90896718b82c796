package io.github.jqodi.bench.reproduce;

import io.github.jqodi.cost.Cost;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.ScoreReadings;
import java.util.function.Function;

/** Algorithm 4 on the paper's data: its scores, its choice, and what the published choice costs beside the optimum. */
final class DecisionRule {
    private static final String SCORE =
            "E_rob·T_rob/T_exp with risk 1, which is what loss estimates that agree with K_exp and K_rob give; follows from fitted totals.";
    private static final String CHOICE =
            "The printed score does not pick it with any loss estimates that agree with themselves; the estimates used are not published.";
    private static final String OWN_RULE =
            "Least expected energy that is robustly in time, this library's default; zero regret here.";

    private DecisionRule() {}

    static Exhibit algorithm4(Paper paper) {
        RowList rows = new RowList(paper);
        for (int each = 1; each <= 2; each++) {
            int data = each;
            String name = "Data " + data + ", ";
            rows.row(name + "choice of Algorithm 4")
                    .published("data" + data + ".jqodi.decision")
                    .as(Kind.NOT_REPRODUCIBLE, CHOICE)
                    .from(testbed -> Decision.of(testbed.data(data).best(Rule.PAPER)));
            rows.row(name + "score of Optimum's decision")
                    .as(Kind.PREDICTED, SCORE)
                    .number(testbed -> score(testbed.data(data), DataRequest::optimum));
            rows.row(name + "score of JQODI's published decision")
                    .as(Kind.PREDICTED, SCORE)
                    .number(testbed -> score(testbed.data(data), DataRequest::jqodi));
            rows.row(name + "risk of JQODI over risk of Optimum, below which Algorithm 4 would choose as published")
                    .as(Kind.PREDICTED, "Ratio of the two scores.")
                    .number(testbed -> score(testbed.data(data), DataRequest::optimum)
                            / score(testbed.data(data), DataRequest::jqodi));
            rows.row(name + "energy of JQODI's published decision above Optimum", "J")
                    .as(
                            Kind.PREDICTED,
                            data == 1
                                    ? "Follows from two fitted totals: 7651.3 - 6988.1 J in the text."
                                    : "Follows from one fitted total and one prediction.")
                    .number(testbed -> testbed.data(data).jqodi().joules()
                            - testbed.data(data).optimum().joules());
            rows.row(name + "choice of this library's rule")
                    .published("data" + data + ".optimum.decision")
                    .as(Kind.PREDICTED, OWN_RULE)
                    .from(testbed -> Decision.of(testbed.data(data).best(Rule.EXPECTED)));
        }
        String about =
                "Step 3 of the paper weighs the energy of K_rob epochs by an opportunity and a risk. On both data sets the score as printed prefers what the paper calls Optimum to what it calls JQODI.";
        return Exhibit.of("algorithm4", "Algorithm 4: the choice among paths", about, rows);
    }

    private static double score(DataRequest data, Function<DataRequest, Run> choice) {
        Run run = choice.apply(data);
        Candidate candidate = data.candidate(run.plan().pair());
        Cost cost = run.epochCost();
        return Score.of(
                        ScoreReadings.DEFAULT,
                        candidate.expectedEpochs() * cost.seconds(),
                        candidate.robustEpochs() * cost.seconds(),
                        candidate.robustEpochs() * cost.joules(),
                        1)
                .value();
    }
}
