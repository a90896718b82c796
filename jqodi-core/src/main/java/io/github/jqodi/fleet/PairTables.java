package io.github.jqodi.fleet;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the tables of a device: asks its cost model for seconds, joules, waiting and busy seconds, each as rows of doubles. */
final class PairTables {
    private static final int[] NONE = {};

    private final Scenario scenario;
    private final SharedRows rows;
    private final Fleet.Names names;
    private final Rule rule;
    private final double runs;
    private final double limit;
    private final Prices waits;
    private final List<Role> roles;
    private final BooleanSupplier stop;

    PairTables(FleetDevice device, Fleet fleet, SharedRows rows, Rule rule, BooleanSupplier stop) {
        this.scenario = device.problem().scenario();
        this.rows = rows;
        this.names = Fleet.Names.of(scenario);
        this.rule = rule;
        this.runs = device.runs(fleet.windowSeconds());
        this.limit = fleet.deadlineShare() * scenario.target().deadlineSeconds();
        this.waits = StretchedCosts.waits(scenario, rows);
        this.roles = roles();
        this.stop = stop;
    }

    /** What actions use that may be shared. */
    private record Role(Prices perSecond, Map<String, int[]> rowsByServer) {}

    /** Arrays of a table, before servers without use are left out. */
    @SuppressWarnings("NullAway.Init") // every field is set where drafts are made
    static final class Draft {
        Candidate candidate;
        boolean fixed;
        int[] grid;
        double[][] seconds;
        double[][] joules;
        int[][] shared;
        double[][][] busy;
        double[] weight;
        int[] rowOfEpoch;
        double[] spent;
        double limit;
        int[] setupRows;
        double runs;

        @Nullable
        Entries entries;
        /** How many rows of each action are entered. */
        int[] entered;
    }

    private List<Role> roles() {
        List<Role> all = new ArrayList<>();
        add(all, server -> server, rows::node);
        add(all, server -> Resource.link(names.cloud(), server).name(), server -> rows.link(names.cloud(), server));
        add(
                all,
                server -> Resource.link(server, names.device()).name(),
                server -> rows.deviceLink(server, names.device()));
        add(all, server -> names.cloud(), server -> rows.node(names.cloud()));
        return all;
    }

    private void add(List<Role> all, Function<String, String> billName, Function<String, int[]> rowsOf) {
        Map<String, Double> perSecond = new HashMap<>();
        Map<String, int[]> byServer = new HashMap<>();
        for (EdgeServer server : names.servers()) {
            int[] own = rowsOf.apply(server.name());
            if (own.length > 0) {
                perSecond.put(billName.apply(server.name()), 1.0);
                byServer.put(server.name(), own);
            }
        }
        if (!byServer.isEmpty()) {
            all.add(new Role(new Prices(Map.of(), 0, Map.of(), perSecond), byServer));
        }
    }

    List<PairTable> of(FleetDevice device) {
        List<PairTable> tables = new ArrayList<>();
        WorkLimits limits = new WorkLimits(stop, () -> "the fleet was stopped", Long.MAX_VALUE);
        List<Draft> drafts = device.problem().assess(limits).candidates().stream()
                .map(this::draft)
                .toList();
        // role by role, since costs keep what the prices of one role share
        for (Role role : roles) {
            drafts.forEach(draft -> enter(role, draft));
        }
        drafts.forEach(draft -> add(draft, tables));
        return List.copyOf(tables);
    }

    private void add(Draft draft, List<PairTable> tables) {
        if (draft.fixed) {
            Draft whole = fixed(draft);
            if (whole.grid.length > 0) {
                tables.add(new PairTable(whole, true, true));
            }
            return;
        }
        if (!Switches.matter(scenario, draft.candidate.actions())) {
            tables.add(new PairTable(only(draft, kept(draft)), true, true));
            return;
        }
        int[] kept = kept(draft);
        Draft all = only(draft, kept);
        all.entries = entries(draft, kept);
        tables.add(new PairTable(all, true, false));
        int cuts = draft.candidate.actions().cutCount();
        for (int x = 0; x < draft.candidate.actions().servers().size(); x++) {
            int server = x;
            int[] own = Arrays.stream(kept).filter(i -> i / cuts == server).toArray();
            if (own.length > 0) {
                tables.add(new PairTable(only(draft, own), false, true));
            }
        }
    }

    private Entries entries(Draft draft, int[] kept) {
        ActionGrid actions = draft.candidate.actions();
        int[] servers =
                Arrays.stream(kept).map(i -> i / actions.cutCount()).distinct().toArray();
        int[] serverOf = Arrays.stream(kept)
                .map(i -> Arrays.binarySearch(servers, i / actions.cutCount()))
                .toArray();
        List<EdgeServer> used =
                Arrays.stream(servers).mapToObj(actions.servers()::get).toList();
        return new Entries(serverOf, used, rows, runs);
    }

    private Draft draft(Candidate candidate) {
        Draft draft = new Draft();
        ActionGrid actions = candidate.actions();
        ModelCosts costs = candidate.costs();
        int epochs = candidate.robustEpochs();
        int count = Math.min(epochs, costs.steadyFromEpoch());
        draft.candidate = candidate;
        draft.fixed = scenario.schedule() == SchedulePolicy.FIXED;
        draft.grid = IntStream.range(0, actions.size()).toArray();
        draft.seconds = new double[count][actions.size()];
        draft.joules = new double[count][actions.size()];
        fill(StretchedCosts.stretched(costs, waits).rows(actions), draft.seconds, draft.joules);
        beginLoads(draft, actions, count);
        draft.weight = rule.weights(candidate);
        draft.rowOfEpoch = new int[epochs];
        Arrays.setAll(draft.rowOfEpoch, k -> Math.min(k, count - 1));
        draft.spent = candidate.spentSeconds();
        draft.limit = limit;
        draft.setupRows = candidate.setup().seconds() > 0 ? rows.node(names.cloud()) : NONE;
        draft.runs = runs;
        return draft;
    }

    /** The rows that each action loads, with room for the seconds. */
    private void beginLoads(Draft draft, ActionGrid actions, int count) {
        draft.shared = new int[actions.size()][];
        draft.entered = new int[actions.size()];
        draft.busy = new double[count][actions.size()][];
        int cuts = actions.cutCount();
        for (int a = 0; a < actions.size(); a++) {
            if (a % cuts == 0) {
                String server = actions.servers().get(a / cuts).name();
                draft.shared[a] = roles.stream()
                        .flatMapToInt(role -> Arrays.stream(role.rowsByServer.getOrDefault(server, NONE)))
                        .toArray();
            } else {
                draft.shared[a] = draft.shared[a - 1];
            }
            for (int r = 0; r < count; r++) {
                draft.busy[r][a] = new double[draft.shared[a].length];
            }
        }
    }

    private void enter(Role role, Draft draft) {
        ActionGrid actions = draft.candidate.actions();
        CostRows kernel = draft.candidate.costs().priced(role.perSecond).rows(actions);
        int count = draft.busy.length;
        double[][] unused = new double[count][actions.size()];
        double[][] busy = new double[count][actions.size()];
        fill(kernel, unused, busy);
        int[] own = NONE;
        for (int a = 0; a < actions.size(); a++) {
            if (a % actions.cutCount() == 0) {
                String server = actions.servers().get(a / actions.cutCount()).name();
                own = role.rowsByServer.getOrDefault(server, NONE);
            }
            for (int i = 0; i < own.length; i++) {
                for (int r = 0; r < count; r++) {
                    draft.busy[r][a][draft.entered[a]] = busy[r][a] < Double.POSITIVE_INFINITY ? busy[r][a] * runs : 0;
                }
                draft.entered[a]++;
            }
        }
    }

    private static void fill(CostRows kernel, double[][] seconds, double[][] joules) {
        for (int r = 0; r < seconds.length; r++) {
            kernel.fill(r + 1, seconds[r], joules[r]);
        }
    }

    /** The actions that may be worth taking: for each other one there is one of its server that takes no more of anything. */
    private static int[] kept(Draft draft) {
        int cuts = draft.candidate.actions().cutCount();
        int[] kept = new int[draft.grid.length];
        int size = 0;
        for (int a = 0; a < kept.length; a++) {
            if (isEffective(draft, a) && !isDominated(draft, a, cuts)) {
                kept[size++] = a;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static boolean isEffective(Draft draft, int action) {
        for (double[] row : draft.seconds) {
            if (row[action] < draft.limit) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDominated(Draft draft, int action, int cuts) {
        int first = action - action % cuts;
        for (int other = first; other < first + cuts; other++) {
            if (other != action && dominates(draft, other, action)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one action takes no more of anything than another, and is the first of equals. */
    private static boolean dominates(Draft draft, int a, int b) {
        boolean less = a < b;
        for (int r = 0; r < draft.seconds.length; r++) {
            if (draft.seconds[r][a] > draft.seconds[r][b] || draft.joules[r][a] > draft.joules[r][b]) {
                return false;
            }
            less |= draft.seconds[r][a] < draft.seconds[r][b] || draft.joules[r][a] < draft.joules[r][b];
            for (int i = 0; i < draft.busy[r][a].length; i++) {
                if (draft.busy[r][a][i] > draft.busy[r][b][i]) {
                    return false;
                }
                less |= draft.busy[r][a][i] < draft.busy[r][b][i];
            }
        }
        return less;
    }

    private static Draft only(Draft draft, int[] kept) {
        Draft less = new Draft();
        less.candidate = draft.candidate;
        less.fixed = draft.fixed;
        int size = kept.length;
        int rows = draft.seconds.length;
        less.grid = new int[size];
        less.shared = new int[size][];
        less.seconds = new double[rows][size];
        less.joules = new double[rows][size];
        less.busy = new double[rows][size][];
        for (int i = 0; i < size; i++) {
            int from = kept[i];
            less.grid[i] = draft.grid[from];
            less.shared[i] = draft.shared[from];
            for (int r = 0; r < rows; r++) {
                less.seconds[r][i] = draft.seconds[r][from];
                less.joules[r][i] = draft.joules[r][from];
                less.busy[r][i] = draft.busy[r][from];
            }
        }
        less.weight = draft.weight;
        less.rowOfEpoch = draft.rowOfEpoch;
        less.spent = draft.spent;
        less.limit = draft.limit;
        less.setupRows = draft.setupRows;
        less.runs = draft.runs;
        less.entered = draft.entered;
        return less;
    }

    /** The run of each action that is in time as a single epoch. */
    private static Draft fixed(Draft draft) {
        int[] inTime = IntStream.range(0, draft.grid.length)
                .filter(a -> isInTime(draft, a))
                .toArray();
        Draft kept = only(draft, inTime);
        int size = inTime.length;
        Draft whole = only(draft, inTime);
        whole.seconds = new double[1][size];
        whole.joules = new double[1][size];
        whole.busy = new double[1][size][];
        for (int a = 0; a < size; a++) {
            whole.busy[0][a] = new double[kept.shared[a].length];
            for (int k = 0; k < kept.rowOfEpoch.length; k++) {
                int r = kept.rowOfEpoch[k];
                whole.joules[0][a] += kept.weight[k] * kept.joules[r][a];
                for (int i = 0; i < kept.shared[a].length; i++) {
                    whole.busy[0][a][i] += kept.weight[k] * kept.busy[r][a][i];
                }
            }
        }
        whole.weight = new double[] {1};
        whole.rowOfEpoch = new int[] {0};
        whole.spent = new double[0];
        whole.limit = 1;
        return whole;
    }

    private static boolean isInTime(Draft draft, int action) {
        ExactSum sum = ExactSum.of(draft.spent);
        for (int k = 0; k < draft.rowOfEpoch.length; k++) {
            double t = draft.seconds[draft.rowOfEpoch[k]][action];
            if (t == Double.POSITIVE_INFINITY) {
                return false;
            }
            sum.add(t);
        }
        return sum.compareTo(draft.limit) < 0;
    }
}
