package io.github.jqodi.search;

import io.github.jqodi.base.VersionedCache;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;

/**
 * The last cost table of each quantized model, handed out again, cut to the epochs that are asked for, as long as nothing it rests
 * on has changed and it has as many. All are forgotten where one more would take more memory than a table may.
 */
final class TableCache {
    private final VersionedCache<Key, CostTable> tables = new VersionedCache<>(TableCache::bytes);

    /** Which actions a table holds. */
    enum Kind {
        /** All of a candidate. */
        EVERY,
        /** Those that no other dominates in all epochs, of which a schedule that never changes uses one. */
        NONDOMINATED,
        /** Those that in some epoch none dominates, for schedules that may change in every epoch. */
        NONDOMINATED_BY_EPOCH,
        /** Those that no other of the same server dominates. */
        NONDOMINATED_BY_SERVER
    }

    /** A table of some actions of a candidate, as far as limits allow. */
    CostTable table(Candidate candidate, Kind kind, WorkLimits limits) {
        Key key = new Key(candidate.pair(), kind);
        int epochs = candidate.robustEpochs();
        int rows = Math.min(epochs, candidate.costs().steadyFromEpoch());
        return tables.get(
                        key,
                        Basis.of(candidate),
                        limits.bytes(),
                        known -> known.rows() >= rows,
                        () -> fresh(candidate, kind, limits))
                .upTo(epochs);
    }

    private static double bytes(CostTable table) {
        return 2.0 * Double.BYTES * table.rows() * table.actions().size();
    }

    private static CostTable fresh(Candidate candidate, Kind kind, WorkLimits limits) {
        ModelCosts costs = candidate.costs();
        ActionGrid actions = candidate.actions();
        int epochs = candidate.robustEpochs();
        return switch (kind) {
            case EVERY -> CostTable.of(costs, actions, epochs, limits);
            case NONDOMINATED -> CostTable.nondominated(costs, actions, epochs, limits);
            case NONDOMINATED_BY_EPOCH -> CostTable.nondominatedByEpoch(costs, actions, epochs, limits);
            case NONDOMINATED_BY_SERVER -> CostTable.nondominatedByServer(costs, actions, epochs, limits);
        };
    }

    private record Key(QuantizedModel pair, Kind kind) {}

    /** What a table is worked out from. Cost models give the same object again only where all costs are unchanged. */
    private record Basis(ModelCosts costs, List<EdgeServer> servers, List<Integer> cuts) {
        static Basis of(Candidate candidate) {
            ActionGrid actions = candidate.actions();
            return new Basis(candidate.costs(), actions.servers(), actions.cuts());
        }
    }
}
