package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A caller's pricing that does not keep its word: told, and never a bound that does not hold. */
class PricingContractTest {
    private static final int PARTS = 3;

    /** Honest workers, whose answers somebody spoils on the way. */
    private static class Spoilt implements PricingBackend {
        private final UnaryOperator<List<byte[]>> spoil;
        private final List<PricingWorker> workers = new ArrayList<>();
        private int rounds;

        Spoilt(UnaryOperator<List<byte[]>> spoil) {
            this.spoil = spoil;
        }

        @Override
        public void forEach(int blocks, IntConsumer work) {
            PricingBackend.threads(1).forEach(blocks, work);
        }

        @Override
        public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
            workers.clear();
            split.apply(PARTS).forEach(part -> workers.add(new PricingWorker(part)));
            return Optional.of(session());
        }

        PricingSession session() {
            return new PricingSession() {
                @Override
                public Optional<List<byte[]>> round(double[] prices, PricingMode mode) {
                    rounds++;
                    return Optional.of(spoil.apply(answers(prices, mode)));
                }

                @Override
                public Optional<List<byte[]>> memories() {
                    return Optional.of(memory());
                }

                @Override
                public void close() {}
            };
        }

        List<byte[]> answers(double[] prices, PricingMode mode) {
            List<byte[]> answers = new ArrayList<>();
            workers.forEach(worker -> answers.add(worker.answer(prices, mode)));
            return answers;
        }

        List<byte[]> memory() {
            return workers.stream().map(PricingWorker::memory).toList();
        }
    }

    private static Fleet fleet() {
        return TinyFleets.of(3, 12);
    }

    private static String refusal(PricingBackend backend) {
        FleetPlanner planner = FleetPlanner.create().withGap(0).withBackend(backend);
        return message(() -> planner.plan(fleet()));
    }

    private static String message(Executable act) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, act).getMessage());
    }

    private static void assertRefused(UnaryOperator<List<byte[]>> spoil, String words) {
        String message = refusal(new Spoilt(spoil));
        assertTrue(message.startsWith("pricing session: answers of round ") && message.contains(words), message);
    }

    @Test
    void honestAnswersAreTaken() {
        FleetResult there =
                FleetPlanner.create().withBackend(new Spoilt(all -> all)).plan(fleet());
        assertEquals(FleetPlanner.create().plan(fleet()).plans(), there.plans());
    }

    @Test
    void otherPartsAreRefused() {
        assertRefused(
                all -> {
                    Collections.reverse(all);
                    return all;
                },
                "must be of devices from 0 on of 11");
        assertRefused(all -> List.of(all.get(0), all.get(0), all.get(2)), "must be of devices from 3 on");
        assertRefused(all -> all.subList(0, 2), "lack devices from 7 on");
        assertRefused(
                all -> {
                    all.add(all.get(0));
                    return all;
                },
                "must be of devices from 11 on");
        assertRefused(all -> List.of(), "lack devices from 0 on");
    }

    @Test
    void everyDamageIsRefused() {
        int[] size = {1};
        for (int at = 0; at < size[0]; at++) {
            int damaged = at;
            assertRefused(
                    all -> {
                        size[0] = all.get(1).length;
                        all.get(1)[damaged] ^= 0x10;
                        return all;
                    },
                    "/1 ");
        }
        assertRefused(all -> List.of(new byte[] {1, 2, 3}), "/0 ");
        assertRefused(all -> List.of(new byte[0]), "cut off");
    }

    @Test
    void answersOfAnotherRoundAreRefused() {
        List<List<byte[]>> kept = new ArrayList<>();
        assertRefused(
                all -> {
                    kept.add(all);
                    return kept.get(0);
                },
                "must be of round 2");
    }

    @Test
    void answersToOtherPricesAreRefused() {
        PricingBackend wrong = new Spoilt(all -> all) {
            @Override
            List<byte[]> answers(double[] prices, PricingMode mode) {
                double[] others = prices.clone();
                others[0] += 1e-9;
                return super.answers(others, mode);
            }
        };
        assertTrue(refusal(wrong).contains("answered to these prices"));
    }

    /** Workers kept by the number of their part, though the devices they know have changed. */
    @Test
    void workersOfAnotherSessionAreRefused() {
        Spoilt kept = new Spoilt(all -> all) {
            @Override
            public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
                return super.workers.isEmpty() ? super.open(split) : Optional.of(session());
            }
        };
        PreparedFleet prepared = FleetPlanner.create().withBackend(kept).prepare();
        prepared.plan(fleet());
        int rounds = kept.rounds;
        Fleet slower = new Fleet(fleet().windowSeconds(), fleet().capacities(), 0.5, fleet().devices());
        String message = message(() -> prepared.plan(slower));
        assertTrue(rounds > 0 && message.contains("must be of round 1"), message);
    }

    @Test
    void spoiltMemoriesAreRefused() {
        PricingBackend wrong = new Spoilt(all -> all) {
            @Override
            List<byte[]> memory() {
                List<byte[]> all = new ArrayList<>(super.memory());
                Collections.reverse(all);
                return all;
            }
        };
        String message = refusal(wrong);
        assertTrue(message.startsWith("pricing session: memories of round "), message);
    }

    @Test
    void spoiltPartsAreRefused() {
        PricingBackend wrong = new Spoilt(all -> all) {
            @Override
            public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
                List<PricingPart> parts = split.apply(PARTS);
                PricingPart first = parts.stream()
                        .filter(part -> part.rows().length > 0)
                        .findFirst()
                        .orElseThrow();
                PricingPart whole = split.apply(1).get(0);
                byte[] damaged = first.memory();
                damaged[20] ^= 1;
                assertMessage("undamaged", () -> worker(first, first.rows(), damaged));
                assertMessage("all devices of the part", () -> worker(first, first.rows(), whole.memory()));
                assertMessage("rows", () -> worker(first, new int[0], first.memory()));
                PricingWorker good = worker(first, first.rows(), first.memory());
                assertMessage("prices", () -> good.answer(new double[0], PricingMode.RELAXED));
                double[] noNumbers = new double[fleet().capacities().size()];
                Arrays.fill(noNumbers, Double.NaN);
                assertMessage("prices/", () -> good.answer(noNumbers, PricingMode.RELAXED));
                return Optional.empty();
            }
        };
        FleetPlanner.create().withBackend(wrong).plan(TinyFleets.of(3, 11));
    }

    private static PricingWorker worker(PricingPart part, int[] rows, byte[] memory) {
        return new PricingWorker(new PricingPart(part.fleet(), rows, part.rule(), memory));
    }

    private static void assertMessage(String words, Executable act) {
        String message = message(act);
        assertTrue(message.contains(words), message);
    }

    @Test
    @SuppressWarnings({"NullAway", "OptionalAssignedToNull"}) // what a caller without checks of nulls may do
    void nullsAreTold() {
        assertRefused(
                all -> {
                    all.set(1, null);
                    return all;
                },
                "/1 (null) must not be null");
        assertTrue(refusal(opening(split -> null)).contains("pricing backend: session (null) must not be null"));
        assertTrue(refusal(answering(() -> null)).contains("answers of round 1 (null) must not be null"));
        assertTrue(refusal(answering(Optional::empty)).contains("since the thread was not interrupted"));
    }

    @Test
    void whatIsThrownIsTold() {
        IllegalStateException cause = new IllegalStateException("no network");
        PricingBackend throwing = opening(split -> {
            throw cause;
        });
        String message = refusal(throwing);
        assertTrue(message.startsWith("pricing backend: session cannot be had, the caller's code throws: "), message);
        assertRefused(
                all -> {
                    throw cause;
                },
                "the caller's code throws: java.lang.IllegalStateException: no network");
    }

    private static PricingBackend opening(
            Function<IntFunction<List<PricingPart>>, @Nullable Optional<PricingSession>> open) {
        return new PricingBackend() {
            @Override
            public void forEach(int blocks, IntConsumer work) {
                PricingBackend.threads(1).forEach(blocks, work);
            }

            @Override
            @SuppressWarnings("NullAway")
            public Optional<PricingSession> open(IntFunction<List<PricingPart>> split) {
                return open.apply(split);
            }
        };
    }

    private static PricingBackend answering(Supplier<@Nullable Optional<List<byte[]>>> answer) {
        return opening(split -> Optional.of(new PricingSession() {
            @Override
            @SuppressWarnings("NullAway")
            public Optional<List<byte[]>> round(double[] prices, PricingMode mode) {
                return answer.get();
            }

            @Override
            public Optional<List<byte[]>> memories() {
                return Optional.empty();
            }

            @Override
            public void close() {}
        }));
    }

    @Test
    void blocksAreDoneOnceEach() {
        assertTrue(refusal((blocks, work) -> {}).contains("pricing backend: block (0 of 11 blocks) must be done"));
        assertTrue(refusal((blocks, work) -> {
                    for (int block = 0; block < blocks - 1; block++) {
                        work.accept(block);
                    }
                })
                .contains("(10 of 11 blocks)"));
        assertTrue(refusal((blocks, work) -> {
                    work.accept(0);
                    work.accept(0);
                })
                .contains("must be done once and no more"));
        assertTrue(refusal((blocks, work) -> work.accept(blocks)).contains("must be from 0 to 10"));
        assertTrue(refusal((blocks, work) -> {
                    throw new IllegalStateException("no threads");
                })
                .startsWith("pricing backend: blocks cannot be had, the caller's code throws: "));
    }

    @Test
    void whoIsInterruptedMayLeaveBlocks() {
        PricingBackend interrupted = (blocks, work) -> Thread.currentThread().interrupt();
        FleetResult result = FleetPlanner.create().withBackend(interrupted).plan(fleet());
        assertTrue(Thread.interrupted());
        assertEquals("the search was interrupted", result.limitReached().orElse(""));
        assertEquals(List.of(), result.plans());
    }

    @Test
    void theDeviceWhoseCodeFailsIsNamed() {
        FleetDevice second = fleet().devices().get(1);
        Problem failing = second.problem().withEstimators(Estimators.of((scenario, pair) -> {
            throw new IllegalStateException("no data");
        }));
        List<FleetDevice> devices = new ArrayList<>(fleet().devices());
        devices.set(1, FleetDevice.of(second.name(), failing, 5));
        Fleet broken = fleet().withDevices(devices);
        String message = message(() -> FleetPlanner.create().plan(broken));
        assertTrue(message.startsWith("devices/1/scenario/estimate of epochs of "), message);
    }

    @Test
    void aListenerThatThrowsIsTold() {
        FleetPlanner planner = FleetPlanner.create().withListener(progress -> {
            throw new IllegalStateException("closed");
        });
        String message = message(() -> planner.plan(fleet()));
        assertTrue(message.startsWith("listener: progress cannot be had, the caller's code throws: "), message);
    }

    /** What the work itself throws is not the backend's fault, whatever that makes of it. */
    @Test
    void failuresOfTheWorkAreToldAsTheyAre() {
        IllegalArgumentException own = new IllegalArgumentException("no costs");
        IntConsumer failing = block -> {
            throw own;
        };
        CheckedBackend wrapping = new CheckedBackend((blocks, work) -> {
            try {
                work.accept(0);
            } catch (RuntimeException e) {
                throw new CompletionException(e);
            }
        });
        CheckedBackend silent = new CheckedBackend((blocks, work) -> {
            try {
                work.accept(0);
            } catch (RuntimeException e) {
                // kept to itself
            }
        });
        for (CheckedBackend backend : List.of(wrapping, silent)) {
            assertSame(
                    own, assertThrows(IllegalArgumentException.class, () -> backend.forEach(1, failing, () -> false)));
        }
    }
}
