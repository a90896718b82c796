package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Versioned;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The nodes and links an action on one server uses, with all their unit costs that are the same in every epoch. */
final class Nodes {
    /** Epochs whose rates are kept. */
    private static final int MAX_KEPT = 1024;

    private final Cloud cloud;
    private final Device device;
    private final EdgeServer server;
    private final LinkNames links;
    private final LayerTimes.Basis basis;
    /** By term: see {@link Term#timeFactor}; 0 of transfers, whose rates change. */
    private final double[] timeFactors;

    private final double[] joules = new double[Term.ALL.length];
    private final int steadyFromEpoch;
    private final LinkRates steadyRates;
    /** By epoch, as far as they were asked for. */
    private @Nullable LinkRates @Nullable [] changingRates;

    /** Those of the epoch that was asked for last, where prices stand in place of joules. */
    private final Versioned<LinkRates> lastRates = new Versioned<>();

    /** The same without prices, where prices stand in place of joules. */
    private final Optional<Nodes> plain;
    /** What joules and seconds cost, where prices stand in place of joules. */
    private final Optional<UnitPrices> prices;

    /**
     * What an action on one server uses.
     *
     * @param cloud CS
     * @param device SD_y
     * @param server ES_x
     * @param links their names
     * @param basis the server as profiles see it
     */
    Nodes(Cloud cloud, Device device, EdgeServer server, LinkNames links, LayerTimes.Basis basis) {
        this.cloud = cloud;
        this.device = device;
        this.server = server;
        this.links = links;
        this.basis = basis;
        this.timeFactors = new double[Term.ALL.length];
        for (Term term : Term.STEADY) {
            timeFactors[term.index()] = term.timeFactor(this);
            joules[term.index()] = term.joules(this);
        }
        steadyFromEpoch = server.steadyFromEpoch();
        steadyRates = LinkRates.of(server, steadyFromEpoch);
        plain = Optional.empty();
        prices = Optional.empty();
    }

    private Nodes(Nodes other, UnitPrices unitPrices) {
        this.cloud = other.cloud;
        this.device = other.device;
        this.server = other.server;
        this.links = other.links;
        this.basis = other.basis;
        this.timeFactors = other.timeFactors;
        for (Term term : Term.STEADY) {
            double seconds = term.secondsPerUnit(timeFactors[term.index()]);
            joules[term.index()] = unitPrices.cost(term.node(), other.joules[term.index()], seconds);
        }
        steadyFromEpoch = other.steadyFromEpoch;
        plain = Optional.of(other);
        prices = Optional.of(unitPrices);
        steadyRates = priced(other.steadyRates);
    }

    /** The same with prices in place of joules. */
    Nodes priced(UnitPrices unitPrices) {
        return new Nodes(this, unitPrices);
    }

    /** Whether prices stand in place of joules. */
    boolean havePrices() {
        return prices.isPresent();
    }

    /** Rates of the links, with prices in place of joules if these nodes have them. */
    LinkRates priced(LinkRates rates) {
        return prices.isEmpty() ? rates : rates.priced(prices.get());
    }

    /** Whether these are these very objects; equal ones only cost units of their own. */
    @SuppressWarnings("ReferenceEquality")
    boolean areOf(Cloud otherCloud, Device otherDevice, EdgeServer otherServer, LayerTimes.Basis otherBasis) {
        return basis.equals(otherBasis) && server == otherServer && cloud == otherCloud && device == otherDevice;
    }

    Cloud cloud() {
        return cloud;
    }

    Device device() {
        return device;
    }

    EdgeServer server() {
        return server;
    }

    LinkNames links() {
        return links;
    }

    /** The server as profiles see it. */
    LayerTimes.Basis basis() {
        return basis;
    }

    Link cloudLink() {
        return link("cloudLink", server.cloudLink());
    }

    Link deviceLink() {
        return link("deviceLink", server.deviceLink());
    }

    private Link link(String field, Optional<Link> link) {
        return link.orElseThrow(() -> Check.invalid(
                "server '" + server.name() + "'", "without " + field, "must have it where its costs are analytic"));
    }

    /** Time factors by term, see {@link Term#timeFactor}; not to be changed. */
    double[] timeFactors() {
        return timeFactors;
    }

    /** Unit costs by term, joules a unit; not to be changed. */
    double[] joules() {
        return joules;
    }

    /** Power of a node while idle, or its price a second, whether it is used or not. */
    double idleWatts(Node node) {
        double watts = switch (node) {
            case DEVICE -> device.power().idleWatts();
            case SERVER -> server.power().idleWatts();
            case CLOUD -> cloud.power().idleWatts();
            case CLOUD_LINK, DEVICE_LINK -> 0;
        };
        return prices.isEmpty() ? watts : prices.get().cost(node, watts, 0);
    }

    /** Power of device and cloud while a term runs in which they are idle. */
    double idleWattsWhatever(Term term) {
        double ofDevice = idleWatts(Node.DEVICE);
        double ofCloud = idleWatts(Node.CLOUD);
        return (ofDevice == 0 || term.isBusy(Node.DEVICE) ? 0 : ofDevice)
                + (ofCloud == 0 || term.isBusy(Node.CLOUD) ? 0 : ofCloud);
    }

    /** Whether any of the three takes power while idle. */
    boolean takeIdlePower() {
        return idleWatts(Node.DEVICE) > 0 || idleWatts(Node.CLOUD) > 0 || idleWatts(Node.SERVER) > 0;
    }

    /** The rates of the links in an epoch. */
    LinkRates rates(int epoch) {
        if (epoch >= steadyFromEpoch) {
            return steadyRates;
        }
        if (plain.isPresent()) {
            return lastRates.get(epoch, () -> priced(plain.get().rates(epoch)));
        }
        return epoch < MAX_KEPT ? kept(epoch) : LinkRates.of(server, epoch);
    }

    /** Threads may work out the same rates; those of an epoch are equal, and complete wherever they are seen. */
    private LinkRates kept(int epoch) {
        @Nullable LinkRates @Nullable [] kept = changingRates;
        if (kept == null) {
            kept = new LinkRates[Math.min(steadyFromEpoch, MAX_KEPT)];
            changingRates = kept;
        }
        LinkRates known = kept[epoch];
        if (known == null) {
            known = LinkRates.of(server, epoch);
            kept[epoch] = known;
        }
        return known;
    }

    /** Whether rates are the same in every epoch. */
    boolean areSteady() {
        return steadyFromEpoch == 1;
    }

    /** Whether device and server have room for their parts of a cut. */
    boolean haveRoom(CutLoads loads, int cut) {
        return loads.shallowBytes(cut) <= deviceBytes() && loads.deepBytes(cut) <= serverBytes();
    }

    /** Whether neither device nor server has a limit. */
    boolean haveUnlimitedRoom() {
        return device.memoryBytes().isEmpty() && server.memoryBytes().isEmpty();
    }

    /** Memory of the device, bytes, +∞ if without limit. */
    double deviceBytes() {
        return device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
    }

    /** Memory of the server, bytes, +∞ if without limit. */
    double serverBytes() {
        return server.memoryBytes().orElse(Double.POSITIVE_INFINITY);
    }
}
