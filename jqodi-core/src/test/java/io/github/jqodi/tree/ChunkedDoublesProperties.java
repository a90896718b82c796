package io.github.jqodi.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ChunkedDoublesProperties {
    @Property(tries = 200, seed = "1")
    void childrenAreSumsWhateverTheFamilies(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] expected = {random.nextDouble()};
        ChunkedDoubles doubles = ChunkedDoubles.of(expected[0]);
        int wanted = random.nextInt(1, 20_000);
        while (expected.length < wanted && expected.length > 0) {
            double[] move = random.doubles(random.nextInt(1, 14)).toArray();
            double whole = random.nextInt(3) == 0 ? 1 : random.nextDouble();
            int[] first = new int[expected.length];
            double[] below = new double[expected.length * move.length];
            int next = 0;
            for (int v = 0; v < first.length; v++) {
                first[v] = next;
                int count = random.nextDouble() <= whole ? move.length : random.nextInt(move.length + 1);
                for (int i = 0; i < count; i++) {
                    below[next++] = expected[v] + move[i];
                }
            }
            expected = Arrays.copyOf(below, next);
            doubles = doubles.children(first, move, next);
            assertEquals(expected.length, doubles.size());
            for (int v = 0; v < expected.length; v++) {
                assertEquals(expected[v], doubles.get(v), "seed " + seed + ", place " + v);
            }
            if (move.length == 1 && whole == 1) {
                return;
            }
        }
    }
}
