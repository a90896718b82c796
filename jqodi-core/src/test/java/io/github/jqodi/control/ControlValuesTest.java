package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.Decision.Stop;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.json.RunStateJson;
import io.github.jqodi.scenario.QuantizedModel;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Options, decisions and states hold what they are given, within their bounds. */
class ControlValuesTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);
    private static final QuantizedModel OTHER = QuantizedModel.of("m", 4);
    private static final ControlOptions OPTIONS = ControlOptions.DEFAULT;

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(InvalidValueException.class, action).getMessage());
    }

    @Test
    void anEpochIsRunOrTheRunEnds() {
        Optional<NextEpoch> epoch = Optional.of(new NextEpoch(PAIR, 1, "hub", 1, 2, 3));
        assertTrue(new Decision(Optional.empty(), Optional.empty(), "nothing runs").isWaiting());
        refused(
                "stop (SUCCESS) must not be there where an epoch is run.",
                () -> new Decision(epoch, Optional.of(Stop.SUCCESS), "both"));
    }

    @Test
    void eachOptionIsChangedAlone() {
        BreakOff breakOff = new BreakOff(2, 3, 4);
        ControlOptions changed = OPTIONS.withAim(Aim.RISK_BUDGET)
                .withTrigger(Triggers.never())
                .withForecast(RateForecasts.MEAN)
                .withBreakOff(breakOff)
                .withGiveUpBelow(0.25)
                .withCarried(0.5)
                .withMaxLabels(7);
        assertEquals(Aim.RISK_BUDGET, changed.aim());
        assertEquals("never", changed.trigger().toString());
        assertEquals("every epoch", OPTIONS.trigger().toString());
        assertSame(RateForecasts.MEAN, changed.forecast());
        assertSame(breakOff, changed.breakOff());
        assertEquals(
                List.of(0.25, 0.5, 7.0),
                List.of(changed.giveUpBelow(), changed.carried().getAsDouble(), (double) changed.maxLabels()));
        assertSame(CurveBelief.NONE, changed.belief());
        assertEquals(1, OPTIONS.withMaxLabels(1).maxLabels());
        assertEquals(OptionalDouble.of(1), OPTIONS.withCarried(1).carried());
        assertEquals(
                OptionalDouble.empty(), OPTIONS.withCarried(1).withPairKept().carried());
    }

    @Test
    void optionsOutOfBoundsAreRefused() {
        refused("carried (-1.0) must be from 0 to 1. Left out, the pair stays.", () -> OPTIONS.withCarried(-1));
        refused("giveUpBelow (1.0) must be from 0 and below 1.", () -> OPTIONS.withGiveUpBelow(1));
        refused("giveUpBelow (-0.1) must be from 0 and below 1.", () -> OPTIONS.withGiveUpBelow(-0.1));
        refused(
                "carried (" + Math.nextUp(1.0) + ") must be from 0 to 1. Left out, the pair stays.",
                () -> OPTIONS.withCarried(Math.nextUp(1.0)));
        refused("maxLabels (0) must be at least 1.", () -> OPTIONS.withMaxLabels(0));
    }

    @Test
    void breakingOffHasBounds() {
        assertEquals(
                new BreakOff(2, 3, 4),
                BreakOff.DEFAULT.withOverdueFactor(2).withElsewhereFactor(3).withMarginSeconds(4));
        assertEquals(1, new BreakOff(1, 1, 0).overdueFactor());
        refused("overdueFactor (0.99) must be at least 1.", () -> new BreakOff(0.99, 1, 0));
        refused("overdueFactor (Infinity) must be at least 1.", () -> new BreakOff(Double.POSITIVE_INFINITY, 1, 0));
        refused("elsewhereFactor (0.0) must be finite and > 0.", () -> new BreakOff(1, 0, 0));
        refused("marginSeconds (-1.0) must be finite and >= 0.", () -> new BreakOff(1, 1, -1));
    }

    @Test
    void aimsHaveBounds() {
        refused("price (0.0) must be finite and > 0.", () -> new Aim.PricedMiss(0, List.of(0.5)));
        refused("quantiles ([]) must not be empty.", () -> new Aim.PricedMiss(1, List.of()));
        refused("quantiles/1 (0.0) must be above 0 and below 1.", () -> new Aim.PricedMiss(1, List.of(0.5, 0.0)));
        refused("quantiles/0 (1.0) must be above 0 and below 1.", () -> new Aim.PricedMiss(1, List.of(1.0)));
    }

    @Test
    void triggersHaveBounds() {
        assertTrue(Triggers.significantChange(0, 1e-9).toString().startsWith("initial 0 epochs"));
        refused("least (0.0) must be above 0 and at most 1.", () -> Triggers.value(0));
        refused("least (1.1) must be above 0 and at most 1.", () -> Triggers.value(1.1));
        refused("change (0.0) must be finite and > 0.", () -> Triggers.significantChange(2, 0));
        assertThrows(InvalidValueException.class, () -> Triggers.significantChange(-1, 1));
    }

    @Test
    void aDecisionRunsOrStops() {
        NextEpoch epoch = new NextEpoch(QuantizedModel.of("m", 8), 1, "a", 0, 1, 2);
        assertTrue(Decision.waiting("a").isWaiting());
        assertEquals(false, Decision.stop(Stop.ENERGY, "b").isWaiting());
        assertEquals(false, Decision.run(epoch, "c").isWaiting());
        assertThrows(
                InvalidValueException.class, () -> new Decision(Optional.of(epoch), Optional.of(Stop.ENERGY), "both"));
    }

    @Test
    void newsOfALinkAreKept() {
        LinkName link = LinkName.ofCloud("s");
        assertEquals(
                Map.of(link, 7.0),
                ResourceChanges.NONE.withRate(link, 5).withRate(link, 7).bitsPerSecond());
        assertEquals(
                Map.of("s", true),
                ResourceChanges.NONE.withDown("s").withUp("s").isUp());
    }

    @Test
    void aStateHoldsALossForEachEpoch() {
        RunState.Builder builder = RunState.start(Optional.empty()).toBuilder();
        builder.referenceObjective = OptionalDouble.of(0);
        builder.stints = List.of(new Stint(PAIR, 0, 0));
        builder.losses = List.of(1.0, 0.5);
        refused("losses (2) must be one for each epoch done.", builder::build);
        builder.epochsDone = 2;
        assertEquals(OptionalDouble.of(0.5), builder.build().lastLoss());
        assertEquals(OptionalDouble.empty(), RunState.start(Optional.empty()).lastLoss());
        builder.referenceObjective = OptionalDouble.of(-1);
        refused("referenceObjective (-1.0) must be finite and >= 0.", builder::build);
        builder.referenceObjective = OptionalDouble.of(0);
        builder.seconds = new BigDecimal("-1e-30");
        refused("seconds (-1E-30) must be at least 0.", builder::build);
    }

    @Test
    void aStateSaysWhatItsEpochsTrained() {
        RunState.Builder builder = RunState.start(Optional.empty()).toBuilder();
        builder.epochsDone = 3;
        builder.losses = List.of(0.9, 0.8, 0.7);
        builder.referenceObjective = OptionalDouble.of(1);
        refused("stints (none) must say what the epochs trained.", builder::build);
        builder.stints = List.of(new Stint(PAIR, 1, 0));
        refused("stints/0/epochsBefore (1) must be from 0 to 0.", builder::build);
        builder.stints = List.of(new Stint(PAIR, 0, 0), new Stint(OTHER, 4, 0));
        refused("stints/1/epochsBefore (4) must be from 0 to 3.", builder::build);
        builder.stints = List.of(new Stint(PAIR, 0, 0));
        builder.committed = Optional.of(new Committed(4, List.of(), Map.of(), Map.of()));
        refused("committed/epochsDone (4) must be from 0 to 3.", builder::build);
        builder.committed = Optional.empty();
        builder.referenceObjective = OptionalDouble.empty();
        refused("referenceObjective (none) must be given where something was trained.", builder::build);
        refused("epochsCarried (2) must be from 0 to 1.", () -> new Stint(PAIR, 1, 2));
    }

    /** Of three epochs half are carried into another pair, one, and of its two and that one again one. */
    @Test
    void epochsOfAPairAreThoseCarriedAndItsOwn() {
        RunState.Builder builder = RunState.start(Optional.empty()).toBuilder();
        builder.referenceObjective = OptionalDouble.of(1);
        List<QuantizedModel> trained = List.of(PAIR, PAIR, PAIR, OTHER, OTHER, PAIR);
        for (QuantizedModel pair : trained) {
            builder.ran(pair, "s", 0.5);
            builder.epochsDone++;
            builder.losses = DoubleStream.iterate(1, loss -> loss + 1)
                    .limit(builder.epochsDone)
                    .boxed()
                    .toList();
        }
        RunState state = builder.build();
        assertEquals(List.of(new Stint(PAIR, 0, 0), new Stint(OTHER, 3, 1), new Stint(PAIR, 5, 1)), state.stints());
        assertEquals(2, state.epochsOf(PAIR, 0.5));
        assertEquals(1, state.epochsOf(OTHER, 0.5));
        assertEquals(0, state.epochsOf(OTHER, 0));
        assertEquals(List.of(5.0, 6.0), state.losses(PAIR));
        assertEquals(List.of(3.0, 4.0, 5.0), state.losses(OTHER));
        assertEquals(List.of(), state.losses(QuantizedModel.of("third", 8)));
        builder.ran(OTHER, "s", 0.5);
        RunState broken = builder.build();
        assertEquals(List.of(3.0, 4.0, 5.0), broken.losses(OTHER), "broken off, its first epoch has no loss");
        assertEquals(Optional.of(OTHER), broken.pair());
        assertEquals(Optional.of(PAIR), broken.trained());
        assertEquals(1, broken.epochsOf(OTHER, 0.5));
        assertEquals(2, broken.epochsOf(PAIR, 0.5), "its epochs are done still");
        builder.ran(PAIR, "s", 0.5);
        assertEquals(state.stints(), builder.build().stints());
    }

    /** 1000 s in another form. */
    @Test
    void equalTimesAreEqual() {
        RunState.Builder builder = RunState.start(Optional.empty()).toBuilder();
        builder.seconds = new BigDecimal("1E+3");
        RunState state = builder.build();
        assertEquals(state, RunStateJson.parse(RunStateJson.write(state)));
    }

    @Test
    void whatWasSpentAddsUpExactly() {
        RunState.Builder builder = RunState.start(Optional.empty()).toBuilder();
        double[] spent = {0.1, 0.2};
        builder.spend(spent[0], 1);
        builder.spend(spent[1], 2);
        assertEquals(
                new BigDecimal(spent[0]).add(new BigDecimal(spent[1])),
                builder.build().seconds());
        assertEquals(3, builder.build().joules());
        refused("seconds (-1.0) must be finite and >= 0.", () -> builder.spend(-1, 0));
        refused("joules (-1.0) must be finite and >= 0.", () -> builder.spend(0, -1));
    }

    @Test
    void aHistoryHasBounds() {
        List<Double> whole = Collections.nCopies(RateHistory.KEPT_SECONDS, 1.0);
        assertEquals(whole, new RateHistory(1, whole, 0, 0, 0, 0).recent());
        refused(
                "recent (121) must be at most 120.",
                () -> new RateHistory(1, Collections.nCopies(RateHistory.KEPT_SECONDS + 1, 1.0), 0, 0, 0, 0));
        assertEquals("4 bit/s in 2 s", RateHistory.of(1).seen(4, 2).toString());
        assertEquals("2 s, 1 epoch done: text", new RunEvent(1, 2, RunEvent.Kind.NEWS, "text").toString());
    }

    /** A quarter of the 122nd second is left over: seconds of 7 in a row, whatever is skipped. */
    @Test
    void aLongStretchLeavesTheSamePartOfASecond() {
        RateHistory once = RateHistory.of(1).seen(7, 1000.25);
        assertEquals(0.25, once.partSeconds());
        assertEquals(7 * 0.25, once.partBits());
        assertEquals(Collections.nCopies(RateHistory.KEPT_SECONDS, 7.0), once.recent());
        assertEquals(7, RateHistory.of(1).seen(9, 0.5).seen(5, 0.5).recent().get(0), "a mean over the second");
        assertEquals(5, RateHistory.of(1).seen(9, 1).seen(5, 0.5).lastBitsPerSecond(0.25), "a part of a part");
    }

    /**
     * Of logarithms over the nominal rate, whose mean is that rate's as long as no stretch of ten seconds is whole: p is ln 1.5 / ln 2,
     * and (10 · 0.9 + 1 · p) / 11 of a second's distance is left in the next.
     */
    @Test
    void neighbouringSecondsSayHowFastRatesAreForgotten() {
        RateHistory history = RateHistory.of(4).seen(8, 1).seen(6, 1);
        double persistence = (9 + Math.log(1.5) / Math.log(2)) / 11;
        double kept = (Math.pow(persistence, 3) - 1) / (3 * Math.log(persistence));
        double soon = 4 * Math.pow(6 / 4.0, kept);
        assertEquals(soon, RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, 0, 3), 1e-12);
        RateHistory one = RateHistory.of(4).seen(8, 1);
        double prior = (Math.pow(0.9, 3) - 1) / (3 * Math.log(0.9));
        assertEquals(4 * Math.pow(2, prior), RateForecasts.TWO_TIME_SCALES.bitsPerSecond(one, 0, 3), 1e-12);
    }

    /**
     * From second to second of six: 0, 0, 2.5, 1.5, 0.5 and 0 s until something gets through, which is more than a hundredth of the
     * nominal rate or, where that is lower, of the mean; a part of a second is left out.
     */
    @Test
    void transfersWaitForGaps() {
        RateHistory history =
                RateHistory.of(100).seen(1000, 2).seen(1, 3).seen(1000, 1).seen(0, 0.5);
        assertEquals(4.5 / 6, history.waitSeconds(), 1e-12);
        RateHistory low = RateHistory.of(1e9).seen(1000, 2).seen(5, 3).seen(1000, 1);
        assertEquals(4.5 / 6, low.waitSeconds(), 1e-12, "5 of a mean of 502.5");
        assertEquals(
                0, RateHistory.of(1e9).seen(1000, 2).seen(6, 3).seen(1000, 1).waitSeconds());
        assertEquals(9.0 / 6, RateForecasts.TWO_TIME_SCALES.waitSeconds(history), 1e-12, "down and up");
        assertEquals(0, RateForecasts.MEAN.waitSeconds(history));
        assertEquals(0, RateHistory.of(100).seen(0, 0.5).waitSeconds(), "no second is whole");
        assertEquals(60, RateHistory.of(100).seen(0, 500).waitSeconds(), "of the 120 s that are kept");
    }

    /**
     * Half of the time a hundred times the rate: the mean logarithm is that of a minute at 100 times the nominal rate, a minute at it,
     * and one and a half times the shortest time that rates last, 5 s rounded to an eighth of a factor e.
     */
    @Test
    void burstsDoNotCountForTheWholeRun() {
        RateHistory history = RateHistory.of(1);
        for (int i = 0; i < 6; i++) {
            history = history.seen(100, 10).seen(1, 10);
        }
        double nominalSeconds = 1.5 * Math.exp(13 / 8.0);
        double mean = Math.pow(100, 60 / (120 + nominalSeconds));
        assertEquals(mean, RateForecasts.TWO_TIME_SCALES.bitsPerSecond(history, 0, 1e6), 1e-3);
    }
}
