package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.analytic.Term.Part;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sums of the {@link Term}s of one quantized model: the doubles every search and sum rests on. Rows whose load is 0 at every
 * cut are left out, which changes no sum. The rows of each part are added in their order, so that the doubles are those of
 * Equations 5 to 10 as printed.
 */
final class TermSums {
    private final CutLoads loads;
    private final Row[] run;
    private final Row[] transfer;
    private final Row[] latency;
    /** Transfers in the order of bills, link by link. */
    private final Row[] billed;

    TermSums(CutLoads loads) {
        this.loads = loads;
        List<Term> terms = loads.terms();
        this.run = rows(terms, Part.RUN);
        this.transfer = rows(terms, Part.TRANSFER);
        this.latency = rows(terms, Part.LATENCY);
        this.billed = transfer.clone();
        Arrays.sort(billed, Comparator.comparing(row -> row.term.direction().orElseThrow()));
    }

    private Row[] rows(List<Term> terms, Part part) {
        return terms.stream()
                .filter(term -> term.part() == part)
                .map(term -> new Row(term, loads.of(term.load()), term.unit().isRate()))
                .toArray(Row[]::new);
    }

    CutLoads loads() {
        return loads;
    }

    /** The unit costs of all rows at a site. */
    Units at(Site site) {
        Units units = new Units(site);
        units.enter(run);
        units.enter(transfer);
        units.enter(latency);
        return units;
    }

    /** Equation 5. */
    double seconds(Units units, int cut) {
        return Equations.epochSeconds(
                seconds(run, units, cut), seconds(transfer, units, cut) + seconds(latency, units, cut));
    }

    /** Equation 6. */
    double joules(Units units, int cut) {
        return Equations.epochJoules(joules(run, units, cut), joules(transfer, units, cut));
    }

    private static double seconds(Row[] rows, Units units, int cut) {
        double sum = 0;
        for (Row row : rows) {
            sum += row.seconds(units, cut);
        }
        return sum;
    }

    private static double joules(Row[] rows, Units units, int cut) {
        double sum = 0;
        for (Row row : rows) {
            sum += row.load[cut] * units.joules[row.index];
        }
        return sum;
    }

    /** The rows of a bill; transfers are listed with what they wait for. */
    List<CostItem> items(Units units, int cut) {
        CostItems items = new CostItems();
        for (Row row : run) {
            items.add(row.node(units), row.phase(), row.seconds(units, cut), row.joules(units, cut));
        }
        for (Row row : billed) {
            items.add(row.node(units), row.phase(), secondsWithLatency(row, units, cut), row.joules(units, cut));
        }
        return items.rows();
    }

    /** The same for an inference: one row for each node and link. */
    CostItems inferenceItems(Units units, int cut) {
        CostItems items = new CostItems();
        for (Row row : run) {
            items.join(row.node(units), Phase.INFERENCE, row.seconds(units, cut), row.joules(units, cut));
        }
        for (Row row : billed) {
            double seconds = secondsWithLatency(row, units, cut);
            items.join(row.node(units), Phase.INFERENCE, seconds, row.joules(units, cut));
        }
        return items;
    }

    private double secondsWithLatency(Row row, Units units, int cut) {
        double share = 0;
        Optional<Load> transfers = row.term.load().transfers();
        for (Row waiting : latency) {
            if (transfers.isPresent() && waiting.term.load() == transfers.get()) {
                share = waiting.seconds(units, cut) / Term.transfersOf(row.term.load());
            }
        }
        return row.seconds(units, cut) + share;
    }

    /** A term with its load by cut. */
    private static final class Row {
        final Term term;
        final int index;
        final double[] load;
        final boolean isRate;

        Row(Term term, double[] load, boolean isRate) {
            this.term = term;
            this.index = term.index();
            this.load = load;
            this.isRate = isRate;
        }

        /** No load takes no time, whatever the rate. */
        double seconds(Units units, int cut) {
            double own = load[cut];
            double unit = units.seconds[index];
            return own == 0 ? 0 : isRate ? own / unit : own * unit;
        }

        double joules(Units units, int cut) {
            return load[cut] * units.joules[index];
        }

        String node(Units units) {
            return term.node().name(units.site);
        }

        Phase phase() {
            return term.phase().orElseThrow();
        }
    }

    /** Unit costs of terms at one site, by index. */
    static final class Units {
        private final Site site;
        private final double[] seconds = new double[Term.ALL.length];
        private final double[] joules = new double[Term.ALL.length];

        private Units(Site site) {
            this.site = site;
        }

        private void enter(Row[] rows) {
            for (Row row : rows) {
                seconds[row.index] = row.term.unit().seconds().applyAsDouble(site);
                joules[row.index] = row.term.unit().joules().applyAsDouble(site);
            }
        }
    }
}
