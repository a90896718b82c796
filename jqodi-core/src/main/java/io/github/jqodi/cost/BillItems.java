package io.github.jqodi.cost;

import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows of a cost; what takes neither time nor energy is left out. */
final class BillItems {
    private final List<CostItem> rows = new ArrayList<>();

    List<CostItem> rows() {
        return rows;
    }

    void add(String node, Phase phase, double seconds, double joules) {
        if (seconds != 0 || joules != 0) {
            rows.add(new CostItem(node, phase, seconds, joules));
        }
    }

    void compute(String node, Processor processor, double macs) {
        work(node, Phase.COMPUTE, processor, macs, 0, 0);
    }

    void work(String node, Phase phase, Processor processor, double macs, double moreSeconds, double moreJoules) {
        double seconds = macs / processor.macsPerSecond() + moreSeconds;
        add(node, phase, seconds, macs * processor.joulesPerMac() + moreJoules);
    }

    void transfer(String node, Phase phase, Link link, double bits, double rate, double joulesPerBit) {
        add(node, phase, Equations.seconds(bits, rate) + latency(link, 1, bits), bits * joulesPerBit);
    }

    double seconds() {
        return rows.stream().mapToDouble(CostItem::seconds).sum();
    }

    double joules() {
        return rows.stream().mapToDouble(CostItem::joules).sum();
    }

    /** What transfers of so many bits wait for. */
    static double latency(Link link, int transfers, double bits) {
        return bits > 0 ? transfers * link.latencySeconds() : 0;
    }

    static String linkName(String above, String below) {
        return above + "-" + below;
    }
}
