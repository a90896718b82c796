package io.github.jqodi.fleet;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.plan.Rule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Rounds of pricing that are done somewhere else, for one model. Answers must be those to what was asked, of all parts in their
 * order: one of other prices, of an earlier round or of an earlier session would end in a bound that holds of another fleet.
 */
final class CheckedSession implements AutoCloseable {
    private final FleetModel model;
    private final long number;
    private final PricingSession others;
    private int rounds;
    /** Whether parts differ in how many rounds they were asked. */
    private boolean cutShort;

    private CheckedSession(FleetModel model, long number, PricingSession others) {
        this.model = model;
        this.number = number;
        this.others = others;
    }

    /** Hands out the parts of a model; empty if nobody else prices them. */
    static Optional<CheckedSession> open(FleetModel model, Rule rule, CheckedBackend backend) {
        long number = ThreadLocalRandom.current().nextLong();
        return backend.open(parts -> PricingPart.split(model, rule, parts, number))
                .map(others -> new CheckedSession(model, number, others));
    }

    /** Prices out, answers back; nothing comes back to a thread that was interrupted. */
    void round(double[] prices, PricingMode mode, DevicePricing.Answer[] into, BooleanSupplier stop) {
        rounds++;
        each(
                "answers",
                () -> others.round(prices.clone(), mode),
                stop,
                part -> part.answers(Wire.question(number, mode, prices), model, into));
    }

    /** Brings the devices here to where those elsewhere are, unless the last round was cut short. */
    void remember(BooleanSupplier stop) {
        if (!cutShort) {
            each("memories", others::memories, stop, part -> part.remember(model, number));
        }
    }

    /** Asks all parts and reads what each sent, which says where its devices end. */
    private void each(
            String noun,
            Supplier<Optional<List<byte[]>>> question,
            BooleanSupplier stop,
            ToIntFunction<WireReader> reading) {
        String what = "pricing session: " + noun + " of round " + rounds;
        Optional<List<byte[]>> parts = CallerCode.<Optional<List<byte[]>>>ask(() -> what, question);
        if (parts.isEmpty() && stop.getAsBoolean()) {
            cutShort = true;
            return;
        }
        Check.that(parts.isPresent(), what, "empty", "must be there, since the thread was not interrupted");
        int device = 0;
        for (int i = 0; i < parts.get().size(); i++) {
            byte[] bytes = parts.get().get(i);
            String name = what + "/" + i;
            WireReader part = new WireReader(name, CallerCode.ask(() -> name, () -> bytes));
            device = reading.applyAsInt(part.require(model, device, rounds));
        }
        Check.that(
                device == model.size(),
                what,
                parts.get().size() + " parts",
                "must be those of all parts, and lack devices from " + device + " on",
                "Answer for every part that was given, in their order.");
    }

    @Override
    public void close() {
        CallerCode.run(() -> "pricing session: close", others::close);
    }

    @Override
    public String toString() {
        return others + ", " + rounds + " rounds";
    }
}
