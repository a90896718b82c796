package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.FleetJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Pricing somewhere else: the same answers to the bit as here, whatever gets lost on the way. */
class PricingSessionTest {
    private static final FleetOptions OPTIONS = FleetOptions.DEFAULT.withGap(0).withNeighbourhoods(5);

    /** Workers that know nothing but text and numbers, and lose one of them after so many rounds. */
    private static final class Elsewhere implements PricingBackend {
        private final int parts;
        private final int lossAfter;
        private int sessions;
        private int open;
        private int rounds;
        private long bytes;

        Elsewhere(int parts, int lossAfter) {
            this.parts = parts;
            this.lossAfter = lossAfter;
        }

        @Override
        public void forEach(int blocks, IntConsumer work) {
            PricingBackend.threads(1).forEach(blocks, work);
        }

        @Override
        public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
            sessions++;
            open++;
            return Optional.of(new Session(split.apply(parts)));
        }

        private static PricingWorker worker(PricingPart part) {
            Fleet sent = FleetJson.parse(FleetJson.write(part.fleet()));
            return new PricingWorker(new PricingPart(sent, part.rows(), part.rule(), part.memory()));
        }

        private final class Session implements PricingSession {
            private final List<PricingPart> given;
            private final List<PricingWorker> workers = new ArrayList<>();
            private final List<double[]> prices = new ArrayList<>();
            private final List<PricingMode> modes = new ArrayList<>();

            Session(List<PricingPart> given) {
                this.given = given;
                given.forEach(part -> workers.add(worker(part)));
            }

            @Override
            public Optional<List<byte[]>> round(double[] at, PricingMode mode) {
                if (++rounds % lossAfter == 0) {
                    int lost = rounds / lossAfter % workers.size();
                    workers.set(lost, again(given.get(lost)));
                }
                prices.add(at);
                modes.add(mode);
                List<byte[]> answers =
                        workers.stream().map(worker -> worker.answer(at, mode)).toList();
                answers.forEach(answer -> bytes += answer.length);
                return Optional.of(answers);
            }

            /** A new worker that is asked everything that the lost one was asked. */
            private PricingWorker again(PricingPart part) {
                PricingWorker worker = worker(part);
                for (int i = 0; i < prices.size(); i++) {
                    worker.answer(prices.get(i), modes.get(i));
                }
                return worker;
            }

            @Override
            public Optional<List<byte[]>> memories() {
                return Optional.of(workers.stream().map(PricingWorker::memory).toList());
            }

            @Override
            public void close() {
                open--;
            }
        }
    }

    private static FleetPlanner planner(PricingBackend backend) {
        return FleetPlanner.create().withOptions(OPTIONS).withBackend(backend);
    }

    private static void assertSame(FleetResult here, FleetResult there, String where) {
        assertEquals(here.plans(), there.plans(), where);
        assertEquals(here.rejected(), there.rejected(), where);
        assertEquals(here.resourceUses(), there.resourceUses(), where);
        assertEquals(here.lowerBound(), there.lowerBound(), where);
        assertEquals(here.statistics().pricingRounds(), there.statistics().pricingRounds(), where);
    }

    @Test
    void elsewhereAnswersAreTheSameToTheBit() {
        for (long seed = 1; seed <= 60; seed++) {
            Fleet fleet = TinyFleets.of(seed, 12);
            Elsewhere elsewhere = new Elsewhere(1 + (int) (seed % 5), 1_000_000);
            assertSame(
                    planner(PricingBackend.threads(1)).plan(fleet),
                    planner(elsewhere).plan(fleet),
                    "seed " + seed);
            assertEquals(1, elsewhere.sessions);
            assertEquals(0, elsewhere.open, "closed");
            assertTrue(elsewhere.rounds > 0);
        }
    }

    @Test
    void aLostWorkerLosesNothing() {
        for (long seed = 1; seed <= 20; seed++) {
            Fleet fleet = TinyFleets.of(seed, 12);
            Elsewhere elsewhere = new Elsewhere(3, 4);
            assertSame(
                    planner(PricingBackend.threads(1)).plan(fleet),
                    planner(elsewhere).plan(fleet),
                    "seed " + seed);
            assertTrue(elsewhere.rounds >= 4, elsewhere.rounds + " rounds");
        }
    }

    @Test
    void plansAfterChangesAreTheSameToo() {
        for (long seed = 1; seed <= 20; seed++) {
            Fleet fleet = TinyFleets.of(seed, 12);
            Elsewhere elsewhere = new Elsewhere(3, 7);
            PreparedFleet here = planner(PricingBackend.threads(1)).prepare();
            PreparedFleet there = planner(elsewhere).prepare();
            assertSame(here.plan(fleet), there.plan(fleet), "seed " + seed);
            List<Capacity> smaller = fleet.capacities().stream()
                    .map(capacity -> capacity.withUtilization(0.8 * capacity.utilization()))
                    .toList();
            Fleet changed = fleet.withCapacities(smaller);
            assertSame(here.plan(changed), there.plan(changed), "changed, seed " + seed);
            Fleet fewer = changed.withDevices(
                    changed.devices().subList(0, 1 + changed.devices().size() / 2));
            Fleet known = fewer.withCapacities(smaller);
            assertSame(here.plan(known), there.plan(known), "fewer, seed " + seed);
            assertEquals(3, elsewhere.sessions);
        }
    }

    /** A bound of 8 bytes and a schedule of few: what is sent does not grow with epochs or servers. */
    @Test
    void answersAreSmall() {
        Fleet fleet = TinyFleets.of(2, 12);
        Elsewhere elsewhere = new Elsewhere(2, 1_000_000);
        planner(elsewhere).plan(fleet);
        double each =
                (double) elsewhere.bytes / elsewhere.rounds / fleet.devices().size();
        assertTrue(each > 8 && each < 20, each + " bytes a device and round");
    }

    @Test
    void whoIsInterruptedGetsPlansThatHold() {
        Fleet fleet = TinyFleets.of(3, 12);
        PricingBackend silent = new PricingBackend() {
            @Override
            public void forEach(int blocks, IntConsumer work) {
                PricingBackend.threads(1).forEach(blocks, work);
            }

            @Override
            public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
                return Optional.of(new PricingSession() {
                    @Override
                    public Optional<List<byte[]>> round(double[] prices, PricingMode mode) {
                        Thread.currentThread().interrupt();
                        return Optional.empty();
                    }

                    @Override
                    public Optional<List<byte[]>> memories() {
                        return Optional.empty();
                    }

                    @Override
                    public void close() {}
                });
            }
        };
        FleetResult result = planner(silent).plan(fleet);
        assertTrue(Thread.interrupted());
        assertEquals("the search was interrupted", result.limitReached().orElse(""));
        assertEquals(List.of(), FleetVerifier.verify(fleet, result, 0));
    }
}
