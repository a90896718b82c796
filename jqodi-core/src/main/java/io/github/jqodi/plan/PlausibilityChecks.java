package io.github.jqodi.plan;

import io.github.jqodi.base.DoubleList;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/** Finds values that are legal but look like a slip of unit. */
public final class PlausibilityChecks {
    private static final double FASTEST_LINK = 1e12;
    private static final double SLOWEST_LINK = 1e4;
    private static final double FASTEST_PROCESSOR = 1e17;
    private static final double SLOWEST_PROCESSOR = 1e6;
    private static final double MAX_WATTS = 1e4;
    private static final double MIN_WATTS = 1e-3;
    /** Of a plan, in joules or seconds. */
    private static final double MAX_OF_A_PLAN = 1e9;

    private static final double MIN_OF_A_PLAN = 1e-9;

    private final List<Warning> found = new ArrayList<>();

    private PlausibilityChecks() {}

    /**
     * Looks at a plan.
     *
     * @param plan the decision
     * @return warnings of its robust totals
     */
    public static List<Warning> warnings(Plan plan) {
        PlausibilityChecks odd = new PlausibilityChecks();
        odd.total("seconds", plan.robust().seconds());
        odd.total("joules", plan.robust().joules());
        return odd.found;
    }

    /**
     * Looks at a scenario and its costs.
     *
     * @param scenario the scenario
     * @param costModel its costs
     * @param servers what is said of one server, {@link #warnings(EdgeServer)} or what is known of it already
     * @return what looks like a slip
     */
    static List<Warning> in(Scenario scenario, CostModel costModel, Function<EdgeServer, List<Warning>> servers) {
        PlausibilityChecks odd = new PlausibilityChecks();
        scenario.cloud().ifPresent(cloud -> odd.processor(() -> "cloud", cloud.processor()));
        scenario.device().flatMap(Device::processor).ifPresent(processor -> odd.processor(() -> "device", processor));
        scenario.edgeServers().forEach(server -> odd.found.addAll(servers.apply(server)));
        if (costModel instanceof MeasuredCosts measured) {
            odd.measured(measured.entries());
        }
        return odd.found;
    }

    /** Looks at one server. */
    static List<Warning> warnings(EdgeServer server) {
        PlausibilityChecks odd = new PlausibilityChecks();
        Supplier<String> where = () -> "server '" + server.name() + "'";
        server.processor().ifPresent(processor -> odd.processor(where, processor));
        odd.overhead(where, "", server.overheadSeconds(), server.overheadJoules());
        odd.overhead(where, "PerBatch", server.overheadSecondsPerBatch(), server.overheadJoulesPerBatch());
        server.cloudLink().ifPresent(link -> odd.link(() -> where.get() + " cloudLink", link));
        server.deviceLink().ifPresent(link -> odd.link(() -> where.get() + " deviceLink", link));
        return odd.found;
    }

    private void processor(Supplier<String> where, Processor processor) {
        look(
                where,
                "macsPerSecond",
                processor.macsPerSecond(),
                SLOWEST_PROCESSOR,
                FASTEST_PROCESSOR,
                "MACs per second are expected.");
        power(
                () -> where.get() + " joulesPerMac by macsPerSecond",
                processor.joulesPerMac() * processor.macsPerSecond(),
                "Joules per MAC are expected, or watts.");
    }

    private void overhead(Supplier<String> where, String of, double seconds, double joules) {
        if (seconds > 0) {
            power(
                    () -> where.get() + " overheadJoules" + of + " by overheadSeconds" + of,
                    joules / seconds,
                    "Joules and seconds are expected.");
        }
    }

    private void link(Supplier<String> where, Link link) {
        rate(where, "bitsPerSecond", link.rate().bitsPerSecond());
        link.uplinkBitsPerSecond().ifPresent(rate -> rate(where, "uplinkBitsPerSecond", rate));
        rates(where, "bitsPerSecondByEpoch", link.bitsPerSecondByEpoch());
        rates(where, "uplinkBitsPerSecondByEpoch", link.uplinkBitsPerSecondByEpoch());
        String advice = "Joules per bit are expected, or watts.";
        power(() -> where.get() + " joulesPerBit by bitsPerSecond", mostDownWatts(link), advice);
        if (link.uplinkEnergy().isPresent() || link.uplinkBitsPerSecond().isPresent()) {
            power(
                    () -> where.get() + " uplinkJoulesPerBit by uplinkBitsPerSecond",
                    most(link, k -> link.upBitsPerSecond(k) * link.upJoulesPerBit(k)),
                    advice);
        }
    }

    /** The largest, and the smallest but for links that are down. */
    private void rates(Supplier<String> where, String what, List<Double> forecast) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        DoubleList rates = DoubleList.copyOf(forecast);
        for (int k = 0; k < rates.size(); k++) {
            double rate = rates.at(k);
            most = Math.max(most, rate);
            least = rate > 0 ? Math.min(least, rate) : least;
        }
        if (most > 0) {
            rate(where, what, most);
        }
        if (least < most) {
            rate(where, what, least);
        }
    }

    private void rate(Supplier<String> where, String what, double bitsPerSecond) {
        look(where, what, bitsPerSecond, SLOWEST_LINK, FASTEST_LINK, "Bits per second are expected.");
    }

    /** Where the energy of a bit has no list, power is the same at every rate or rises with it. */
    private static double mostDownWatts(Link link) {
        if (!link.joulesPerBitByEpoch().isEmpty()) {
            return most(link, k -> link.downBitsPerSecond(k) * link.downJoulesPerBit(k));
        }
        DoubleList forecast = DoubleList.copyOf(link.bitsPerSecondByEpoch());
        double rate = forecast.isEmpty() ? link.rate().bitsPerSecond() : forecast.most();
        return rate * link.energy().joulesPerBit(rate);
    }

    private static double most(Link link, IntToDoubleFunction watts) {
        double most = 0;
        for (int k = 1; k <= link.steadyFromEpoch(); k++) {
            most = Math.max(most, watts.applyAsDouble(k));
        }
        return most;
    }

    private void measured(List<Measurement> entries) {
        int odd = 0;
        int first = -1;
        for (int i = 0; i < entries.size(); i++) {
            Measurement entry = entries.get(i);
            if (isOddPower(entry.joules() / entry.seconds())) {
                odd++;
                first = first < 0 ? i : first;
            }
        }
        if (odd > 0) {
            Measurement entry = entries.get(first);
            String more = odd > 1 ? ", and so are " + (odd - 1) + " more" : "";
            power(
                    () -> "measured entry " + entry.pair().quoted() + " on "
                            + entry.server().orElse(Segment.DEVICE_ALONE) + ", cut " + entry.cut()
                            + ", joules by seconds",
                    entry.joules() / entry.seconds(),
                    "Joules and seconds of one epoch are expected" + more + ".");
        }
    }

    private void power(Supplier<String> where, double watts, String advice) {
        if (isOddPower(watts)) {
            odd(where.get() + " is " + watts + " W while busy, unusually " + (watts < 1 ? "small" : "large") + ". "
                    + advice);
        }
    }

    /** NaN is that of no joules in no time. */
    private static boolean isOddPower(double watts) {
        return watts > MAX_WATTS || (watts > 0 && watts < MIN_WATTS);
    }

    private void total(String what, double value) {
        if (value > MAX_OF_A_PLAN || (value > 0 && value < MIN_OF_A_PLAN)) {
            odd("the plan takes " + value + " " + what + ", unusually " + (value < 1 ? "little" : "much")
                    + ". Look at the units of what it is made of.");
        }
    }

    private void look(Supplier<String> where, String what, double value, double least, double most, String advice) {
        if (value < least || value > most) {
            odd(where.get() + " " + what + " " + value + " is unusually " + (value < least ? "small" : "large") + ". "
                    + advice);
        }
    }

    private void odd(String text) {
        found.add(new Warning(Code.UNUSUAL_UNIT, text));
    }

    @Override
    public String toString() {
        return Text.count(found.size(), "odd value");
    }
}
