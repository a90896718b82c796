package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.Phase;
import io.github.jqodi.scenario.Processor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The physics, one row for all that an epoch or an inference spends time or energy on: which {@link Node} bears which
 * {@link Load} of a cut, in which phase of the bill, and what a unit of it costs at some {@link Nodes}, or at the
 * {@link LinkRates} of an epoch. Times, energies, bills,
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
    SERVER_COMPUTE(
            Part.RUN,
            Node.SERVER,
            Phase.COMPUTE,
            Load.SERVER_MACS,
            Unit.mac(s -> s.server().processor())),
    /** Time of the first summand as it was measured. */
    DEVICE_MEASURED_TIME(Part.RUN, Node.DEVICE, Phase.COMPUTE, Load.DEVICE_SECONDS, Unit.piece(s -> 1, s -> 0)),
    /** Energy of the first summand as it was measured. */
    DEVICE_MEASURED_ENERGY(Part.RUN, Node.DEVICE, Phase.COMPUTE, Load.DEVICE_JOULES, Unit.piece(s -> 0, s -> 1)),
    /** Time of the second summand as it was measured; its load differs from profile to profile. */
    SERVER_MEASURED_TIME(Part.RUN, Node.SERVER, Phase.COMPUTE, Load.SERVER_SECONDS, Unit.piece(s -> 1, s -> 0)),
    /** Energy of the second summand as it was measured; its load differs from profile to profile. */
    SERVER_MEASURED_ENERGY(Part.RUN, Node.SERVER, Phase.COMPUTE, Load.SERVER_JOULES, Unit.piece(s -> 0, s -> 1)),
    /** Third summand of Equations 7 and 8. */
    CLOUD_COMPUTE(
            Part.RUN,
            Node.CLOUD,
            Phase.COMPUTE,
            Load.CLOUD_MACS,
            Unit.mac(s -> Optional.of(s.cloud().processor()))),
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
    /** τ_a in the first line of Equation 7 (READINGS #2). */
    REQUANTIZATION_TIME(Part.RUN, Node.CLOUD, Phase.SETUP, Load.REQUANTIZATION_SECONDS, Unit.piece(s -> 1, s -> 0)),
    /** ε_a in the first line of Equation 8 (READINGS #2). */
    REQUANTIZATION_ENERGY(Part.RUN, Node.CLOUD, Phase.SETUP, Load.REQUANTIZATION_JOULES, Unit.piece(s -> 0, s -> 1)),

    /** Waiting for the whole model. */
    MODEL_LATENCY(Node.CLOUD_LINK, Load.MODEL_TRANSFERS, s -> s.cloudLink().latencySeconds()),
    /** Waiting for weights of the shallow part. */
    WEIGHT_LATENCY(Node.DEVICE_LINK, Load.WEIGHT_TRANSFERS, s -> s.deviceLink().latencySeconds()),
    /** Waiting for features. */
    FEATURE_LATENCY(
            Node.DEVICE_LINK, Load.FEATURE_TRANSFERS, s -> s.deviceLink().latencySeconds()),
    /** Waiting for gradients. */
    GRADIENT_LATENCY(
            Node.DEVICE_LINK, Load.GRADIENT_TRANSFERS, s -> s.deviceLink().latencySeconds()),
    /** Waiting for frozen weights, where no others are waited for. */
    MODEL_PLACEMENT_LATENCY(
            Node.CLOUD_LINK, Load.MODEL_PLACEMENTS, s -> s.cloudLink().latencySeconds()),
    /** Waiting for weights of the shallow part that are sent once, where no others are waited for. */
    SHALLOW_PLACEMENT_LATENCY(
            Node.DEVICE_LINK, Load.SHALLOW_PLACEMENTS, s -> s.deviceLink().latencySeconds()),

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
    GRADIENTS_DOWN(Load.GRADIENT_BITS, Direction.DEVICE_DOWN),
    /** Frozen weights, in the first epoch alone. */
    MODEL_PLACED(Phase.PLACEMENT, Load.PLACED_MODEL_BITS, Direction.CLOUD_DOWN),
    /** Weights of the shallow part that are sent once, in the first epoch alone. */
    SHALLOW_PLACED(Phase.PLACEMENT, Load.PLACED_SHALLOW_BITS, Direction.DEVICE_DOWN);

    /** All of them, by index. */
    static final Term[] ALL = values();
    /** Those of every epoch whose unit costs differ from server to server. */
    static final Term[] OF_SERVERS = Arrays.stream(ALL)
            .filter(row -> row.node.isOfServer() && !row.load.isPlaced())
            .toArray(Term[]::new);
    /** Those whose unit costs are the same whatever the server. */
    static final Term[] WHATEVER_SERVER =
            Arrays.stream(ALL).filter(row -> !row.node.isOfServer()).toArray(Term[]::new);
    /** Those that send something, link by link. */
    static final Term[] TRANSFERS = Arrays.stream(ALL)
            .filter(row -> row.part == Part.TRANSFER)
            .sorted(Comparator.comparing(row -> row.direction.orElseThrow()))
            .toArray(Term[]::new);

    /** By direction: the loads sent that way. */
    private static final Load[][] SENT_IN = Arrays.stream(Direction.ALL)
            .map(direction -> Arrays.stream(TRANSFERS)
                    .filter(row -> row.direction.orElseThrow() == direction)
                    .map(Term::load)
                    .toArray(Load[]::new))
            .toArray(Load[][]::new);

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

    /** By part, in order. */
    private static final Term[][] BY_PART = Arrays.stream(Part.values())
            .map(part -> Arrays.stream(ALL).filter(row -> row.part == part).toArray(Term[]::new))
            .toArray(Term[][]::new);
    /** Those whose unit costs are the same in every epoch. */
    static final Term[] STEADY =
            Arrays.stream(ALL).filter(row -> row.direction.isEmpty()).toArray(Term[]::new);

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

    Term(Node node, Load load, ToDoubleFunction<Nodes> seconds) {
        this(Part.LATENCY, node, Optional.empty(), load, Optional.empty(), Unit.piece(seconds, s -> 0));
    }

    Term(Load load, Direction direction) {
        this(direction.phase(), load, direction);
    }

    Term(Phase phase, Load load, Direction direction) {
        this(Part.TRANSFER, direction.node(), Optional.of(phase), load, Optional.of(direction), Unit.OF_RATES);
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

    /** The rows of a part, in order; not to be changed. */
    @SuppressWarnings("EnumOrdinal") // parts are no more than the first index of an array made here
    static Term[] of(Part part) {
        return BY_PART[part.ordinal()];
    }

    /** Its place in arrays of unit costs: by direction where it is a transfer, else by term. */
    int unitIndex() {
        return direction.isPresent() ? direction.get().index() : index();
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

    /** Whether a node is not idle meanwhile: it computes or has overhead. */
    boolean isBusy(Node other) {
        return node == other && phase.isPresent() && (phase.get() == Phase.COMPUTE || phase.get() == Phase.OVERHEAD);
    }

    /** Whether its time factor is a rate, units per second, and not seconds a unit. */
    boolean isRate() {
        return unit.isRate;
    }

    /** Time factor: units of the load per second where {@link #isRate}, else seconds a unit; not of a transfer. */
    double timeFactor(Nodes nodes) {
        return unit.timeFactor.applyAsDouble(nodes);
    }

    /**
     * Seconds of a load; no load takes no time, whatever the rate.
     *
     * @param load in its unit
     * @param timeFactor of this term at the nodes, or the rate of the link where it is a transfer
     */
    double seconds(double load, double timeFactor) {
        return load == 0 ? 0 : isRate() ? load / timeFactor : load * timeFactor;
    }

    /** Seconds a unit of the load at a time factor. */
    double secondsPerUnit(double timeFactor) {
        return isRate() ? 1 / timeFactor : timeFactor;
    }

    /** What a unit of the load takes, joules; not of a transfer. */
    double joules(Nodes nodes) {
        return unit.joules.applyAsDouble(nodes);
    }

    /** What a unit of the load takes, of a transfer at these rates too, joules. */
    double joules(Nodes nodes, LinkRates rates) {
        return direction.isPresent() ? rates.joulesPerBit(direction.get()) : nodes.joules()[index()];
    }

    /** The loads sent in a direction; not to be changed. */
    static Load[] sentIn(Direction direction) {
        return SENT_IN[direction.index()];
    }

    /** How many rows send a load. */
    static int transfersOf(Load load) {
        return ROWS_BY_LOAD[load.index()];
    }

    /**
     * What a unit of a load costs.
     *
     * @param isRate whether the time factor is a rate
     * @param timeFactor units per second where it is a rate, else seconds a unit
     * @param joules joules a unit
     */
    private record Unit(boolean isRate, ToDoubleFunction<Nodes> timeFactor, ToDoubleFunction<Nodes> joules) {
        /** Those of a transfer change from epoch to epoch. */
        private static final Unit OF_RATES = new Unit(true, s -> 0, s -> 0);

        /** Without a processor nothing is computed by MACs. */
        private static Unit mac(Function<Nodes, Optional<Processor>> processor) {
            return new Unit(
                    true,
                    s -> {
                        Optional<Processor> known = processor.apply(s);
                        return known.isPresent() ? known.get().macsPerSecond() : Double.POSITIVE_INFINITY;
                    },
                    s -> {
                        Optional<Processor> known = processor.apply(s);
                        return known.isPresent() ? known.get().joulesPerMac() : 0;
                    });
        }

        private static Unit piece(ToDoubleFunction<Nodes> seconds, ToDoubleFunction<Nodes> joules) {
            return new Unit(false, seconds, joules);
        }
    }
}
