package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.scenario.EdgeServer;
import java.util.List;

/**
 * Rows of costs by the {@link Term}s. Work and latencies of an action are summed once; in each epoch the transfers are added at
 * the rates of its server, which are looked up once for all its actions that stand side by side.
 */
final class AnalyticRows implements CostRows {
    private final TermSums sums;
    private final CutLoads loads;
    private final Sites sites;
    private final List<Action> actions;
    private final double[] runSeconds;
    private final double[] latencySeconds;
    private final double[] runJoules;
    /** Whether device and server have room for the parts of an action. */
    private final boolean[] fits;

    /** Where a server is in an epoch. */
    @FunctionalInterface
    interface Sites {
        Site at(EdgeServer server, int epoch);
    }

    /**
     * Rows of some actions.
     *
     * @param sums the terms of the model
     * @param actions best ordered by server
     * @param sites where a server is in an epoch
     */
    AnalyticRows(TermSums sums, List<Action> actions, Sites sites) {
        this.sums = sums;
        this.loads = sums.loads();
        this.sites = sites;
        this.actions = actions;
        this.runSeconds = new double[actions.size()];
        this.latencySeconds = new double[actions.size()];
        this.runJoules = new double[actions.size()];
        this.fits = new boolean[actions.size()];
        for (int from = 0; from < actions.size(); ) {
            from = enter(from);
        }
    }

    /** The row of epoch 1, where there is no other and nothing is worth keeping. */
    static void fillOnce(TermSums sums, List<Action> actions, Sites sites, double[] seconds, double[] joules) {
        CutLoads loads = sums.loads();
        for (int i = 0; i < actions.size(); ) {
            EdgeServer server = actions.get(i).server();
            Site site = sites.at(server, 1);
            TermSums.Units units = sums.at(site);
            for (; i < actions.size() && isOn(server, actions.get(i)); i++) {
                int cut = actions.get(i).cut();
                double t = sums.seconds(units, cut);
                double e = sums.joules(units, cut);
                boolean effective = site.hasRoom(loads, cut) && site.isUp(loads, cut) && Cost.canBeAddedUp(t, e);
                seconds[i] = effective ? t : Double.POSITIVE_INFINITY;
                joules[i] = effective ? e : Double.POSITIVE_INFINITY;
            }
        }
    }

    private int enter(int from) {
        EdgeServer server = actions.get(from).server();
        Site site = sites.at(server, 1);
        TermSums.Units units = sums.at(site);
        int i = from;
        for (; i < actions.size() && isOn(server, actions.get(i)); i++) {
            int cut = actions.get(i).cut();
            runSeconds[i] = sums.runSeconds(units, cut);
            runJoules[i] = sums.runJoules(units, cut);
            latencySeconds[i] = sums.latencySeconds(units, cut);
            fits[i] = site.hasRoom(loads, cut);
        }
        return i;
    }

    @SuppressWarnings("ReferenceEquality") // an equal server that is another object only costs units of its own
    private static boolean isOn(EdgeServer server, Action action) {
        return action.server() == server;
    }

    @Override
    public void fill(int epoch, double[] seconds, double[] joules) {
        for (int from = 0; from < actions.size(); ) {
            from = fill(from, epoch, seconds, joules);
        }
    }

    private int fill(int from, int epoch, double[] seconds, double[] joules) {
        EdgeServer server = actions.get(from).server();
        Site site = sites.at(server, epoch);
        TermSums.Units units = sums.transfersAt(site);
        boolean allUp = site.isUp();
        int i = from;
        for (; i < actions.size() && isOn(server, actions.get(i)); i++) {
            int cut = actions.get(i).cut();
            double t = Equations.epochSeconds(runSeconds[i], sums.transferSeconds(units, cut) + latencySeconds[i]);
            double e = Equations.epochJoules(runJoules[i], sums.transferJoules(units, cut));
            boolean effective = fits[i] && (allUp || site.isUp(loads, cut)) && Cost.canBeAddedUp(t, e);
            seconds[i] = effective ? t : Double.POSITIVE_INFINITY;
            joules[i] = effective ? e : Double.POSITIVE_INFINITY;
        }
        return i;
    }
}
