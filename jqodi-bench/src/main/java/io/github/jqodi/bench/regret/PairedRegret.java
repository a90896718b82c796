package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Ratio;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Cost of one belief beyond another in the very same draws, acted on in the same way, each figure with half of its 95 % interval.
 * The luck of a draw hits both, so that these intervals are narrower than those of the beliefs themselves.
 *
 * @param tally of the belief
 * @param other it is set beside
 */
record PairedRegret(RegretTally tally, RegretTally other) {
    /** Priced regret in points of the energy of the clairvoyant. */
    Ratio regret() {
        return Ratio.of(differences(draw -> 100 * draw.total()), values(DrawRegret::knownJoules));
    }

    /** Energy of a run, in time or not, in points of the energy of the clairvoyant. */
    Ratio energy() {
        return Ratio.of(differences(draw -> 100 * draw.outcome().joules()), values(DrawRegret::knownJoules));
    }

    /** Missed runs in points of all. */
    Ratio missed() {
        return Ratio.of(differences(draw -> draw.outcome().inTime() ? 0 : 100), values(draw -> 1));
    }

    private double[] values(ToDoubleFunction<DrawRegret> of) {
        return tally.draws().stream().mapToDouble(of).toArray();
    }

    private double[] differences(ToDoubleFunction<DrawRegret> of) {
        double[] own = values(of);
        double[] beside = other.draws().stream().mapToDouble(of).toArray();
        Arrays.setAll(own, i -> own[i] - beside[i]);
        return own;
    }

    List<Figure> figures() {
        return List.of(
                points("priced regret", regret()),
                halfWidth("priced regret", regret()),
                points("energy", energy()),
                halfWidth("energy", energy()),
                points("missed", missed()),
                halfWidth("missed", missed()));
    }

    private Figure points(String what, Ratio difference) {
        return Figure.plain(
                tally.study() + ": " + what + " beyond " + other.estimator(), detail(), difference.value(), "%");
    }

    private Figure halfWidth(String what, Ratio difference) {
        return Figure.plain(tally.study() + ": half-width of that " + what, detail(), difference.halfWidth(), "%");
    }

    private String detail() {
        return String.join(
                ", ", tally.scenario(), tally.estimator(), tally.way().label());
    }

    static String heading() {
        return """
                | K from | scenario | belief | beside | way | draws | priced regret, points | energy, points | missed, points |
                | --- | --- | --- | --- | --- | --: | --: | --: | --: |
                """;
    }

    String line() {
        return "| "
                + String.join(
                        " | ",
                        tally.study(),
                        tally.scenario(),
                        tally.estimator(),
                        other.estimator(),
                        tally.way().label(),
                        String.valueOf(tally.draws().size()),
                        cell(regret()),
                        cell(energy()),
                        cell(missed()))
                + " |\n";
    }

    private static String cell(Ratio difference) {
        return String.format(Locale.ROOT, "%+.1f ± %.1f", difference.value(), difference.halfWidth());
    }
}
