package io.github.jqodi.plan;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sorts the pairs (a,q) of one problem into candidates and excluded ones. */
final class CandidateScreening {
    private static final String NOTHING_OPEN = "no server and cut is open to it";

    /** Of models that are not chosen. */
    private static final ActionGrid NO_ACTIONS = new ActionGrid(List.of(), List.of());

    private final Scenario scenario;
    private final Beliefs beliefs;
    private final List<EdgeServer> openServers;
    private final ScenarioCosts scenarioCosts;
    private final CostModel costModel;
    private final PairLooks looks;
    private final Exclusions exclusions;
    private final Function<EdgeServer, List<Warning>> serverChecks;
    private final WorkLimits limits;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Infeasibility> excluded = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    /** The first pair whose estimate is taken for whatever the target is. */
    private Optional<QuantizedModel> trusted = Optional.empty();

    CandidateScreening(
            Problem problem,
            ScenarioCosts scenarioCosts,
            Function<EdgeServer, List<Warning>> serverChecks,
            BiFunction<EpochEstimate, Double, Optional<EpochDistribution>> distributions,
            WorkLimits limits) {
        this.limits = limits;
        this.serverChecks = serverChecks;
        this.scenario = problem.scenario();
        this.beliefs = new Beliefs(scenario, problem.estimators());
        this.scenarioCosts = scenarioCosts;
        this.costModel = problem.costModel();
        this.openServers = scenario.openServers();
        this.looks = new PairLooks(problem, openServers, scenarioCosts, distributions, limits);
        this.exclusions = new Exclusions(scenario, beliefs, looks, limits);
    }

    Assessment assess() {
        warnings.addAll(PlausibilityChecks.in(scenario, costModel, serverChecks));
        warnings.addAll(AssumptionChecks.in(scenario, costModel));
        for (ModelVersion model : scenario.models()) {
            boolean isChosen = scenario.choices().models().allows(model.name());
            ActionGrid actions = isChosen ? actions(model) : NO_ACTIONS;
            for (Quantization quantization : scenario.quantizations()) {
                assessOrStop(new ScreenedPair(model, quantization, actions));
            }
        }
        trusted.map(this::trustedClaim).ifPresent(warnings::add);
        return new Assessment(candidates, excluded, warnings);
    }

    private Warning trustedClaim(QuantizedModel pair) {
        if (scenario.task() == Task.INFERENCE) {
            return new Warning(
                    Code.TRUSTED_CLAIM,
                    "quantized models without a compressionLoss, as " + pair.quoted() + ", count with the "
                            + scenario.metric().label() + " of the model itself");
        }
        return new Warning(
                Code.TRUSTED_CLAIM,
                "estimates that do not say what they reach, as that of " + pair.quoted()
                        + ", are taken for whatever the target is");
    }

    private void assessOrStop(ScreenedPair screened) {
        try {
            Stopped.when(limits.stop());
            assess(screened);
        } catch (Stopped stopped) {
            Infeasibility undecided = Infeasibility.undecided(
                    screened.pair(), stopped.reason(limits.reason().get()));
            excluded.add(undecided);
            warnings.add(undecided.warning());
        }
    }

    private void assess(ScreenedPair screened) {
        ModelVersion model = screened.model();
        if (!scenario.choices().models().allows(model.name())) {
            exclude(screened, Reason.CHOICES, "model '" + model.name() + "' is not among the choices");
        } else if (!scenario.choices()
                .quantizations()
                .allows(screened.quantization().name())) {
            exclude(screened, Reason.CHOICES, unchosen(screened.quantization()));
        } else if (scenario.task() == Task.INFERENCE) {
            assessInference(screened);
        } else {
            assessFineTuning(screened);
        }
    }

    private void assessFineTuning(ScreenedPair screened) {
        PairLook look = looks.of(screened, beliefs, warnings::add);
        if (trusted.isEmpty()
                && look.estimate().isPresent()
                && beliefs.reach(screened.pair()).equals(Reach.UNSTATED)) {
            trusted = Optional.of(screened.pair());
        }
        if (look.estimate().isEmpty()) {
            excluded.add(exclusions.withoutEstimate(screened));
        } else if (look.candidate().isEmpty()) {
            excluded.add(exclusions.neverReached(screened, look));
        } else if (screened.actions().isEmpty()) {
            exclude(screened, Reason.CHOICES, NOTHING_OPEN);
        } else if (look.meetsLoss()) {
            candidates.add(look.candidate().get());
        } else {
            excluded.add(exclusions.forLoss(screened, look));
        }
    }

    /** An inference is a single epoch that costs what it costs, of a model whose loss stays as it is. */
    private void assessInference(ScreenedPair screened) {
        if (!screened.model().isDescribed(screened.quantization().name())) {
            exclude(screened, Reason.ESTIMATE, "there are neither layers nor a variant of it");
            return;
        }
        if (isUnlisted(screened)) {
            exclude(screened, Reason.ESTIMATE, "bitScaling.table does not list it, and there is no estimate of it");
            return;
        }
        Losses losses = inferenceLosses(screened);
        if (screened.actions().isEmpty()) {
            exclude(screened, Reason.CHOICES, NOTHING_OPEN);
            return;
        }
        Candidate candidate = new Candidate(
                screened.model(),
                screened.quantization(),
                EpochEstimate.of(1, 1).at(scenario.target().confidence()).orElseThrow(),
                1,
                Optional.of(losses),
                new Setup(screened.quantization().name(), 0, 0),
                inferenceCosts(screened),
                screened.actions());
        if (losses.meet(scenario.lossTarget(screened.model()))) {
            candidates.add(candidate);
        } else {
            excluded.add(exclusions.inferenceForLoss(candidate, losses));
        }
    }

    /** Whether nothing is believed of a pair, not even what it costs. */
    private boolean isUnlisted(ScreenedPair screened) {
        return costModel instanceof AnalyticCosts analytic
                && !analytic.bitScaling().covers(screened.quantization())
                && screened.model().variantFor(screened.quantization().name()).isEmpty()
                && beliefs.compressionLoss(screened.pair()).isEmpty();
    }

    private Losses inferenceLosses(ScreenedPair screened) {
        QuantizedModel pair = screened.pair();
        Quantization quantization = screened.quantization();
        Optional<LossEstimate> gamma = beliefs.compressionLoss(pair);
        EstimateChecks checks = new EstimateChecks(scenario.metric(), warnings::add);
        gamma.ifPresent(known -> checks.checkSign(pair, quantization, known));
        boolean isAssumed = gamma.isEmpty() && quantization.weightBits() != Quantization.FULL_PRECISION_BITS;
        if (trusted.isEmpty() && isAssumed) {
            trusted = Optional.of(pair);
        }
        LossEstimate known = gamma.orElse(new LossEstimate(0, 0));
        double loss = screened.model().loss();
        return Losses.of(LossCourse.withoutEpochs(scenario.metric(), loss, known), 0, 0);
    }

    private InferenceCosts inferenceCosts(ScreenedPair screened) {
        ModelCosts costs = scenarioCosts.of(screened.pair(), limits.stop());
        return new InferenceCosts(
                costs, scenario.inference().orElseThrow(), aloneCut(screened.model()), scenario.objective());
    }

    /** After the last layer; where there are no layers, where an inference was measured without a server. */
    private OptionalInt aloneCut(ModelVersion model) {
        if (model.layerCount() > 0) {
            return OptionalInt.of(model.layerCount());
        }
        return costModel instanceof MeasuredCosts measured
                ? measured.deviceAloneCut(model.name())
                : OptionalInt.empty();
    }

    private ActionGrid actions(ModelVersion model) {
        List<Integer> cuts = scenario.openCuts(model);
        if (openServers.isEmpty() && scenario.task() == Task.INFERENCE) {
            return deviceAlone(model, cuts);
        }
        return new ActionGrid(openServers, cuts);
    }

    /** The device alone needs no server; which one stands for none does not matter. */
    private ActionGrid deviceAlone(ModelVersion model, List<Integer> cuts) {
        OptionalInt alone = aloneCut(model);
        List<Integer> open = cuts.stream()
                .filter(cut -> alone.isPresent() && cut == alone.getAsInt())
                .toList();
        return new ActionGrid(scenario.edgeServers().subList(0, 1), open);
    }

    private static String unchosen(Quantization quantization) {
        boolean isWidth = Quantization.bitWidth(quantization.name()).isPresent();
        return (isWidth ? quantization.label() + " are" : "'" + quantization.name() + "' is")
                + " not among the choices";
    }

    private void exclude(ScreenedPair screened, Reason reason, String message) {
        excluded.add(Infeasibility.of(screened.pair(), reason, message));
    }
}
