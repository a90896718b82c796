package io.github.jqodi.bench.queueing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stations against schedules worked by hand, and against the theory of queues. */
class StationsTest {
    private static final int CUSTOMERS = 400_000;
    /** Five times what means of so many customers are off, at the loads here. */
    private static final double TOLERANCE = 0.03;

    private static Route once(double seconds) {
        return new Route(new int[] {0}, new double[] {seconds}, new int[] {0, 1});
    }

    private static Job job(double start, double seconds) {
        return new Job(start, once(seconds), 1);
    }

    private static double[] played(Station station, Job... jobs) {
        return new Network(List.of(station), List.of(jobs)).play();
    }

    @Test
    void oneExecutorServesInTheOrderOfArrival() {
        Job[] jobs = {job(0, 4), job(1, 1), job(2, 3), job(20, 2)};
        assertArrayEquals(new double[] {4, 5, 8, 22}, played(new FirstComeStation(1), jobs), 1e-12);
    }

    @Test
    void twoExecutorsServeTwoAtOnce() {
        Job[] jobs = {job(0, 4), job(1, 6), job(2, 1), job(3, 2)};
        assertArrayEquals(new double[] {4, 7, 5, 7}, played(new FirstComeStation(2), jobs), 1e-12);
    }

    /** From 0 to 1 the first alone, then in halves: 3 are left of it and 1 of the second, which ends at 3; then alone again. */
    @Test
    void oneExecutorIsSharedInEqualParts() {
        Job[] jobs = {job(0, 4), job(1, 1)};
        assertArrayEquals(new double[] {5, 3}, played(new SharingStation(1), jobs), 1e-12);
    }

    /** Three on two executors go at two thirds: from 1 to 4 each gets 2 s. */
    @Test
    void nobodyIsFasterThanOneExecutor() {
        Job[] jobs = {job(0, 5), job(0, 6), job(1, 2)};
        assertArrayEquals(new double[] {6, 7, 4}, played(new SharingStation(2), jobs), 1e-12);
        assertArrayEquals(new double[] {5, 6, 3}, played(new SharingStation(3), jobs), 1e-12);
    }

    /** Both take 1 s on their own and 2 s at the station, and the second finds it busy until 3. */
    @Test
    void jobsGoThroughTheirStagesAndEndWithTheirEpochs() {
        int own = Route.NOWHERE;
        Route route =
                new Route(new int[] {own, 0, own, 0, own}, new double[] {1, 2, 1, 2, 100}, new int[] {0, 2, 4, 5});
        List<Job> jobs = List.of(new Job(0, route, 2), new Job(0, route, 1), new Job(50, route, 0));
        double[] finish = new Network(List.of(new FirstComeStation(1)), jobs).play();
        assertArrayEquals(new double[] {7, 5, 50}, finish, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"FIRST_COME, 0.7", "SHARING, 0.7", "FIRST_COME, 0.3", "SHARING, 0.3"})
    void timeInAnExponentialStationIsThatOfTheory(Discipline discipline, double load) {
        double mean = mean(discipline.station(1), load, random -> exponential(random));
        assertEquals(1 / (1 - load), mean, TOLERANCE / (1 - load));
    }

    /** Pollaczek and Khinchine: with equal services half of the exponential wait; shared, services may be as they like. */
    @Test
    void equalServicesHalveTheWaitOfThoseInTurnAlone() {
        double load = 0.7;
        double wait = load / (2 * (1 - load));
        assertEquals(1 + wait, mean(new FirstComeStation(1), load, random -> 1), TOLERANCE * (1 + wait));
        assertEquals(1 / (1 - load), mean(new SharingStation(1), load, random -> 1), TOLERANCE / (1 - load));
    }

    /** Erlang's C of two executors at load ρ each waits ρ²/(1 - ρ²) times a service. */
    @Test
    void twoExecutorsWaitAsErlangSays() {
        double load = 0.7;
        double wait = load * load / (1 - load * load);
        double mean = mean(new FirstComeStation(2), 2 * load, random -> exponential(random));
        assertEquals(1 + wait, mean, TOLERANCE * (1 + wait));
    }

    /** Draws a service. */
    private interface Service {
        double seconds(SplittableRandom random);
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }

    /** Mean time in a station of customers who come at random, so many a second. */
    private static double mean(Station station, double rate, Service service) {
        SplittableRandom random = new SplittableRandom(7);
        DoubleSupplier pause = () -> exponential(random) / rate;
        List<Job> jobs = new ArrayList<>();
        double now = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            now += pause.getAsDouble();
            jobs.add(job(now, service.seconds(random)));
        }
        double[] finish = new Network(List.of(station), jobs).play();
        double sum = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            sum += finish[i] - jobs.get(i).start();
        }
        return sum / CUSTOMERS;
    }
}
