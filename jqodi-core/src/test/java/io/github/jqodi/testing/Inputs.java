package io.github.jqodi.testing;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Seeds of random inputs, one after the other: as many as a test asks for times {@code -Djqodi.tries=FACTOR}, or as many as
 * {@code -Djqodi.seconds=S} allow where that is given. {@code -Djqodi.seed=N} begins at another one.
 */
public final class Inputs implements Iterable<Long> {
    private final long first;
    private final long most;
    private final long begin = System.nanoTime();
    private long drawn;

    private Inputs(long first, long most) {
        this.first = first;
        this.most = most;
    }

    /** As many as the short form of a test takes, from a seed on. */
    public static Inputs from(long seed, long few) {
        return new Inputs(Long.getLong("jqodi.seed", seed), scaled(few));
    }

    /** At least one, however small the factor. */
    static long scaled(long few) {
        double factor = Double.parseDouble(System.getProperty("jqodi.tries", "1"));
        return Math.max(1, Math.round(few * factor));
    }

    /** How long each test draws inputs; 0 where their number decides. */
    static double seconds() {
        return Double.parseDouble(System.getProperty("jqodi.seconds", "0"));
    }

    /** Whether they are seeds of the normal build, of which tests may ask how they are spread. */
    public boolean areFixed() {
        return seconds() == 0 && Long.getLong("jqodi.seed") == null;
    }

    /** How many there were until now. */
    public long drawn() {
        return drawn;
    }

    /** What a log says of them. */
    @Override
    public String toString() {
        return "%d inputs from seed %d in %.1f s".formatted(drawn, first, (System.nanoTime() - begin) / 1e9);
    }

    private boolean isOpen() {
        double seconds = seconds();
        return seconds > 0 ? drawn == 0 || System.nanoTime() - begin < seconds * 1e9 : drawn < most;
    }

    @Override
    public Iterator<Long> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return isOpen();
            }

            @Override
            public Long next() {
                if (!isOpen()) {
                    throw new NoSuchElementException();
                }
                return first + drawn++;
            }
        };
    }
}
