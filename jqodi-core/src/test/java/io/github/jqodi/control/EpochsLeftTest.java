package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.estimate.EpochEstimate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P(K = 1, 2, 3) = 1/2, 1/4, 1/8, and never with 1/8: all that follows is exact in doubles. */
class EpochsLeftTest {
    private static EpochsLeft left(int done) {
        return left(EpochEstimate.pmf(List.of(0.5, 0.25, 0.125), 0.125), done);
    }

    private static EpochsLeft left(EpochEstimate estimate, int done) {
        return new EpochsLeft(estimate.at(0.7).orElseThrow(), done);
    }

    /** Given that one epoch was not enough, one half, one quarter and one quarter are left. */
    @Test
    void whatIsDoneIsGiven() {
        EpochsLeft one = left(1);
        assertEquals(0.5, one.open());
        assertEquals(2, one.last());
        assertEquals(List.of(1.0, 0.5, 0.25), List.of(one.survival(1), one.survival(2), one.survival(3)));
        assertEquals(List.of(0.0, 0.5, 0.75, 0.75), List.of(one.reach(0), one.reach(1), one.reach(2), one.reach(3)));
    }

    @Test
    void beforeTheFirstEpochItIsTheBeliefOfTheStart() {
        EpochsLeft start = left(0);
        assertEquals(1, start.open());
        assertEquals(3, start.last());
        assertEquals(0.5, start.survival(2));
        assertEquals(0.875, start.reach(3));
    }

    @Test
    void theMeanIsThatOfThePlanCutOff() {
        EpochsLeft one = left(1);
        assertEquals(List.of(0.0, 1.0, 1.5, 1.75), List.of(one.mean(0), one.mean(1), one.mean(2), one.mean(3)));
    }

    @Test
    void quantilesAreTheSmallestThatReachAndTheLastWhereNoneDoes() {
        EpochsLeft start = left(0);
        assertEquals(1, start.quantile(0.5));
        assertEquals(1, start.quantile(0.5 + 0.9e-9), "rounding is forgiven");
        assertEquals(2, start.quantile(0.5 + 1.1e-9));
        assertEquals(2, start.quantile(0.75));
        assertEquals(3, start.quantile(0.8));
        assertEquals(3, start.quantile(0.99));
    }

    @Test
    void moreThanAProbabilityIsTheFirstThatHasIt() {
        EpochsLeft start = left(0);
        assertEquals(1, start.moreThan(0));
        assertEquals(1, start.moreThan(0.5));
        assertEquals(2, start.moreThan(Math.nextUp(0.5)));
        assertEquals(3, start.moreThan(0.875));
        assertEquals(0, start.moreThan(0.9));
        assertEquals(2, left(EpochEstimate.pmf(List.of(0.0, 0.5, 0.5), 0), 0).moreThan(0), "an epoch without chance");
    }

    @Test
    void reachedOrNotTheBeliefGoesOn() {
        EpochsLeft one = left(1);
        assertEquals(Optional.of(EpochEstimate.pmf(List.of(0.5 / 0.75, 0.25 / 0.75), 0)), one.ifReached());
        assertEquals(EpochEstimate.pmf(List.of(1.0), 0), one.endingAfter(1));
        assertEquals(EpochEstimate.pmf(List.of(0.5, 0.5), 0), one.endingAfter(2));
        assertEquals(EpochEstimate.pmf(List.of(0.5, 0.25, 0.25), 0), one.endingAfter(3));
    }

    /** After three epochs all that is left is never. */
    @Test
    void whatNeverGetsThereIsNotReached() {
        EpochsLeft never = left(3);
        assertEquals(0.125, never.open());
        assertEquals(1, never.last());
        assertEquals(1, never.survival(5));
        assertEquals(0, never.reach(5));
        assertEquals(0, never.moreThan(0));
        assertEquals(Optional.empty(), never.ifReached());
    }

    @Test
    void beyondAllThatWasBelievedOneMoreEpochIs() {
        EpochsLeft beyond = left(EpochEstimate.pmf(List.of(0.5, 0.5), 0), 2);
        assertEquals(0, beyond.open());
        assertEquals(1, beyond.last());
        assertEquals(List.of(1.0, 0.0), List.of(beyond.survival(1), beyond.survival(2)));
        assertEquals(1, beyond.reach(1));
        assertEquals(Optional.of(EpochEstimate.pmf(List.of(1.0), 0)), beyond.ifReached());
    }
}
