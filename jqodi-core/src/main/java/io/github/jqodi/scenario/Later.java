package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.Optional;

/** Values by epoch as they are seen some epochs later. */
final class Later {
    private Later() {}

    /** Without the entries that are over; the last one holds on. */
    static List<Double> list(List<Double> byEpoch, int epochs) {
        Check.between("epochs", epochs, 0, Integer.MAX_VALUE);
        return byEpoch.isEmpty() ? byEpoch : byEpoch.subList(Math.min(epochs, byEpoch.size() - 1), byEpoch.size());
    }

    /** The same objective, but for prices that change. */
    static Objective objective(Objective objective, int epochs) {
        return objective instanceof Objective.Price priced
                ? Objective.price(priced.prices().afterEpochs(epochs))
                : objective;
    }

    /** Whether two are the very same object. */
    @SuppressWarnings("ReferenceEquality") // what is unchanged is known by being the same object
    static <T> boolean same(Optional<T> a, Optional<T> b) {
        return a.orElse(null) == b.orElse(null);
    }
}
