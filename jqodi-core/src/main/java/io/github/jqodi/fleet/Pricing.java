package io.github.jqodi.fleet;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.plan.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All devices at some prices, in blocks that threads take in turn. Each device is priced by itself, so that nothing depends on
 * how many threads there are.
 */
final class Pricing implements AutoCloseable {
    /** Devices in a block: enough work for a thread to take it. */
    private static final int BLOCK = 32;

    private final FleetModel model;
    private final CheckedBackend backend;
    private final FleetControl control;
    private final Optional<CheckedSession> session;
    private int rounds;
    private boolean settled = true;

    Pricing(FleetModel model, Rule rule, PricingBackend backend, FleetControl control) {
        this.model = model;
        this.backend = new CheckedBackend(backend);
        this.control = control;
        this.session = control.poll() ? Optional.empty() : CheckedSession.open(model, rule, this.backend);
    }

    /**
     * What a round says.
     *
     * @param lowerBound no plan of the fleet is below it
     * @param columns the best schedule found for each device, empty where there is none
     */
    record Round(double lowerBound, List<Optional<Column>> columns) {}

    int rounds() {
        return rounds;
    }

    /** One round; empty if it was stopped before every device was priced. */
    Optional<Round> round(double[] prices, PricingMode mode) {
        int size = model.size();
        DevicePricing.Answer[] answers = new DevicePricing.Answer[size];
        if (session.isPresent()) {
            ask(session.get(), prices, mode, answers);
        } else {
            int blocks = (size + BLOCK - 1) / BLOCK;
            backend.forEach(blocks, block -> price(prices, mode, block, answers), control::poll);
        }
        rounds++;
        List<Optional<Column>> columns = new ArrayList<>(size);
        ExactSum sum = new ExactSum();
        for (int d = 0; d < size; d++) {
            if (answers[d] == null) {
                return Optional.empty();
            }
            sum.addProduct(model.count(d), Math.min(model.weight(d), answers[d].bound()));
            columns.add(answers[d].column());
        }
        for (int r = 0; r < prices.length; r++) {
            sum.addProduct(-prices[r] * FleetModel.FULL, model.capacity(r) * FleetModel.FULL);
        }
        double bound = Math.nextDown(sum.value());
        control.round(bound);
        return Optional.of(new Round(bound, Collections.unmodifiableList(columns)));
    }

    /** Asks those elsewhere, if there is time left. */
    private void ask(CheckedSession others, double[] prices, PricingMode mode, DevicePricing.Answer[] answers) {
        if (!control.poll()) {
            settled = false;
            others.round(prices, mode, answers, control::poll);
        }
    }

    /** Brings the devices here to where those elsewhere are, so that what is asked of them now is answered as if asked there. */
    void settle() {
        if (!settled) {
            settled = true;
            session.ifPresent(others -> others.remember(control::poll));
        }
    }

    @Override
    public void close() {
        session.ifPresent(CheckedSession::close);
    }

    private void price(double[] prices, PricingMode mode, int block, DevicePricing.Answer[] answers) {
        DevicePricing.Workspace space = new DevicePricing.Workspace();
        int to = Math.min(model.size(), (block + 1) * BLOCK);
        for (int d = block * BLOCK; d < to; d++) {
            if (control.poll()) {
                return;
            }
            DevicePricing device = model.pricing(d);
            answers[d] = device.answer(mode, prices, space, control::poll);
        }
    }
}
