package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.report.FleetReport;
import io.github.jqodi.testing.ReadPage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages of fleets: everything a result holds is there, and every page stands alone. */
class FleetReportTest {
    @Test
    void everyPageStandsAloneAndShowsTheNumbersOfItsResult() {
        int leftOut = 0;
        int saving = 0;
        for (long seed = 1; seed <= 120; seed++) {
            FleetResult result = planned(TinyFleets.of(seed), FleetOptions.DEFAULT.withNeighbourhoods(3));
            String html = FleetReport.html(result);
            ReadPage page = ReadPage.of(html)
                    .standsAlone()
                    .figuresAreNamed()
                    .readsInOrder()
                    .showsItsNumbers();
            assertEquals(html, FleetReport.html(result));
            assertTrue(page.numbers().contains(result.energyJoules()), "energy, seed " + seed);
            assertTrue(page.numbers().contains(result.rejectionJoules()), "weights, seed " + seed);
            assertTrue(page.numbers().contains(result.value()), "value, seed " + seed);
            if (!result.resourceUses().isEmpty()) {
                assertEquals(
                        result.resourceUses().size(),
                        page.table("All that is shared, the dearest first").size());
            }
            if (!result.plans().isEmpty()) {
                assertEquals(result.plans().size(), page.table("Plans").size(), "seed " + seed);
            }
            boolean isFull = result.rejected().isEmpty();
            assertEquals(isFull, html.contains("Nobody is left out."));
            if (!isFull) {
                assertEquals(
                        result.rejected().size(),
                        page.table("Left out, the weightiest first").size());
                leftOut++;
            }
            boolean saves = result.resourceUses().stream().anyMatch(use -> use.joulesSavedByExecutor() > 0);
            assertEquals(saves, html.contains("What one more executor saves"));
            saving += saves ? 1 : 0;
        }
        assertTrue(leftOut >= 5 && saving >= 5, leftOut + " with devices left out, " + saving + " with prices");
    }

    @Test
    void whatEndedEarlyIsSaidFirst() {
        FleetOptions hurried = FleetOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1));
        String html = FleetReport.html(planned(TinyFleets.of(1), hurried));
        assertTrue(html.contains("ENDED_EARLY"), html);
        assertTrue(html.contains("the time limit was reached"), html);
    }

    @Test
    void ofManyLeftOutTheWeightiestAreShown() {
        Fleet one = TinyFleets.of(3);
        FleetDevice device = one.devices().get(0);
        Fleet many = new Fleet(
                one.windowSeconds(),
                List.of(),
                1e-6,
                IntStream.range(0, 600)
                        .mapToObj(i -> FleetDevice.of("device " + i, device.problem(), i + 1))
                        .toList());
        String html = FleetReport.html(
                planned(many, FleetOptions.DEFAULT.withRounds(2, 0).withNeighbourhoods(0)));
        ReadPage page = ReadPage.of(html).standsAlone().figuresAreNamed().readsInOrder();
        assertEquals(
                500,
                page.table("Left out, the weightiest 500 of 600; CSV and JSON have all")
                        .size());
    }

    private static FleetResult planned(Fleet fleet, FleetOptions options) {
        return FleetPlanner.create().withOptions(options).plan(fleet);
    }
}
