package io.github.jqodi.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Findings of a verifier, collected on the way: all that is wrong with something that it recomputes. Not thread-safe. */
public final class Findings {
    /** How far a stated number may be from the recomputed one, relative to the larger of both. */
    public static final double TOLERANCE = 1e-9;

    private final List<Finding> list = new ArrayList<>();

    /** Nothing is wrong yet. */
    public Findings() {}

    /**
     * {@return what is wrong, in the order in which it was found}
     */
    public List<Finding> list() {
        return List.copyOf(list);
    }

    /**
     * Takes note of something wrong.
     *
     * @param where a JSON pointer into what is verified
     * @param message what is wrong
     */
    public void add(String where, String message) {
        list.add(new Finding(where, message));
    }

    /**
     * Takes note of what is wrong with a part.
     *
     * @param where of the part, as a JSON pointer
     * @param findings where they are in it, and what is wrong
     */
    public void addBelow(String where, List<Finding> findings) {
        findings.forEach(finding -> add(where + finding.field(), finding.message()));
    }

    /**
     * Takes note of a rule that does not hold.
     *
     * @param holds whether it does
     * @param where a JSON pointer into what is verified
     * @param message what is wrong if not
     */
    public void check(boolean holds, String where, String message) {
        if (!holds) {
            add(where, message);
        }
    }

    /**
     * Compares a number; NaN is equal to nothing.
     *
     * @param where a JSON pointer into what is verified
     * @param stated the number there
     * @param own the recomputed one
     */
    public void number(String where, double stated, double own) {
        double scale = Math.max(Math.abs(stated), Math.abs(own));
        check(Math.abs(stated - own) <= TOLERANCE * scale, where, "is " + stated + ", recomputed " + own);
    }

    /**
     * Compares a number that need not be there.
     *
     * @param where a JSON pointer into what is verified
     * @param stated the number there
     * @param own the recomputed one
     */
    public void number(String where, OptionalDouble stated, OptionalDouble own) {
        if (stated.isPresent() && own.isPresent()) {
            number(where, stated.getAsDouble(), own.getAsDouble());
        } else if (stated.isPresent()) {
            add(where, "cannot be known");
        } else if (own.isPresent()) {
            add(where, "is missing, recomputed " + own.getAsDouble());
        }
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
