package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.analytic.Term.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    /** By term: its row, null where it is left out. */
    private final @Nullable Row[] rows = new Row[Term.ALL.length];

    private int size;

    TermSums(CutLoads loads) {
        this.loads = loads;
        this.run = rows(Part.RUN);
        this.transfer = rows(Part.TRANSFER);
        this.latency = rows(Part.LATENCY);
    }

    private Row[] rows(Part part) {
        List<Row> own = new ArrayList<>();
        for (Term term : Term.ALL) {
            if (term.part() == part && loads.has(term.load())) {
                Row row = new Row(term, loads.of(term.load()), size++);
                rows[term.index()] = row;
                own.add(row);
            }
        }
        return own.toArray(Row[]::new);
    }

    CutLoads loads() {
        return loads;
    }

    /** The unit costs of all rows at a site. */
    Units at(Site site) {
        Units units = new Units(site, size);
        units.enter(run);
        units.enter(transfer);
        units.enter(latency);
        return units;
    }

    /** The unit costs of transfers at a site, which differ from epoch to epoch; those of other rows are not to be asked for. */
    Units transfersAt(Site site) {
        Units units = new Units(site, size);
        units.enter(transfer);
        return units;
    }

    /** Equation 5. */
    double seconds(Units units, int cut) {
        return Equations.epochSeconds(runSeconds(units, cut), transferSeconds(units, cut) + latencySeconds(units, cut));
    }

    /** Equation 6. */
    double joules(Units units, int cut) {
        return Equations.epochJoules(runJoules(units, cut), transferJoules(units, cut));
    }

    /** τ^run, Equation 7. */
    double runSeconds(Units units, int cut) {
        return seconds(run, units, cut);
    }

    /** ε^run, Equation 8. */
    double runJoules(Units units, int cut) {
        return joules(run, units, cut);
    }

    /** τ^tran, Equation 9, without what transfers wait for. */
    double transferSeconds(Units units, int cut) {
        return seconds(transfer, units, cut);
    }

    /** ε^tran, Equation 10. */
    double transferJoules(Units units, int cut) {
        return joules(transfer, units, cut);
    }

    /** What transfers wait for. */
    double latencySeconds(Units units, int cut) {
        return seconds(latency, units, cut);
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
            sum += row.joules(units, cut);
        }
        return sum;
    }

    /** The rows of a bill; transfers are listed link by link, with what they wait for. */
    List<CostItem> items(Units units, int cut) {
        CostItems items = new CostItems();
        for (Row row : run) {
            items.add(row.node(units), row.phase(), row.seconds(units, cut), row.joules(units, cut));
        }
        for (Term term : Term.TRANSFERS) {
            Row row = rows[term.index()];
            if (row != null) {
                items.add(row.node(units), row.phase(), withLatency(row, units, cut), row.joules(units, cut));
            }
        }
        return items.rows();
    }

    /** The same for an inference: one row for each node and link. */
    CostItems inferenceItems(Units units, int cut) {
        CostItems items = new CostItems();
        for (Row row : run) {
            items.join(row.node(units), Phase.INFERENCE, row.seconds(units, cut), row.joules(units, cut));
        }
        for (Term term : Term.TRANSFERS) {
            Row row = rows[term.index()];
            if (row != null) {
                items.join(row.node(units), Phase.INFERENCE, withLatency(row, units, cut), row.joules(units, cut));
            }
        }
        return items;
    }

    /** Time of a transfer with its share of what all transfers of its load wait for. */
    private double withLatency(Row row, Units units, int cut) {
        double waiting = 0;
        for (Row other : latency) {
            if (other.term.load() == row.term.load().transfers()) {
                waiting = other.seconds(units, cut) / Term.transfersOf(row.term.load());
            }
        }
        return row.seconds(units, cut) + waiting;
    }

    /** A term with its load by cut. */
    private static final class Row {
        final Term term;
        final double[] load;
        final int index;
        final boolean isRate;

        Row(Term term, double[] load, int index) {
            this.term = term;
            this.load = load;
            this.index = index;
            this.isRate = term.isRate();
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

    /** Unit costs of rows at one site. */
    static final class Units {
        private final Site site;
        private final double[] seconds;
        private final double[] joules;

        private Units(Site site, int rows) {
            this.site = site;
            this.seconds = new double[rows];
            this.joules = new double[rows];
        }

        private void enter(Row[] rows) {
            for (Row row : rows) {
                seconds[row.index] = row.term.seconds(site);
                joules[row.index] = row.term.joules(site);
            }
        }
    }
}
