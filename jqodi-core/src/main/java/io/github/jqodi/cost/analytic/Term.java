package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.Phase;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The physics, one row for all that an epoch or an inference spends time or energy on: which {@link Node} bears which
 * {@link Load} of a cut, in which phase of the bill, and what a unit of it costs at a {@link Site}. Times, energies, bills,
 * inference, row kernels and bounds run over this list and nothing else, so that a new term is a new row here.
 *
 * <p>Equations 5 to 10 of the paper are the computing rows and the transfers of weights; {@link Equations} states them once
 * more, as printed. What is added to them has its number in READINGS.
 */
enum Term {
    /** First summand of Equations 7 and 8. */
    DEVICE_COMPUTE(
            Part.RUN,
            Node.DEVICE,
            Phase.COMPUTE,
            Load.DEVICE_MACS,
            Unit.mac(s -> s.device().processor())),
    /** Second summand of Equations 7 and 8. */
    SERVER_COMPUTE(Part.RUN, Node.SERVER, Phase.COMPUTE, Load.SERVER_MACS, Unit.mac(Site::processor)),
    /** Third summand of Equations 7 and 8. */
    CLOUD_COMPUTE(
            Part.RUN,
            Node.CLOUD,
            Phase.COMPUTE,
            Load.CLOUD_MACS,
            Unit.mac(s -> s.cloud().processor())),
    /** Paid by a server that runs any layer (READINGS #10). */
    SERVER_OVERHEAD(
            Part.RUN,
            Node.SERVER,
            Phase.OVERHEAD,
            Load.SERVER_RUNS,
            Unit.piece(s -> s.server().overheadSeconds(), s -> s.server().overheadJoules())),
    /** Paid for every batch by a device that runs any layer. */
    DEVICE_BATCH_OVERHEAD(
            Part.RUN,
            Node.DEVICE,
            Phase.OVERHEAD,
            Load.DEVICE_BATCHES,
            Unit.piece(
                    s -> s.device().overheadSecondsPerBatch(), s -> s.device().overheadJoulesPerBatch())),
    /** Paid for every batch by a server that runs any layer. */
    SERVER_BATCH_OVERHEAD(
            Part.RUN,
            Node.SERVER,
            Phase.OVERHEAD,
            Load.SERVER_BATCHES,
            Unit.piece(
                    s -> s.server().overheadSecondsPerBatch(), s -> s.server().overheadJoulesPerBatch())),
    /** τ_a and ε_a in the first lines of Equations 7 and 8 (READINGS #2). */
    REQUANTIZATION(
            Part.RUN,
            Node.CLOUD,
            Phase.SETUP,
            Load.QUANTIZATIONS,
            Unit.piece(s -> s.setup().seconds(), s -> s.setup().joules())),

    /** Waiting for the whole model. */
    MODEL_LATENCY(Node.CLOUD_LINK, Load.MODEL_TRANSFERS, Site::cloudLatencySeconds),
    /** Waiting for weights of the shallow part. */
    WEIGHT_LATENCY(Node.DEVICE_LINK, Load.WEIGHT_TRANSFERS, Site::deviceLatencySeconds),
    /** Waiting for features. */
    FEATURE_LATENCY(Node.DEVICE_LINK, Load.FEATURE_TRANSFERS, Site::deviceLatencySeconds),
    /** Waiting for gradients. */
    GRADIENT_LATENCY(Node.DEVICE_LINK, Load.GRADIENT_TRANSFERS, Site::deviceLatencySeconds),

    /** D^{c→e} of Equations 9 and 10. */
    MODEL_DOWN(Load.MODEL_BITS, Direction.CLOUD_DOWN),
    /** D^{e→d} of Equations 9 and 10. */
    WEIGHTS_DOWN(Load.WEIGHT_BITS, Direction.DEVICE_DOWN),
    /** D^{d→e} of Equations 9 and 10. */
    WEIGHTS_UP(Load.WEIGHT_BITS, Direction.DEVICE_UP),
    /** D^{e→c} of Equations 9 and 10. */
    MODEL_UP(Load.MODEL_BITS, Direction.CLOUD_UP),
    /** Features of the samples (READINGS #3). */
    FEATURES_UP(Load.FEATURE_BITS, Direction.DEVICE_UP),
    /** Gradients of the training samples' features (READINGS #3). */
    GRADIENTS_DOWN(Load.GRADIENT_BITS, Direction.DEVICE_DOWN);

    /** All of them, by index. */
    static final Term[] ALL = values();
    /** Those that send something, link by link. */
    static final Term[] TRANSFERS = Arrays.stream(ALL)
            .filter(row -> row.part == Part.TRANSFER)
            .sorted(Comparator.comparing(row -> row.direction.orElseThrow()))
            .toArray(Term[]::new);

    private static final int[] ROWS_BY_LOAD = new int[Load.ALL.length];

    static {
        for (Term row : TRANSFERS) {
            ROWS_BY_LOAD[row.load.index()]++;
        }
    }

    /** The summand of an epoch a row belongs to: t = run + (transfer + latency), each summed in the order of the rows. */
    enum Part {
        /** τ^run and ε^run of Equation 5 and 6. */
        RUN,
        /** τ^tran and ε^tran of Equation 5 and 6. */
        TRANSFER,
        /** What transfers wait for; no energy. */
        LATENCY
    }

    private final Part part;
    private final Node node;
    private final Optional<Phase> phase;
    private final Load load;
    private final Optional<Direction> direction;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Unit unit;

    Term(Part part, Node node, Phase phase, Load load, Unit unit) {
        this(part, node, Optional.of(phase), load, Optional.empty(), unit);
    }

    Term(Node node, Load load, ToDoubleFunction<Site> seconds) {
        this(Part.LATENCY, node, Optional.empty(), load, Optional.empty(), Unit.piece(seconds, s -> 0));
    }

    Term(Load load, Direction direction) {
        this(
                Part.TRANSFER,
                direction.node(),
                Optional.of(direction.phase()),
                load,
                Optional.of(direction),
                Unit.bit(direction));
    }

    Term(Part part, Node node, Optional<Phase> phase, Load load, Optional<Direction> direction, Unit unit) {
        this.part = part;
        this.node = node;
        this.phase = phase;
        this.load = load;
        this.direction = direction;
        this.unit = unit;
    }

    /** Its place in arrays by term. */
    @SuppressWarnings("EnumOrdinal") // the one place; the order is never stored
    int index() {
        return ordinal();
    }

    Part part() {
        return part;
    }

    Node node() {
        return node;
    }

    /** Where the bill lists it; a latency is listed with the transfers that wait. */
    Optional<Phase> phase() {
        return phase;
    }

    Load load() {
        return load;
    }

    /** Which way it goes, where it is a transfer. */
    Optional<Direction> direction() {
        return direction;
    }

    /** Whether time is the load over {@link #seconds}, units per second, and not the product of both. */
    boolean isRate() {
        return unit.isRate;
    }

    /** What a unit of the load takes at a site: units per second or seconds a unit. */
    double seconds(Site site) {
        return unit.seconds.applyAsDouble(site);
    }

    /** What a unit of the load takes at a site, joules. */
    double joules(Site site) {
        return unit.joules.applyAsDouble(site);
    }

    /** How many rows send a load. */
    static int transfersOf(Load load) {
        return ROWS_BY_LOAD[load.index()];
    }

    /**
     * What a unit of a load costs at a site.
     *
     * @param isRate whether time is the load over {@code seconds}, units per second, and not the product of both
     * @param seconds units per second, or seconds a unit
     * @param joules joules a unit
     */
    private record Unit(boolean isRate, ToDoubleFunction<Site> seconds, ToDoubleFunction<Site> joules) {
        private static Unit mac(Function<Site, io.github.jqodi.scenario.Processor> processor) {
            return new Unit(
                    true,
                    s -> processor.apply(s).macsPerSecond(),
                    s -> processor.apply(s).joulesPerMac());
        }

        private static Unit bit(Direction direction) {
            return new Unit(
                    true,
                    s -> s.rates().bitsPerSecond(direction),
                    s -> s.rates().joulesPerBit(direction));
        }

        private static Unit piece(ToDoubleFunction<Site> seconds, ToDoubleFunction<Site> joules) {
            return new Unit(false, seconds, joules);
        }
    }
}
