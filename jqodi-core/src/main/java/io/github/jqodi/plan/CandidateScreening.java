package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sorts the pairs (a,q) of one problem into candidates and excluded ones. */
final class CandidateScreening {
    private final Scenario scenario;
    private final Beliefs beliefs;
    private final List<EdgeServer> openServers;
    private final ScenarioCosts scenarioCosts;
    private final Function<EdgeServer, List<String>> serverChecks;
    private final WorkLimits limits;
    private final BiFunction<EpochEstimate, Double, Optional<EpochDistribution>> distributions;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Infeasibility> excluded = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    CandidateScreening(
            Problem problem,
            ScenarioCosts scenarioCosts,
            Function<EdgeServer, List<String>> serverChecks,
            BiFunction<EpochEstimate, Double, Optional<EpochDistribution>> distributions,
            WorkLimits limits) {
        this.limits = limits;
        this.distributions = distributions;
        this.serverChecks = serverChecks;
        this.scenario = problem.scenario();
        this.beliefs = new Beliefs(scenario, problem.estimators());
        this.scenarioCosts = scenarioCosts;
        this.openServers = open(scenario);
    }

    Assessment assess() {
        warnings.addAll(PlausibilityChecks.in(scenario, serverChecks));
        for (ModelVersion model : scenario.models()) {
            ActionGrid actions = actions(model);
            for (Quantization quantization : scenario.quantizations()) {
                assessOrStop(model, quantization, actions);
            }
        }
        return new Assessment(candidates, excluded, warnings);
    }

    private void assessOrStop(ModelVersion model, Quantization quantization, ActionGrid actions) {
        QuantizedModel pair = new QuantizedModel(model.name(), quantization.name());
        try {
            Stopped.when(limits.stop());
            assess(pair, model, quantization, actions);
        } catch (Stopped stopped) {
            Infeasibility undecided =
                    Infeasibility.undecided(pair, stopped.reason(limits.reason().get()));
            excluded.add(undecided);
            warnings.add(undecided.warning());
        }
    }

    private void assess(QuantizedModel pair, ModelVersion model, Quantization quantization, ActionGrid actions) {
        if (!scenario.choices().models().allows(model.name())) {
            exclude(pair, Reason.CHOICES, "model '" + model.name() + "' is not among the choices");
            return;
        }
        if (!scenario.choices().quantizations().allows(quantization.name())) {
            exclude(pair, Reason.CHOICES, unchosen(quantization));
            return;
        }
        Optional<EpochEstimate> estimate = beliefs.epochs(pair);
        if (estimate.isEmpty()) {
            exclude(pair, Reason.ESTIMATE, "there is no estimate of its epochs");
            return;
        }
        double confidence = scenario.target().confidence();
        Optional<EpochDistribution> epochs = beliefs.distribution(pair, estimate.get(), distributions);
        if (epochs.isEmpty() || epochs.get().robustEpochs().isEmpty()) {
            double reached = epochs.map(d -> 1 - d.neverProbability()).orElse(0.0);
            String message =
                    "the target is reached with probability " + reached + ", the confidence asked for is " + confidence;
            excluded.add(Infeasibility.builder(pair, Reason.NEVER, message)
                    .limit(confidence)
                    .value(reached)
                    .build());
            return;
        }
        assess(pair, model, quantization, actions, epochs.get());
    }

    private void assess(
            QuantizedModel pair,
            ModelVersion model,
            Quantization quantization,
            ActionGrid actions,
            EpochDistribution epochs) {
        ModelCosts costs = scenarioCosts.of(pair, limits.stop());
        int robustEpochs = epochs.robustEpochs().orElseThrow();
        Optional<Losses> losses = losses(pair, model, quantization, epochs.expectedEpochs(), robustEpochs);
        Setup setup = model.setupFor(quantization.name());
        Candidate candidate = new Candidate(model, quantization, epochs, robustEpochs, losses, setup, costs, actions);
        if (actions.isEmpty()) {
            exclude(pair, Reason.CHOICES, "no server and cut is open to it");
            return;
        }
        double target = scenario.lossTarget(model);
        if (losses.isPresent() && !losses.get().meet(target)) {
            excludeForLoss(candidate, losses.get(), target);
            return;
        }
        candidates.add(candidate);
    }

    private void excludeForLoss(Candidate candidate, Losses losses, double target) {
        FastestSchedule fastest = FastestSchedule.of(candidate, scenario, limits);
        Optional<Infeasibility> nowhere = fastest.exists()
                ? noInference(candidate)
                : Optional.of(Infeasibilities.noSchedule(candidate, limits.stop()));
        if (nowhere.isPresent()) {
            excluded.add(nowhere.get().toBuilder()
                    .lossTargetNeeded(losses.targetNeeded())
                    .build());
            return;
        }
        String message = "its loss ends at " + losses.worst() + ", not below the target " + target;
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.LOSS, message)
                .limit(target)
                .value(losses.worst())
                .lossTargetNeeded(losses.targetNeeded());
        if (!fastest.meets(scenario.target().deadlineSeconds())) {
            fastest.smallestDeadlineSeconds().ifPresent(row::smallestDeadlineSeconds);
        }
        excluded.add(row.build());
    }

    private Optional<Infeasibility> noInference(Candidate candidate) {
        OptionalDouble samples = scenario.inferenceSamples();
        boolean lacking = samples.isPresent()
                && candidate
                        .cheapestInference(samples.getAsDouble(), limits.stop())
                        .isEmpty();
        return lacking
                ? Optional.of(Infeasibilities.noInference(candidate, samples.getAsDouble(), limits.stop()))
                : Optional.empty();
    }

    private Optional<Losses> losses(
            QuantizedModel pair, ModelVersion model, Quantization quantization, int expectedEpochs, int robustEpochs) {
        Optional<LossEstimate> gamma = beliefs.compressionLoss(pair);
        Optional<GainSeries> update = beliefs.updateGains(pair, robustEpochs);
        Optional<GainSeries> run = beliefs.runGains(pair, robustEpochs);
        gamma.ifPresent(g -> warnOfSign(pair, quantization, g));
        update.ifPresent(series -> checkGains(pair.quoted() + ": update", series, robustEpochs));
        run.ifPresent(series -> checkGains(pair.quoted() + ": run", series, robustEpochs));
        if (gamma.isEmpty() || update.isEmpty() || run.isEmpty()) {
            return Optional.empty();
        }
        Losses losses = Losses.of(
                model.loss(), gamma.get(), new Trajectory(update.get(), run.get()), expectedEpochs, robustEpochs);
        return Optional.of(losses);
    }

    private void warnOfSign(QuantizedModel pair, Quantization quantization, LossEstimate gamma) {
        boolean full = quantization.weightBits() == Quantization.FULL_PRECISION_BITS;
        boolean odd = full ? gamma.expected() != 0 : gamma.expected() < 0 || gamma.robust() < 0;
        if (odd) {
            warnings.add(
                    "estimate of " + pair.quoted() + ": compressionLoss " + gamma.expected() + " / " + gamma.robust()
                            + (full ? " is not 0 at full precision" : " says that quantizing lowers the loss"));
        }
    }

    private void checkGains(String what, GainSeries series, int epochs) {
        long rising = 0;
        for (List<Double> list : List.of(series.expected(), series.robust())) {
            Check.that(
                    list.size() >= epochs,
                    "trajectory of " + what,
                    list.size() + " entries",
                    "must cover every epoch up to K_rob, " + epochs,
                    "Lengthen the lists or lower K.");
            rising += list.stream().limit(epochs).filter(gain -> gain > 0).count();
        }
        if (rising > 0) {
            warnings.add("trajectory of " + what + ": " + rising + " gains are above 0, the loss rises there");
        }
    }

    /** All servers as they are where all are open, so that nothing is copied. */
    private static List<EdgeServer> open(Scenario scenario) {
        List<EdgeServer> servers = scenario.edgeServers();
        Selection<String> choice = scenario.choices().servers();
        List<EdgeServer> open =
                servers.stream().filter(server -> choice.allows(server.name())).toList();
        return open.size() == servers.size() ? servers : List.copyOf(open);
    }

    private ActionGrid actions(ModelVersion model) {
        Choices choices = scenario.choices();
        List<Integer> cuts =
                model.cutPoints().stream().filter(choices.cuts()::allows).toList();
        return new ActionGrid(openServers, cuts);
    }

    private static String unchosen(Quantization quantization) {
        boolean isWidth = Quantization.bitWidth(quantization.name()).isPresent();
        return (isWidth ? quantization.label() + " are" : "'" + quantization.name() + "' is")
                + " not among the choices";
    }

    private void exclude(QuantizedModel pair, Reason reason, String message) {
        excluded.add(Infeasibility.of(pair, reason, message));
    }
}
