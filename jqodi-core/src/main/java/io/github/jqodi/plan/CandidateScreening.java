package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.EnteringCosts;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sorts the pairs (a,q) of one problem into candidates and excluded ones. */
final class CandidateScreening {
    private final Scenario scenario;
    private final Beliefs beliefs;
    private final List<EdgeServer> openServers;
    private final ScenarioCosts scenarioCosts;
    private final CostModel costModel;
    private final Optional<Continued> continued;
    private final Function<EdgeServer, List<Warning>> serverChecks;
    private final WorkLimits limits;
    private final BiFunction<EpochEstimate, Double, Optional<EpochDistribution>> distributions;
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
        this.distributions = distributions;
        this.serverChecks = serverChecks;
        this.scenario = problem.scenario();
        this.beliefs = new Beliefs(scenario, problem.estimators());
        this.scenarioCosts = scenarioCosts;
        this.continued = problem.continued();
        this.costModel = problem.costModel();
        this.openServers = open(scenario);
    }

    Assessment assess() {
        warnings.addAll(PlausibilityChecks.in(scenario, costModel, serverChecks));
        warnings.addAll(AssumptionChecks.in(scenario, costModel));
        for (ModelVersion model : scenario.models()) {
            ActionGrid actions = actions(model);
            for (Quantization quantization : scenario.quantizations()) {
                assessOrStop(model, quantization, actions);
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
        if (scenario.task() == Task.INFERENCE) {
            assessInference(pair, model, quantization, actions);
            return;
        }
        Look look = look(beliefs, pair, model, quantization, actions, warnings::add);
        if (trusted.isEmpty()
                && look.estimate().isPresent()
                && beliefs.reach(pair).equals(Reach.UNSTATED)) {
            trusted = Optional.of(pair);
        }
        if (look.estimate().isEmpty()) {
            excludeWithoutEstimate(pair, model, quantization, actions);
        } else if (look.candidate().isEmpty()) {
            excludeAsNeverReached(pair, look, model, quantization, actions);
        } else if (actions.isEmpty()) {
            exclude(pair, Reason.CHOICES, "no server and cut is open to it");
        } else if (look.meetsLoss()) {
            candidates.add(look.candidate().get());
        } else {
            excludeForLoss(look, model, quantization, actions);
        }
    }

    /** An inference is a single epoch that costs what it costs, of a model whose loss stays as it is. */
    private void assessInference(
            QuantizedModel pair, ModelVersion model, Quantization quantization, ActionGrid actions) {
        if (!model.isDescribed(quantization.name())) {
            exclude(pair, Reason.ESTIMATE, "there are neither layers nor a variant of it");
            return;
        }
        Losses losses = inferenceLosses(pair, model, quantization);
        if (actions.isEmpty()) {
            exclude(pair, Reason.CHOICES, "no server and cut is open to it");
            return;
        }
        Candidate candidate = new Candidate(
                model,
                quantization,
                EpochEstimate.of(1, 1).at(scenario.target().confidence()).orElseThrow(),
                1,
                Optional.of(losses),
                new Setup(quantization.name(), 0, 0),
                inferenceCosts(pair, model),
                actions);
        if (losses.meet(scenario.lossTarget(model))) {
            candidates.add(candidate);
        } else {
            excludeInferenceForLoss(candidate, losses);
        }
    }

    private Losses inferenceLosses(QuantizedModel pair, ModelVersion model, Quantization quantization) {
        Optional<LossEstimate> gamma = beliefs.compressionLoss(pair);
        gamma.ifPresent(known -> checkSign(pair, quantization, known, warnings::add));
        boolean isAssumed = gamma.isEmpty() && quantization.weightBits() != Quantization.FULL_PRECISION_BITS;
        if (trusted.isEmpty() && isAssumed) {
            trusted = Optional.of(pair);
        }
        LossEstimate known = gamma.orElse(new LossEstimate(0, 0));
        return Losses.of(LossCourse.withoutEpochs(scenario.metric(), model.loss(), known), 0, 0);
    }

    private InferenceCosts inferenceCosts(QuantizedModel pair, ModelVersion model) {
        ModelCosts costs = scenarioCosts.of(pair, limits.stop());
        return new InferenceCosts(costs, scenario.inference().orElseThrow(), aloneCut(model), scenario.objective());
    }

    /** Behind the last layer; where there are no layers, where an inference was measured without a server. */
    private OptionalInt aloneCut(ModelVersion model) {
        if (model.layerCount() > 0) {
            return OptionalInt.of(model.layerCount());
        }
        return costModel instanceof MeasuredCosts measured
                ? measured.deviceAloneCut(model.name())
                : OptionalInt.empty();
    }

    private void excludeInferenceForLoss(Candidate candidate, Losses losses) {
        double target = scenario.lossTarget(candidate.model());
        FastestSchedule fastest = FastestSchedule.of(candidate, scenario, limits);
        if (!fastest.exists()) {
            excluded.add(Infeasibilities.noSchedule(candidate, limits.stop()).toBuilder()
                    .lossTargetNeeded(losses.targetNeeded())
                    .build());
            return;
        }
        Metric metric = scenario.metric();
        String message = "its " + metric.label() + " is " + losses.worst() + ", not " + metric.goodSide()
                + " the target " + target;
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.LOSS, message)
                .limit(target)
                .value(losses.worst());
        if (isPossible(losses.targetNeeded())) {
            boolean isFast = fastest.meets(scenario.target().deadlineSeconds());
            new Relaxed(losses.targetNeeded(), isFast ? OptionalDouble.empty() : fastest.smallestDeadlineSeconds())
                    .addTo(row);
        }
        excluded.add(row.build());
    }

    /**
     * What is found out about a pair in a scenario with some loss target.
     *
     * @param lossTarget what it has to get below
     * @param estimate what is believed of its epochs
     * @param epochs the distribution they have
     * @param candidate the pair, where K_rob is known; whether its loss gets there is not asked
     */
    private record Look(
            double lossTarget,
            Optional<EpochEstimate> estimate,
            Optional<EpochDistribution> epochs,
            Optional<Candidate> candidate) {
        Optional<Losses> losses() {
            return candidate.flatMap(Candidate::losses);
        }

        boolean meetsLoss() {
            return losses().isEmpty() || losses().get().meet(lossTarget);
        }
    }

    private Look look(
            Beliefs asked,
            QuantizedModel pair,
            ModelVersion model,
            Quantization quantization,
            ActionGrid actions,
            Consumer<Warning> odd) {
        double lossTarget = asked.scenario().lossTarget(pair);
        Optional<EpochEstimate> estimate = asked.epochs(pair);
        Optional<EpochDistribution> epochs = estimate.flatMap(known -> asked.distribution(pair, known, distributions));
        Optional<EpochDistribution> reached =
                epochs.filter(known -> known.robustEpochs().isPresent());
        return new Look(
                lossTarget,
                estimate,
                epochs,
                reached.map(known -> candidate(asked, pair, model, quantization, actions, known, odd)));
    }

    private Candidate candidate(
            Beliefs asked,
            QuantizedModel pair,
            ModelVersion model,
            Quantization quantization,
            ActionGrid actions,
            EpochDistribution epochs,
            Consumer<Warning> odd) {
        ModelCosts costs = costs(pair);
        int robustEpochs = epochs.robustEpochs().orElseThrow();
        Optional<Losses> losses = losses(asked, pair, model, quantization, epochs.expectedEpochs(), robustEpochs, odd);
        Setup setup = setup(pair, model);
        return new Candidate(model, quantization, epochs, robustEpochs, losses, setup, costs, actions);
    }

    /** A pair in progress is set up. */
    private Setup setup(QuantizedModel pair, ModelVersion model) {
        return isInPlace(pair) ? new Setup(pair.quantization(), 0, 0) : model.setupFor(pair.quantization());
    }

    private boolean isInPlace(QuantizedModel pair) {
        return continued.isPresent() && continued.get().isInPlace(pair);
    }

    private int epochsDone(QuantizedModel pair) {
        return continued.map(known -> known.run().epochsDone(pair)).orElse(0);
    }

    /** A pair in progress is placed; whatever goes on elsewhere pays for the change. */
    private ModelCosts costs(QuantizedModel pair) {
        boolean isPlaced = isInPlace(pair)
                && costModel instanceof AnalyticCosts analytic
                && analytic.placement() == Placement.FIRST_EPOCH;
        ModelCosts own = isPlaced
                ? ((AnalyticCosts) costModel)
                        .withPlacement(Placement.IN_PLACE)
                        .costs(scenario)
                        .of(pair, limits.stop())
                : scenarioCosts.of(pair, limits.stop());
        boolean isSwitched = openServers.stream().anyMatch(EdgeServer::hasSwitching);
        return continued
                .flatMap(known -> known.run().lastServer())
                .filter(last -> isSwitched)
                .<ModelCosts>map(last -> new EnteringCosts(own, last))
                .orElse(own);
    }

    private void excludeAsNeverReached(
            QuantizedModel pair, Look look, ModelVersion model, Quantization quantization, ActionGrid actions) {
        double confidence = scenario.target().confidence();
        double reached = look.epochs().map(d -> 1 - d.neverProbability()).orElse(0.0);
        String message = isInPlace(pair) && look.epochs().isEmpty()
                ? "it is in progress, and no number of epochs beyond those done has a probability"
                : "the target is reached with probability " + reached + ", the confidence asked for is " + confidence;
        Infeasibility.Builder row = Infeasibility.builder(pair, Reason.NEVER, message)
                .limit(confidence)
                .value(reached);
        if (look.epochs().isPresent() && !actions.isEmpty()) {
            EpochDistribution epochs = look.epochs().get();
            Setup setup = setup(pair, model);
            ModelCosts costs = costs(pair);
            int last = epochs.lastEpoch();
            Candidate endless =
                    new Candidate(model, quantization, epochs, last, Optional.empty(), setup, costs, actions);
            addChances(endless, course(pair, model, last), look.lossTarget(), row);
        }
        excluded.add(row.build());
    }

    /** How many epochs fit, and what that leaves of the chances, where an inference that is asked for can run. */
    private void addChances(
            Candidate candidate, Optional<LossCourse> course, double lossTarget, Infeasibility.Builder row) {
        if (noInference(candidate).isEmpty()) {
            int fit = EpochsThatFit.ofFastest(
                    scenario, candidate.setup(), candidate.costs(), candidate.actions(), limits.stop());
            boolean isUnlimited = scenario.target().joules().isEmpty();
            new DeadlineChances(candidate.epochs(), fit, course, lossTarget).addTo(row, isUnlimited);
        }
    }

    private Optional<LossCourse> course(QuantizedModel pair, ModelVersion model, int epochs) {
        Optional<LossEstimate> gamma = beliefs.compressionLoss(pair);
        Optional<GainSeries> update = beliefs.updateGains(pair, epochs);
        Optional<GainSeries> run = beliefs.runGains(pair, epochs);
        return gamma.isPresent() && update.isPresent() && run.isPresent()
                ? Optional.of(course(model, gamma.get(), update.get(), run.get()))
                : Optional.empty();
    }

    /** Nothing is believed of the pair, or of targets alone that are further away. */
    private void excludeWithoutEstimate(
            QuantizedModel pair, ModelVersion model, Quantization quantization, ActionGrid actions) {
        double target = scenario.lossTarget(model);
        Metric metric = scenario.metric();
        OptionalDouble nearest = beliefs.reach(pair).next(metric, target);
        if (nearest.isEmpty()) {
            exclude(pair, Reason.ESTIMATE, "there is no estimate of its epochs");
            return;
        }
        String message = "its estimates reach " + metric.withArticle() + " of " + nearest.getAsDouble() + " at the "
                + (metric == Metric.LOSS ? "lowest" : "highest") + ", " + metric.badSide() + " the target " + target;
        Infeasibility.Builder row =
                Infeasibility.builder(pair, Reason.LOSS, message).limit(target).value(nearest.getAsDouble());
        if (!actions.isEmpty()) {
            relaxed(pair, model, quantization, actions, nearest).ifPresent(found -> found.addTo(row));
        }
        excluded.add(row.build());
    }

    private void excludeForLoss(Look look, ModelVersion model, Quantization quantization, ActionGrid actions) {
        Candidate candidate = look.candidate().orElseThrow();
        Losses losses = look.losses().orElseThrow();
        Reach reach = beliefs.reach(candidate.pair());
        OptionalDouble first = nearer(reach, look.lossTarget(), losses.targetNeeded());
        Optional<Relaxed> relaxed = relaxed(candidate.pair(), model, quantization, actions, first);
        if (relaxed.isEmpty()) {
            Optional<Infeasibility> nowhere = nowhere(candidate, FastestSchedule.of(candidate, scenario, limits));
            if (nowhere.isPresent()) {
                excluded.add(nowhere.get().toBuilder()
                        .lossTargetNeeded(losses.targetNeeded())
                        .build());
                return;
            }
        }
        Metric metric = scenario.metric();
        String message = "its " + metric.label() + " ends at " + losses.worst() + ", not " + metric.goodSide()
                + " the target " + look.lossTarget();
        Infeasibility.Builder row = Infeasibility.builder(candidate.pair(), Reason.LOSS, message)
                .limit(look.lossTarget())
                .value(losses.worst());
        relaxed.ifPresent(found -> found.addTo(row));
        addChances(candidate, Optional.of(losses.course()), look.lossTarget(), row);
        excluded.add(row.build());
    }

    /**
     * The least relaxation of the loss target that admits a pair.
     *
     * @param lossTarget the strictest target that does
     * @param smallestDeadlineSeconds the deadline that is needed with it, if the one given is too short
     */
    private record Relaxed(double lossTarget, OptionalDouble smallestDeadlineSeconds) {
        void addTo(Infeasibility.Builder row) {
            row.lossTargetNeeded(lossTarget);
            smallestDeadlineSeconds.ifPresent(row::smallestDeadlineSeconds);
        }
    }

    /**
     * Looks at looser and looser targets, each the strictest that might do where those before it do not: what losses come to,
     * or where another estimate takes over.
     */
    private Optional<Relaxed> relaxed(
            QuantizedModel pair,
            ModelVersion model,
            Quantization quantization,
            ActionGrid actions,
            OptionalDouble first) {
        Metric metric = scenario.metric();
        Reach reach = beliefs.reach(pair);
        boolean isAskedAgain = reach instanceof Reach.Losses;
        OptionalDouble target = first;
        while (target.isPresent() && isPossible(target.getAsDouble())) {
            double tried = target.getAsDouble();
            Beliefs asked = isAskedAgain ? beliefs.at(pair.model(), tried) : beliefs;
            Look look = look(asked, pair, model, quantization, actions, unheard -> {});
            OptionalDouble needed = look.losses().stream()
                    .mapToDouble(Losses::targetNeeded)
                    .filter(loss -> metric.compare(loss, tried) > 0)
                    .findFirst();
            if (needed.isPresent()) {
                target = nearer(reach, tried, needed.getAsDouble());
                continue;
            }
            Optional<Relaxed> found = admitted(look, tried);
            if (found.isPresent()) {
                return found;
            }
            target = reach.next(metric, tried);
        }
        return Optional.empty();
    }

    /** No target is below 0, which an accuracy may have to be below. */
    private static boolean isPossible(double lossTarget) {
        return lossTarget >= 0;
    }

    /** The loss needed, or where another estimate takes over before. */
    private OptionalDouble nearer(Reach reach, double target, double needed) {
        OptionalDouble next = reach.next(scenario.metric(), target);
        boolean isNextNearer = next.isPresent() && scenario.metric().compare(next.getAsDouble(), needed) <= 0;
        return isNextNearer ? next : OptionalDouble.of(needed);
    }

    private Optional<Relaxed> admitted(Look look, double lossTarget) {
        if (look.candidate().isEmpty()) {
            return Optional.empty();
        }
        FastestSchedule fastest = FastestSchedule.of(look.candidate().get(), scenario, limits);
        if (nowhere(look.candidate().get(), fastest).isPresent()) {
            return Optional.empty();
        }
        boolean isFast = fastest.meets(scenario.target().deadlineSeconds());
        return Optional.of(
                new Relaxed(lossTarget, isFast ? OptionalDouble.empty() : fastest.smallestDeadlineSeconds()));
    }

    /** Why no deadline would admit a candidate. */
    private Optional<Infeasibility> nowhere(Candidate candidate, FastestSchedule fastest) {
        return fastest.exists()
                ? noInference(candidate)
                : Optional.of(Infeasibilities.noSchedule(candidate, limits.stop()));
    }

    private Optional<Infeasibility> noInference(Candidate candidate) {
        return scenario.addedInference()
                .filter(inference ->
                        candidate.cheapestInference(inference, limits.stop()).isEmpty())
                .map(inference -> Infeasibilities.noInference(candidate, inference, limits.stop()));
    }

    private Optional<Losses> losses(
            Beliefs asked,
            QuantizedModel pair,
            ModelVersion model,
            Quantization quantization,
            int expectedEpochs,
            int robustEpochs,
            Consumer<Warning> odd) {
        Optional<LossEstimate> gamma = asked.compressionLoss(pair);
        Optional<GainSeries> update = asked.updateGains(pair, robustEpochs);
        Optional<GainSeries> run = asked.runGains(pair, robustEpochs);
        gamma.filter(g -> epochsDone(pair) == 0).ifPresent(g -> checkSign(pair, quantization, g, odd));
        update.ifPresent(series -> checkGains(pair.quoted() + ": update", series, robustEpochs, odd));
        run.ifPresent(series -> checkGains(pair.quoted() + ": run", series, robustEpochs, odd));
        if (gamma.isEmpty() || update.isEmpty() || run.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Losses.of(course(model, gamma.get(), update.get(), run.get()), expectedEpochs, robustEpochs));
    }

    private LossCourse course(ModelVersion model, LossEstimate gamma, GainSeries update, GainSeries run) {
        return new LossCourse(scenario.metric(), model.loss(), gamma, new Trajectory(update, run));
    }

    private void checkSign(QuantizedModel pair, Quantization quantization, LossEstimate gamma, Consumer<Warning> odd) {
        Metric metric = scenario.metric();
        boolean full = quantization.weightBits() == Quantization.FULL_PRECISION_BITS;
        boolean isOdd = full ? gamma.expected() != 0 : isBetter(gamma.expected()) || isBetter(gamma.robust());
        if (isOdd) {
            String what = full
                    ? " is not 0 at full precision"
                    : " says that quantizing " + (metric == Metric.LOSS ? "lowers" : "raises") + " the "
                            + metric.label();
            odd.accept(new Warning(
                    Code.UNUSUAL_GAIN,
                    "estimate of " + pair.quoted() + ": compressionLoss " + gamma.expected() + " / " + gamma.robust()
                            + what));
        }
    }

    /** Whether a change of the loss makes the model better. */
    private boolean isBetter(double change) {
        return scenario.metric().oriented(change) < 0;
    }

    private void checkGains(String what, GainSeries series, int epochs, Consumer<Warning> odd) {
        Metric metric = scenario.metric();
        long worse = 0;
        for (List<Double> list : List.of(series.expected(), series.robust())) {
            Check.that(
                    list.size() >= epochs,
                    "trajectory of " + what,
                    list.size() + " entries",
                    "must cover every epoch up to K_rob, " + epochs,
                    "Lengthen the lists or lower K.");
            worse += list.stream()
                    .limit(epochs)
                    .filter(gain -> metric.oriented(gain) > 0)
                    .count();
        }
        if (worse > 0) {
            odd.accept(new Warning(
                    Code.UNUSUAL_GAIN,
                    "trajectory of " + what + ": " + worse + " gains are " + metric.badSide() + " 0, the "
                            + metric.label() + (metric == Metric.LOSS ? " rises" : " falls") + " there"));
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

    private void exclude(QuantizedModel pair, Reason reason, String message) {
        excluded.add(Infeasibility.of(pair, reason, message));
    }
}
