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
    private final Groups groups;
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
        this.groups = Groups.of(actions);
        this.runSeconds = new double[actions.size()];
        this.latencySeconds = new double[actions.size()];
        this.runJoules = new double[actions.size()];
        this.fits = new boolean[actions.size()];
        for (int group = 0; group < groups.count; group++) {
            enter(group);
        }
    }

    private void enter(int group) {
        Site site = sites.at(groups.server(group), 1);
        TermSums.Units units = sums.at(site);
        for (int i = groups.from[group]; i < groups.from[group + 1]; i++) {
            int cut = groups.cut[i];
            runSeconds[i] = sums.runSeconds(units, cut);
            runJoules[i] = sums.runJoules(units, cut);
            latencySeconds[i] = sums.latencySeconds(units, cut);
            fits[i] = site.hasRoom(loads, cut);
        }
    }

    @Override
    public void fill(int epoch, double[] seconds, double[] joules) {
        for (int group = 0; group < groups.count; group++) {
            fill(group, epoch, seconds, joules);
        }
    }

    private void fill(int group, int epoch, double[] seconds, double[] joules) {
        Site site = sites.at(groups.server(group), epoch);
        TermSums.Units units = sums.transfersAt(site);
        boolean allUp = site.isUp();
        for (int i = groups.from[group]; i < groups.from[group + 1]; i++) {
            int cut = groups.cut[i];
            double t = Equations.epochSeconds(runSeconds[i], sums.transferSeconds(units, cut) + latencySeconds[i]);
            double e = Equations.epochJoules(runJoules[i], sums.transferJoules(units, cut));
            boolean effective = fits[i] && (allUp || site.isUp(loads, cut)) && Cost.canBeAddedUp(t, e);
            seconds[i] = effective ? t : Double.POSITIVE_INFINITY;
            joules[i] = effective ? e : Double.POSITIVE_INFINITY;
        }
    }

    /** The row of epoch 1, where there is no other and nothing is worth keeping. */
    static void fillOnce(TermSums sums, List<Action> actions, Sites sites, double[] seconds, double[] joules) {
        CutLoads loads = sums.loads();
        Groups groups = Groups.of(actions);
        for (int group = 0; group < groups.count; group++) {
            Site site = sites.at(groups.server(group), 1);
            TermSums.Units units = sums.at(site);
            boolean opensAll = site.isUp() && site.hasUnlimitedRoom();
            for (int i = groups.from[group]; i < groups.from[group + 1]; i++) {
                int cut = groups.cut[i];
                double t = sums.seconds(units, cut);
                double e = sums.joules(units, cut);
                boolean opens = opensAll || (site.hasRoom(loads, cut) && site.isUp(loads, cut));
                boolean effective = opens && Cost.canBeAddedUp(t, e);
                seconds[i] = effective ? t : Double.POSITIVE_INFINITY;
                joules[i] = effective ? e : Double.POSITIVE_INFINITY;
            }
        }
    }

    /** Actions as their cuts, in groups of neighbours on one server. */
    private static final class Groups {
        final int[] cut;
        /** First action of each group, and behind the last one how many there are. */
        final int[] from;

        private final EdgeServer[] servers;
        int count;

        private Groups(int actions) {
            cut = new int[actions];
            from = new int[actions + 1];
            servers = new EdgeServer[actions];
        }

        @SuppressWarnings("ReferenceEquality") // an equal server that is another object only costs units of its own
        static Groups of(List<Action> actions) {
            Groups groups = new Groups(actions.size());
            for (int i = 0; i < groups.cut.length; i++) {
                Action action = actions.get(i);
                groups.cut[i] = action.cut();
                if (groups.count == 0 || action.server() != groups.servers[groups.count - 1]) {
                    groups.from[groups.count] = i;
                    groups.servers[groups.count++] = action.server();
                }
            }
            groups.from[groups.count] = groups.cut.length;
            return groups;
        }

        EdgeServer server(int group) {
            return servers[group];
        }
    }
}
