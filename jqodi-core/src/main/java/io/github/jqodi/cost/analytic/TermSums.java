package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.analytic.Term.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the {@link Term}s of one quantized model: the doubles every search and sum rests on. Rows whose load is 0 at every
 * cut are left out, which changes no sum. The rows of each part are added in their order, so that the doubles are those of
 * Equations 5 to 10 as printed, whether one cut is asked for or many that follow each other.
 */
final class TermSums {
    private final CutLoads loads;
    private final Rows run;
    private final Rows transfer;
    private final Rows latency;
    /** By term: its row, null where it is left out. */
    private final @Nullable Row[] rows = new Row[Term.ALL.length];

    private final Idle[] idle;

    /**
     * The sums of some loads.
     *
     * @param loads by cut
     * @param idlers the nodes that may take power while they wait for others
     */
    TermSums(CutLoads loads, List<Node> idlers) {
        this.loads = loads;
        this.run = rows(Part.RUN);
        this.transfer = rows(Part.TRANSFER);
        this.latency = rows(Part.LATENCY);
        this.idle = new Idle[idlers.size()];
        for (int i = 0; i < idle.length; i++) {
            idle[i] = new Idle(idlers.get(i));
        }
    }

    private Rows rows(Part part) {
        Term[] terms = Term.of(part);
        Row[] own = new Row[terms.length];
        int count = 0;
        for (Term term : terms) {
            if (loads.has(term.load())) {
                Row row = new Row(term, loads);
                rows[term.index()] = row;
                own[count++] = row;
            }
        }
        return new Rows(Arrays.copyOf(own, count));
    }

    CutLoads loads() {
        return loads;
    }

    /** Work and overheads; their unit costs are those of {@link Nodes}. */
    Rows run() {
        return run;
    }

    /** Transfers, without what they wait for; their unit costs are {@link LinkRates}. */
    Rows transfer() {
        return transfer;
    }

    /** What transfers wait for; the unit costs are those of {@link Nodes}. */
    Rows latency() {
        return latency;
    }

    /** Equation 5. */
    double seconds(Nodes nodes, LinkRates rates, int cut) {
        return Equations.epochSeconds(run.seconds(nodes.timeFactors(), cut), movingSeconds(nodes, rates, cut));
    }

    /** Equation 6. */
    double joules(Nodes nodes, LinkRates rates, int cut) {
        double work = run.joules(nodes.joules(), cut) + latency.joules(nodes.joules(), cut);
        double joules = Equations.epochJoules(work, transfer.joules(rates.joulesPerBit(), cut));
        for (Idle row : idle) {
            joules += row.joules(nodes, rates, cut);
        }
        return joules;
    }

    /** Nodes that take power while they wait for others; none in most scenarios. */
    Idle[] idle() {
        return idle;
    }

    /** Seconds of everything but the work. */
    private double movingSeconds(Nodes nodes, LinkRates rates, int cut) {
        return transfer.seconds(rates.bitsPerSecond(), cut) + latency.seconds(nodes.timeFactors(), cut);
    }

    /** The rows of a bill; transfers are listed link by link, with what they wait for. */
    List<CostItem> items(Nodes nodes, LinkRates rates, int cut) {
        CostItems items = new CostItems();
        for (Row row : run.rows) {
            double seconds = row.seconds(nodes.timeFactors(), cut);
            double joules = row.joules(nodes.joules(), cut);
            if (row.phase() == Phase.SETUP || row.phase() == Phase.COMPUTE) {
                items.join(row.node(nodes), row.phase(), seconds, joules);
            } else {
                items.add(row.node(nodes), row.phase(), seconds, joules);
            }
        }
        for (Row row : transfersByLink()) {
            double seconds =
                    row.seconds(rates.bitsPerSecond(), cut) + waiting(row, Row::seconds, nodes.timeFactors(), cut);
            double joules = row.joules(rates.joulesPerBit(), cut) + waiting(row, Row::joules, nodes.joules(), cut);
            items.add(row.node(nodes), row.phase(), seconds, joules);
        }
        for (Idle row : idle) {
            items.add(row.node.name(nodes), Phase.IDLE, 0, row.joules(nodes, rates, cut));
        }
        return items.rows();
    }

    /** The same for an inference: one row for each node and link. */
    CostItems inferenceItems(Nodes nodes, LinkRates rates, int cut) {
        CostItems items = new CostItems();
        for (CostItem item : items(nodes, rates, cut)) {
            items.join(item.node(), Phase.INFERENCE, item.seconds(), item.joules());
        }
        return items;
    }

    /** Of a batch, the longest of what device, server and device link take; what a server takes once is of no batch. */
    double longestStage(Nodes nodes, LinkRates rates, int cut) {
        double device = workSeconds(Node.DEVICE, nodes, cut);
        double server = workSeconds(Node.SERVER, nodes, cut);
        return Math.max(Math.max(device, server), transfer.seconds(rates.bitsPerSecond(), cut));
    }

    private double workSeconds(Node node, Nodes nodes, int cut) {
        double seconds = 0;
        for (Row row : run.rows) {
            if (row.term.node() == node && row.term != Term.SERVER_OVERHEAD) {
                seconds += row.seconds(nodes.timeFactors(), cut);
            }
        }
        return seconds;
    }

    private List<Row> transfersByLink() {
        List<Row> found = new ArrayList<>();
        for (Term term : Term.TRANSFERS) {
            Row row = rows[term.index()];
            if (row != null) {
                found.add(row);
            }
        }
        return found;
    }

    /** The share of a transfer in what all transfers of its load wait for: seconds, or joules, which are none but prices. */
    private double waiting(Row row, UnitSum sum, double[] units, int cut) {
        Load load = row.term.load();
        double waiting = 0;
        for (Row other : latency.rows) {
            if (other.term.load() == load.transfers()) {
                waiting = sum.of(other, units, cut) / Term.transfersOf(load);
            }
        }
        return waiting;
    }

    /** Seconds or joules of a row. */
    private interface UnitSum {
        double of(Row row, double[] units, int cut);
    }

    /** A node that takes power while it waits: in transfers, and in the work of others. */
    final class Idle {
        private final Node node;
        private final Rows othersWork;

        private Idle(Node node) {
            this.node = node;
            this.othersWork = new Rows(Arrays.stream(run.rows)
                    .filter(row -> !row.term.isBusy(node))
                    .toArray(Row[]::new));
        }

        /** The work during which it waits; unit costs are those of {@link Nodes}. */
        Rows othersWork() {
            return othersWork;
        }

        /** Its power at a cut: that of a server that runs no layer is not charged. */
        double watts(Nodes nodes, int cut) {
            boolean used = node != Node.SERVER || loads.get(Load.SERVER_RUNS, cut) != 0;
            return used ? nodes.idleWatts(node) : 0;
        }

        private double joules(Nodes nodes, LinkRates rates, int cut) {
            double seconds = othersWork.seconds(nodes.timeFactors(), cut) + movingSeconds(nodes, rates, cut);
            return watts(nodes, cut) * seconds;
        }
    }

    /** The rows of one part, in order. Unit costs come as arrays in which each row knows its place. */
    static final class Rows {
        /** So many cuts and more are summed row by row. */
        private static final int MIN_CUTS_BY_ROW = 4;

        private final Row[] rows;
        /** How many rows come before the first one that servers charge for. */
        private final int shared;

        private Rows(Row[] rows) {
            this.rows = rows;
            int count = 0;
            while (count < rows.length && !rows[count].term.node().isOfServer()) {
                count++;
            }
            this.shared = count;
        }

        /** Whether a unit of any row costs something. */
        boolean isCharged(double[] units) {
            for (Row row : rows) {
                if (units[row.index] != 0) {
                    return true;
                }
            }
            return false;
        }

        /** What a cut takes. */
        double seconds(double[] timeFactors, int cut) {
            double sum = 0;
            for (Row row : rows) {
                sum += row.seconds(timeFactors, cut);
            }
            return sum;
        }

        /** What a cut takes, joules. */
        double joules(double[] joulesPerUnit, int cut) {
            double sum = 0;
            for (Row row : rows) {
                sum += row.joules(joulesPerUnit, cut);
            }
            return sum;
        }

        /**
         * Both {@link #fillSeconds} and {@link #fillJoules}. Few cuts are summed cut by cut, both sums in one pass over the
         * rows.
         */
        void fill(
                double[] timeFactors,
                double[] joulesPerUnit,
                int cut,
                double[] seconds,
                double[] joules,
                int from,
                int to) {
            if (to - from >= MIN_CUTS_BY_ROW) {
                fillSeconds(timeFactors, cut, seconds, from, to);
                fillJoules(joulesPerUnit, cut, joules, from, to);
                return;
            }
            for (int i = from; i < to; i++) {
                fillOne(timeFactors, joulesPerUnit, cut + i - from, seconds, joules, i);
            }
        }

        /** The same, where the cuts of one server after the other are asked for: what no server charges for is summed once. */
        void fill(
                double[] timeFactors,
                double[] joulesPerUnit,
                int cut,
                double[] seconds,
                double[] joules,
                int from,
                int to,
                Beginning beginning) {
            if (to - from < MIN_CUTS_BY_ROW || shared == 0) {
                fill(timeFactors, joulesPerUnit, cut, seconds, joules, from, to);
                return;
            }
            beginning.become(this, timeFactors, joulesPerUnit, cut, to - from);
            System.arraycopy(beginning.seconds, 0, seconds, from, to - from);
            addSeconds(shared, rows.length, timeFactors, cut, seconds, from, to);
            System.arraycopy(beginning.joules, 0, joules, from, to - from);
            addJoules(shared, rows.length, joulesPerUnit, cut, joules, from, to);
        }

        private void fillOne(
                double[] timeFactors, double[] joulesPerUnit, int cut, double[] seconds, double[] joules, int place) {
            double time = 0;
            double energy = 0;
            for (Row row : rows) {
                double own = row.load[cut];
                if (own != 0) {
                    int index = row.index;
                    time += row.isRate ? own / timeFactors[index] : own * timeFactors[index]; // Term.seconds of a load
                    energy += own * joulesPerUnit[index];
                }
            }
            seconds[place] = time;
            joules[place] = energy;
        }

        /**
         * Writes what cuts take that follow each other: {@code out[from..to)} is of the cuts from one on. Row by row, or cut by
         * cut where there are few, as a loop over a row costs more than the row then.
         */
        void fillSeconds(double[] timeFactors, int cut, double[] out, int from, int to) {
            if (to - from < MIN_CUTS_BY_ROW) {
                for (int i = from; i < to; i++) {
                    out[i] = seconds(timeFactors, cut + i - from);
                }
                return;
            }
            Arrays.fill(out, from, to, 0);
            addSeconds(0, rows.length, timeFactors, cut, out, from, to);
        }

        /** Adds {@link Term#seconds(double, double)}, whether a row is a rate asked once and not for every cut. */
        private void addSeconds(int first, int last, double[] timeFactors, int cut, double[] out, int from, int to) {
            for (int r = first; r < last; r++) {
                Row row = rows[r];
                double unit = timeFactors[row.index];
                if (row.isSameAtAllCuts) {
                    addSame(row.seconds(timeFactors, cut), out, from, to);
                } else if (unit != 0) {
                    if (row.isRate) {
                        addQuotients(row.load, unit, cut - from, out, from, to);
                    } else {
                        addProducts(row.load, unit, cut - from, out, from, to);
                    }
                } else if (row.isRate) {
                    addDown(row.load, cut - from, out, from, to);
                }
            }
        }

        /** The same, joules. */
        void fillJoules(double[] joulesPerUnit, int cut, double[] out, int from, int to) {
            if (to - from < MIN_CUTS_BY_ROW) {
                for (int i = from; i < to; i++) {
                    out[i] = joules(joulesPerUnit, cut + i - from);
                }
                return;
            }
            Arrays.fill(out, from, to, 0);
            addJoules(0, rows.length, joulesPerUnit, cut, out, from, to);
        }

        private void addJoules(int first, int last, double[] joulesPerUnit, int cut, double[] out, int from, int to) {
            for (int r = first; r < last; r++) {
                Row row = rows[r];
                double unit = joulesPerUnit[row.index];
                if (row.isSameAtAllCuts) {
                    addSame(row.joules(joulesPerUnit, cut), out, from, to);
                } else if (unit != 0) {
                    addProducts(row.load, unit, cut - from, out, from, to);
                }
            }
        }

        /** What every cut takes is worked out once: a division takes longer than all else that is done for a row and a cut. */
        private static void addSame(double value, double[] out, int from, int to) {
            for (int i = from; i < to; i++) {
                out[i] += value;
            }
        }

        /** A method of its own, as the next, so that it is compiled as one loop over plain arrays, wherever it is called. */
        private static void addQuotients(double[] load, double rate, int shift, double[] out, int from, int to) {
            for (int i = from; i < to; i++) {
                out[i] += load[i + shift] / rate;
            }
        }

        private static void addProducts(double[] load, double unit, int shift, double[] out, int from, int to) {
            for (int i = from; i < to; i++) {
                out[i] += load[i + shift] * unit;
            }
        }

        /** What a link that is down takes: nothing for nothing, else for ever. */
        private static void addDown(double[] load, int shift, double[] out, int from, int to) {
            for (int i = from; i < to; i++) {
                out[i] += load[i + shift] == 0 ? 0 : Double.POSITIVE_INFINITY;
            }
        }
    }

    /** Sums of the first rows, which no server charges for, of cuts that follow each other; made again where any unit differs. */
    static final class Beginning {
        private @Nullable Rows rows;
        private int cut;
        private double[] timeFactors = {};
        private double[] joulesPerUnit = {};
        double[] seconds = {};
        double[] joules = {};

        private void become(Rows asked, double[] nowFactors, double[] nowJoules, int firstCut, int count) {
            if (rows == asked && cut == firstCut && seconds.length == count && areUnits(nowFactors, nowJoules)) {
                return;
            }
            rows = asked;
            cut = firstCut;
            timeFactors = nowFactors;
            joulesPerUnit = nowJoules;
            seconds = new double[count];
            joules = new double[count];
            asked.addSeconds(0, asked.shared, timeFactors, cut, seconds, 0, count);
            asked.addJoules(0, asked.shared, joulesPerUnit, cut, joules, 0, count);
        }

        private boolean areUnits(double[] nowFactors, double[] nowJoules) {
            for (int r = 0; rows != null && r < rows.shared; r++) {
                int index = rows.rows[r].index;
                if (timeFactors[index] != nowFactors[index] || joulesPerUnit[index] != nowJoules[index]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A term with its loads by cut. */
    private static final class Row {
        final Term term;
        final double[] load;
        /** Its place in arrays of unit costs: by direction where it is a transfer, else by term. */
        final int index;

        final boolean isRate;
        /** As of the whole model and of the cloud. */
        final boolean isSameAtAllCuts;

        Row(Term term, CutLoads loads) {
            this.term = term;
            this.load = loads.of(term.load());
            this.index = term.unitIndex();
            this.isRate = term.isRate();
            this.isSameAtAllCuts = Arrays.stream(load).allMatch(own -> own == load[0]);
        }

        double seconds(double[] timeFactors, int cut) {
            return term.seconds(load[cut], timeFactors[index]);
        }

        double joules(double[] joulesPerUnit, int cut) {
            return load[cut] * joulesPerUnit[index];
        }

        String node(Nodes nodes) {
            return term.node().name(nodes);
        }

        Phase phase() {
            return term.phase().orElseThrow();
        }
    }
}
