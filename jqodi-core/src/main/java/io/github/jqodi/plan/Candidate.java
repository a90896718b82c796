package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Setup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A quantized model M_(a,q) that may be chosen: it is allowed, it has an estimate, and its loss gets below the target.
 *
 * @param model M_a
 * @param quantization q
 * @param epochs distribution of K at the target's confidence
 * @param robustEpochs K_rob
 * @param losses final losses; empty where the estimates do not follow losses
 * @param setup τ_(a,q) and ε_(a,q)
 * @param costs what its epochs cost
 * @param actions the open actions, by server, then by cut
 * @param spentBesides what is gone besides the setup before the first epoch: 0, or an inference where joules are limited
 */
public record Candidate(
        ModelVersion model,
        Quantization quantization,
        EpochDistribution epochs,
        int robustEpochs,
        Optional<Losses> losses,
        Setup setup,
        ModelCosts costs,
        ActionGrid actions,
        double spentBesides) {
    /**
     * A candidate with nothing spent but its setup.
     *
     * @param model M_a
     * @param quantization q
     * @param epochs distribution of K
     * @param robustEpochs K_rob
     * @param losses final losses
     * @param setup τ_(a,q) and ε_(a,q)
     * @param costs what its epochs cost
     * @param actions the open actions
     */
    public Candidate(
            ModelVersion model,
            Quantization quantization,
            EpochDistribution epochs,
            int robustEpochs,
            Optional<Losses> losses,
            Setup setup,
            ModelCosts costs,
            ActionGrid actions) {
        this(model, quantization, epochs, robustEpochs, losses, setup, costs, actions, 0);
    }

    /**
     * The same pair with other epochs, whose losses are not known.
     *
     * @param epochs distribution of K
     * @param robustEpochs K_rob
     * @return the candidate
     */
    public Candidate withEpochs(EpochDistribution epochs, int robustEpochs) {
        return new Candidate(
                model, quantization, epochs, robustEpochs, Optional.empty(), setup, costs, actions, spentBesides);
    }

    /** The same pair with its seconds and joules in other roles. */
    Candidate withCosts(Setup newSetup, ModelCosts newCosts, double newSpentBesides) {
        return new Candidate(
                model, quantization, epochs, robustEpochs, losses, newSetup, newCosts, actions, newSpentBesides);
    }

    /**
     * {@return what is gone before the first epoch, as summands of an exact sum}
     */
    public double[] spentSeconds() {
        return spentBesides == 0 ? new double[] {setup.seconds()} : new double[] {setup.seconds(), spentBesides};
    }

    /**
     * {@return K_exp}
     */
    public int expectedEpochs() {
        return epochs.expectedEpochs();
    }

    /**
     * {@return model and quantization by name}
     */
    public QuantizedModel pair() {
        return new QuantizedModel(model.name(), quantization.name());
    }

    /**
     * Whether this is the candidate of a pair.
     *
     * @param pair model and quantization by name
     * @return true if {@link #pair()} equals it
     */
    public boolean isOf(QuantizedModel pair) {
        return model.name().equals(pair.model()) && quantization.name().equals(pair.quantization());
    }

    /**
     * {@return the pair, for people}
     */
    public String label() {
        return pair().label();
    }

    /**
     * {@return what a result warns of where the energy of the epochs after K_exp, which count for nothing, is not proven least}
     */
    public Warning unprovenTail() {
        return new Warning(
                Warning.Code.UNPROVEN_TAIL, label() + ": the energy of the epochs after K_exp is not proven least");
    }

    /**
     * Whether a run of one action stays below a limit, by the exact sum of its times, setup included.
     *
     * @param table costs of this candidate
     * @param action index of the action in the table
     * @param limit what the times have to stay below
     * @return false if the action is ineffective in any epoch
     */
    public boolean isBelow(CostTable table, int action, double limit) {
        return FastestSchedule.ofAction(this, table, action)
                .filter(time -> time.compareTo(limit) < 0)
                .isPresent();
    }

    /**
     * Whether an action of an inference that is itself the task runs on the device alone.
     *
     * @param action one of the open actions
     * @return true if no server is used; false in fine-tuning, where one always is
     */
    public boolean isDeviceAlone(Action action) {
        return costs instanceof InferenceCosts own && own.isDeviceAlone(action);
    }

    /**
     * The actions of a schedule, epoch by epoch; the device alone is that on the first open server, whichever it is.
     *
     * @param schedule segments in order, on open servers
     * @return one per epoch
     * @throws IllegalArgumentException if a server is none of the open ones
     */
    public List<Action> actionsOf(List<Segment> schedule) {
        Map<String, EdgeServer> byName = new HashMap<>();
        actions.servers().forEach(server -> byName.put(server.name(), server));
        List<Action> all = new ArrayList<>();
        for (Segment segment : schedule) {
            int epochs = segment.toEpoch() - segment.fromEpoch() + 1;
            EdgeServer server = segment.server()
                    .map(name -> Optional.ofNullable(byName.get(name)).orElseThrow(() -> notOpen(name)))
                    .orElse(actions.servers().get(0));
            all.addAll(Collections.nCopies(epochs, new Action(server, segment.cut())));
        }
        return all;
    }

    private InvalidValueException notOpen(String server) {
        return Check.invalid(
                "schedule",
                "'" + server + "'",
                "must name an open server",
                KnownNames.of(actions.servers().stream().map(EdgeServer::name).toList())
                        .advice(server));
    }

    /** What epochs cost in joules, whatever is minimised. */
    ModelCosts energyCosts() {
        return costs instanceof InferenceCosts own ? own.ofEnergy() : costs;
    }

    /**
     * The place where an inference takes least energy.
     *
     * @param inference how many samples, in which batches
     * @return the first of the cheapest open actions, empty if none can be taken
     */
    public Optional<Action> cheapestInference(Inference inference) {
        return cheapestInference(inference, Stopped.NEVER);
    }

    /**
     * The place where an inference takes least energy, with a stop signal.
     *
     * @param inference how many samples, in which batches
     * @param stop polled during long work; true ends it
     * @return the first of the cheapest open actions, empty if none can be taken
     */
    public Optional<Action> cheapestInference(Inference inference, BooleanSupplier stop) {
        Optional<Action> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (Action action : actions) {
            Stopped.when(stop);
            Cost cost = costs.inference(action, inference);
            if (cost.joules() < least) {
                least = cost.joules();
                best = Optional.of(action);
            }
        }
        return best;
    }

    /**
     * Energy of the cheapest inference.
     *
     * @param inference how many samples, in which batches; empty if none is asked for
     * @return joules, 0 if none is asked for, +∞ if no open action can run it
     */
    public double leastInferenceJoules(Optional<Inference> inference) {
        return leastInferenceJoules(inference, Stopped.NEVER);
    }

    /**
     * Energy of the cheapest inference, with a stop signal.
     *
     * @param inference how many samples, in which batches; empty if none is asked for
     * @param stop polled during long work; true ends it
     * @return joules, 0 if none is asked for, +∞ if no open action can run it
     */
    public double leastInferenceJoules(Optional<Inference> inference, BooleanSupplier stop) {
        return inference.isEmpty()
                ? 0
                : cheapestInference(inference.get(), stop)
                        .map(action -> costs.inference(action, inference.get()).joules())
                        .orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public String toString() {
        return pair() + ": " + epochs + ", " + Text.count(actions.size(), "action");
    }
}
