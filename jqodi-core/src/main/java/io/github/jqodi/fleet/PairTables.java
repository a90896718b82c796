package io.github.jqodi.fleet;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.PreparedProblem;
import io.github.jqodi.plan.Problem;
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
    private final Common common;
    private final BooleanSupplier stop;

    /**
     * Makes the tables of one device.
     *
     * @param device of the fleet
     * @param fleet the fleet
     * @param rows its capacities, numbered
     * @param rule how energies and loads are weighed
     * @param common to all devices
     * @param stop asked now and then
     */
    PairTables(FleetDevice device, Fleet fleet, SharedRows rows, Rule rule, Common common, BooleanSupplier stop) {
        this.scenario = device.problem().scenario();
        this.rows = rows;
        this.names = Fleet.Names.of(scenario);
        this.rule = rule;
        this.runs = device.runs(fleet.windowSeconds());
        this.limit = fleet.deadlineShare() * scenario.target().deadlineSeconds();
        this.waits = StretchedCosts.waits(scenario, rows);
        this.roles = roles();
        this.common = common;
        this.stop = stop;
    }

    /** What devices have in common, which is worked out and held once. */
    static final class Common {
        private final PreparedProblem problems;
        private final EqualArrays arrays = new EqualArrays();

        Common(Problem first) {
            this.problems = new PreparedProblem(first);
        }
    }

    /** What actions use that may be shared; {@code isOfDevice} where no other device takes as long. */
    private record Role(Prices perSecond, Map<String, int[]> rowsByServer, boolean isOfDevice) {
        int[] rowsOf(EdgeServer server) {
            return rowsByServer.getOrDefault(server.name(), NONE);
        }
    }

    /** Arrays of a table, before servers without use are left out. */
    @SuppressWarnings("NullAway.Init") // every field is set where drafts are made
    static final class Draft {
        Candidate candidate;
        boolean fixed;
        int[] grid;
        double[][] seconds;
        double[][] joules;
        BusySeconds[] busy;
        double[] weight;
        int[] rowOfEpoch;
        double[] spent;
        double limit;
        int[] setupRows;
        double runs;

        @Nullable
        SwitchCosts switchCosts;
        /** By server how many of its rows are entered. */
        int[] entered;
    }

    private List<Role> roles() {
        List<Role> all = new ArrayList<>();
        add(all, false, server -> server, rows::node);
        add(
                all,
                false,
                server -> Resource.link(names.cloud(), server).name(),
                server -> rows.link(names.cloud(), server));
        add(
                all,
                true,
                server -> Resource.link(server, names.device()).name(),
                server -> rows.deviceLink(server, names.device()));
        add(all, false, server -> names.cloud(), server -> rows.node(names.cloud()));
        return all;
    }

    private void add(
            List<Role> all, boolean isOfDevice, Function<String, String> billName, Function<String, int[]> rowsOf) {
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
            all.add(new Role(new Prices(Map.of(), 0, Map.of(), perSecond), byServer, isOfDevice));
        }
    }

    List<PairTable> of(FleetDevice device) {
        List<PairTable> tables = new ArrayList<>();
        WorkLimits limits = new WorkLimits(stop, () -> "the fleet was stopped", Long.MAX_VALUE);
        List<Draft> drafts = common.problems.assess(device.problem(), limits).candidates().stream()
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
        all.switchCosts = switchCosts(draft, kept);
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

    private SwitchCosts switchCosts(Draft draft, int[] kept) {
        ActionGrid actions = draft.candidate.actions();
        int[] servers =
                Arrays.stream(kept).map(i -> i / actions.cutCount()).distinct().toArray();
        int[] serverOf = Arrays.stream(kept)
                .map(i -> Arrays.binarySearch(servers, i / actions.cutCount()))
                .toArray();
        List<EdgeServer> used =
                Arrays.stream(servers).mapToObj(actions.servers()::get).toList();
        return new SwitchCosts(serverOf, used, rows, runs);
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
        draft.weight = common.arrays.of(rule.weights(candidate));
        draft.rowOfEpoch = common.arrays.of(
                IntStream.range(0, epochs).map(k -> Math.min(k, count - 1)).toArray());
        draft.spent = candidate.spentSeconds();
        draft.limit = limit;
        draft.setupRows = candidate.setup().seconds() > 0 ? rows.node(names.cloud()) : NONE;
        draft.runs = runs;
        return draft;
    }

    /** The rows that the actions of each server load, with room for the seconds. */
    private void beginLoads(Draft draft, ActionGrid actions, int count) {
        int[][] shared = actions.servers().stream()
                .map(server -> roles.stream()
                        .flatMapToInt(role -> Arrays.stream(role.rowsOf(server)))
                        .toArray())
                .toArray(int[][]::new);
        draft.entered = new int[shared.length];
        draft.busy = new BusySeconds[count];
        Arrays.setAll(draft.busy, r -> BusySeconds.of(shared, actions.cutCount()));
    }

    private void enter(Role role, Draft draft) {
        ActionGrid actions = draft.candidate.actions();
        CostRows kernel = draft.candidate.costs().priced(role.perSecond).rows(actions);
        int count = draft.busy.length;
        double[][] unused = new double[count][actions.size()];
        double[][] busy = new double[count][actions.size()];
        fill(kernel, unused, busy);
        for (int x = 0; x < actions.servers().size(); x++) {
            int times = role.rowsOf(actions.servers().get(x)).length;
            for (int r = 0; r < count && times > 0; r++) {
                double[] own = perWindow(busy[r], x * actions.cutCount(), actions.cutCount());
                for (int i = 0; i < times; i++) {
                    draft.busy[r].set(x, draft.entered[x] + i, role.isOfDevice ? own : common.arrays.of(own));
                }
            }
            draft.entered[x] += times;
        }
    }

    private double[] perWindow(double[] perRun, int from, int count) {
        double[] busy = new double[count];
        for (int i = 0; i < count; i++) {
            busy[i] = perRun[from + i] < Double.POSITIVE_INFINITY ? perRun[from + i] * runs : 0;
        }
        return busy;
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
            if (draft.busy[r].isMore(a, b)) {
                return false;
            }
            less |= draft.busy[r].isMore(b, a);
        }
        return less;
    }

    private static Draft only(Draft draft, int[] kept) {
        Draft less = new Draft();
        less.candidate = draft.candidate;
        less.fixed = draft.fixed;
        int size = kept.length;
        int rows = draft.seconds.length;
        less.grid = Arrays.stream(kept).map(i -> draft.grid[i]).toArray();
        less.seconds = new double[rows][size];
        less.joules = new double[rows][size];
        less.busy = new BusySeconds[rows];
        for (int r = 0; r < rows; r++) {
            less.busy[r] = draft.busy[r].only(kept);
            for (int i = 0; i < size; i++) {
                less.seconds[r][i] = draft.seconds[r][kept[i]];
                less.joules[r][i] = draft.joules[r][kept[i]];
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
        whole.busy = new BusySeconds[] {BusySeconds.sum(kept.busy, kept.rowOfEpoch, kept.weight)};
        for (int a = 0; a < size; a++) {
            for (int k = 0; k < kept.rowOfEpoch.length; k++) {
                whole.joules[0][a] += kept.weight[k] * kept.joules[kept.rowOfEpoch[k]][a];
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
