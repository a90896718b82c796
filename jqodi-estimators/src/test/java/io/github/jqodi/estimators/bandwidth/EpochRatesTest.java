package io.github.jqodi.estimators.bandwidth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.control.RateForecasts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpochRatesTest {
    private static final double ROUNDING = 1e-6;

    /**
     * One server, one cut, four epochs: an epoch computes for 5 s on the server and moves 20 bits up and down in all, so that
     * it takes 5 s + 40 bits / rate.
     */
    private static Problem problem(double deadline, int cut) {
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "by hand", "notes": [],
                 "target": {"deadlineSeconds": %s, "loss": 0.5},
                 "cloud": {"name": "cloud", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
                 "device": {"name": "phone", "macsPerSecond": 1, "joulesPerMac": 1},
                 "edgeServers": [{"name": "edge", "macsPerSecond": 1, "joulesPerMac": 0.01,
                   "cloudLink": {"bitsPerSecond": 1e12, "joulesPerBit": 0},
                   "deviceLink": {"bitsPerSecond": 4, "joulesPerBit": 0.001}}],
                 "bitWidths": [8], "workload": {"trainSamples": 1, "validationSamples": 0},
                 "models": [{"name": "m", "loss": 0.1, "cuts": [%d], "variants": [{"bits": 8, "layers": [
                   {"macsPerEpoch": 0, "sizeBits": 20, "outputBitsPerEpoch": 0},
                   {"macsPerEpoch": 5, "sizeBits": 0, "outputBitsPerEpoch": 0}]}]}],
                 "costs": {"kind": "analytic", "payload": "weights"},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 4, "robust": 4}, "reaches": 0.5}]}
                """.formatted(deadline, cut));
    }

    @Test
    void ratesOfACallersOutlookAreChecked() {
        for (double wrong : new double[] {Double.POSITIVE_INFINITY, Double.NaN, -1}) {
            RateOutlook outlook = (from, to) -> from > 5 ? wrong : 4;
            InvalidValueException refusal = assertThrows(
                    InvalidValueException.class,
                    () -> EpochRates.of(problem(100, 1), Map.of("edge", outlook), Planner.create()::plan));
            assertTrue(refusal.field().startsWith("outlook of server 'edge' from "), refusal::getMessage);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what code without null checks does
    void planningThatFailsIsTold() {
        RateOutlook steady = (from, to) -> 4;
        IllegalArgumentException nothing = assertThrows(
                IllegalArgumentException.class,
                () -> EpochRates.of(problem(100, 1), Map.of("edge", steady), asked -> null));
        assertEquals("planning (null) must not be null.", nothing.getMessage());
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> EpochRates.of(problem(100, 1), Map.of("edge", steady), asked -> {
                    throw new IllegalStateException("no licence");
                }));
        assertEquals(
                "planning cannot be had, the caller's code throws: java.lang.IllegalStateException: no licence",
                thrown.getMessage());
    }

    /** 4 bit/s for 15 s, then 8 bit/s: epochs of 15 s, and then 10 s each. */
    @Test
    void ratesAreThoseInTheEpochsOfThePlan() {
        BandwidthTrace trace = new BandwidthTrace(new double[] {0, 15, 1000}, new double[] {4, 8});
        EpochRates rates = EpochRates.of(problem(100, 1), Map.of("edge", trace), Planner.create()::plan);
        assertTrue(rates.isSettled(), rates::toString);
        List<Double> list = rates.bitsPerSecondByEpoch("edge");
        assertEquals(5, list.size(), "four epochs and what is after them");
        assertEquals(4, list.get(0), ROUNDING);
        assertEquals(8, list.get(1), ROUNDING);
        assertEquals(8, list.get(3), ROUNDING);
        assertEquals(45, rates.result().plan().orElseThrow().robust().seconds(), 1e-3);
        assertTrue(rates.rounds() <= 3, rates::toString);
    }

    /** An epoch that a change falls into has the mean rate of its seconds: t = 5 + 40 / r, r · t = 4 · 10 + 8 · (t - 10). */
    @Test
    void aChangeWithinAnEpochCountsByItsSeconds() {
        BandwidthTrace trace = new BandwidthTrace(new double[] {0, 10, 1000}, new double[] {4, 8});
        EpochRates rates = EpochRates.of(problem(100, 1), Map.of("edge", trace), Planner.create()::plan);
        assertTrue(rates.isSettled(), rates::toString);
        double rate = rates.bitsPerSecondByEpoch("edge").get(0);
        double seconds = 5 + 40 / rate;
        assertEquals(4 * 10 + 8 * (seconds - 10), rate * seconds, 1e-6);
    }

    /** The link is down from 15 s on for longer than the second epoch could wait; no plan is the truthful answer. */
    @Test
    void aLinkThatGoesDownLeavesNoPlan() {
        BandwidthTrace trace = new BandwidthTrace(new double[] {0, 15, 1000}, new double[] {4, 0});
        EpochRates rates = EpochRates.of(problem(100, 1), Map.of("edge", trace), Planner.create()::plan);
        assertFalse(rates.isSettled());
        assertTrue(rates.rounds() <= EpochRates.MOST_ROUNDS);
        EpochRates hopeless = EpochRates.of(problem(1, 1), Map.of("edge", trace), Planner.create()::plan);
        assertFalse(hopeless.isSettled());
        assertTrue(hopeless.result().plan().isEmpty());
        assertEquals(1, hopeless.rounds());
    }

    /** Whatever the trace, what is called settled is: epochs as long as their rates make them have these rates. */
    @Test
    void settledRatesAreThoseOfTheirOwnEpochs() {
        SplittableRandom random = new SplittableRandom(11);
        int settled = 0;
        for (int run = 0; run < 40; run++) {
            double[] starts = new double[31];
            double[] bits = new double[30];
            for (int i = 0; i < 30; i++) {
                starts[i + 1] = starts[i] + random.nextDouble(1, 8);
                bits[i] = random.nextDouble(2, 20);
            }
            BandwidthTrace trace = new BandwidthTrace(starts, bits);
            EpochRates rates = EpochRates.of(problem(1000, 1), Map.of("edge", trace), Planner.create()::plan);
            if (rates.isSettled()) {
                settled++;
                double at = 0;
                for (int k = 0; k < 4; k++) {
                    double rate = rates.bitsPerSecondByEpoch("edge").get(k);
                    double end = at + 5 + 40 / rate;
                    assertEquals(trace.meanBitsPerSecond(at, end), rate, 1e-6 * rate);
                    at = end;
                }
            }
        }
        assertTrue(settled >= 36, settled + " of 40 settled");
    }

    /** Dead from the end of a round into the next: what rounding leaves there is not below 0. */
    @Test
    void tracesWithOutagesArePlanned() {
        SplittableRandom random = new SplittableRandom(12);
        for (int run = 0; run < 20; run++) {
            double up = random.nextDouble(3, 12);
            double down = up + random.nextDouble(1, 5);
            double[] starts = {0, up, down, down + random.nextDouble(3, 12)};
            BandwidthTrace trace = new BandwidthTrace(starts, new double[] {0, random.nextDouble(50), 0});
            EpochRates rates = EpochRates.of(problem(1000, 1), Map.of("edge", trace), Planner.create()::plan);
            assertTrue(rates.bitsPerSecondByEpoch("edge").stream().allMatch(rate -> rate >= 0), trace::toString);
        }
    }

    @Test
    void forecastsStandInForWhatIsToCome() {
        BandwidthTrace trace = new BandwidthTrace(new double[] {0, 60, 61}, new double[] {8, 2});
        EpochRates rates = EpochRates.of(
                problem(200, 1),
                Map.of("edge", RateOutlook.of(RateForecasts.LAST, trace.history(61))),
                Planner.create()::plan);
        assertTrue(rates.isSettled());
        assertEquals(2, rates.bitsPerSecondByEpoch("edge").get(0), ROUNDING);
    }

    @Test
    void serversAreChecked() {
        BandwidthTrace trace = BandwidthTrace.constant(5);
        Problem problem = problem(100, 1);
        assertThrows(
                InvalidValueException.class,
                () -> EpochRates.of(problem, Map.of("fog", trace), Planner.create()::plan));
        assertThrows(InvalidValueException.class, () -> EpochRates.of(problem, Map.of(), Planner.create()::plan));
        EpochRates rates = EpochRates.of(problem, Map.of("edge", trace), Planner.create()::plan);
        assertThrows(InvalidValueException.class, () -> rates.bitsPerSecondByEpoch("fog"));
    }
}
