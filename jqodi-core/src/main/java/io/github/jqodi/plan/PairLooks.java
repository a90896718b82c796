package io.github.jqodi.plan;

import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.FirstSwitchCosts;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Puts estimates, setup and costs of a pair together, of one in progress those of what remains. */
final class PairLooks {
    private final Scenario scenario;
    private final CostModel costModel;
    private final Optional<Continued> continued;
    private final ScenarioCosts scenarioCosts;
    private final BiFunction<EpochEstimate, Double, Optional<EpochDistribution>> distributions;
    private final WorkLimits limits;
    /** Whether any open server costs something to switch to. */
    private final boolean isSwitched;

    PairLooks(
            Problem problem,
            List<EdgeServer> openServers,
            ScenarioCosts scenarioCosts,
            BiFunction<EpochEstimate, Double, Optional<EpochDistribution>> distributions,
            WorkLimits limits) {
        this.scenario = problem.scenario();
        this.costModel = problem.costModel();
        this.continued = problem.continued();
        this.scenarioCosts = scenarioCosts;
        this.distributions = distributions;
        this.limits = limits;
        this.isSwitched = openServers.stream().anyMatch(EdgeServer::hasSwitching);
    }

    /** Looks at a pair; the beliefs may be asked for another target than that of the scenario. */
    PairLook of(ScreenedPair screened, Beliefs asked, Consumer<Warning> odd) {
        QuantizedModel pair = screened.pair();
        Optional<EpochEstimate> estimate = asked.epochs(pair);
        Optional<EpochDistribution> epochs = estimate.flatMap(known -> asked.distribution(pair, known, distributions));
        Optional<EpochDistribution> reached =
                epochs.filter(known -> known.robustEpochs().isPresent());
        return new PairLook(
                asked.scenario().lossTarget(pair),
                estimate,
                epochs,
                reached.map(known -> candidate(screened, asked, known, odd)));
    }

    private Candidate candidate(ScreenedPair screened, Beliefs asked, EpochDistribution epochs, Consumer<Warning> odd) {
        int robustEpochs = epochs.robustEpochs().orElseThrow();
        return candidate(screened, epochs, robustEpochs, losses(screened, asked, epochs, robustEpochs, odd));
    }

    /** A pair with so many epochs. */
    Candidate candidate(ScreenedPair screened, EpochDistribution epochs, int robustEpochs, Optional<Losses> losses) {
        return new Candidate(
                screened.model(),
                screened.quantization(),
                epochs,
                robustEpochs,
                losses,
                setup(screened),
                costs(screened.pair()),
                screened.actions());
    }

    /** A pair in progress is set up. */
    private Setup setup(ScreenedPair screened) {
        String quantization = screened.quantization().name();
        return isInPlace(screened.pair())
                ? new Setup(quantization, 0, 0)
                : screened.model().setupFor(quantization);
    }

    /** Whether a pair is in progress. */
    boolean isInPlace(QuantizedModel pair) {
        return continued.isPresent() && continued.get().isInPlace(pair);
    }

    /** A pair in progress is placed; whatever goes on elsewhere pays for the switch. */
    private ModelCosts costs(QuantizedModel pair) {
        ModelCosts own = isInPlace(pair) ? placedCosts(pair) : scenarioCosts.of(pair, limits.stop());
        return continued
                .flatMap(known -> known.run().lastServer())
                .filter(last -> isSwitched)
                .<ModelCosts>map(last -> new FirstSwitchCosts(own, last))
                .orElse(own);
    }

    private ModelCosts placedCosts(QuantizedModel pair) {
        return costModel instanceof AnalyticCosts analytic && analytic.placement() == Placement.FIRST_EPOCH
                ? analytic.withPlacement(Placement.IN_PLACE).costs(scenario).of(pair, limits.stop())
                : scenarioCosts.of(pair, limits.stop());
    }

    private Optional<Losses> losses(
            ScreenedPair screened, Beliefs asked, EpochDistribution epochs, int robustEpochs, Consumer<Warning> odd) {
        QuantizedModel pair = screened.pair();
        EstimateChecks checks = new EstimateChecks(scenario.metric(), odd);
        Optional<LossEstimate> gamma = asked.compressionLoss(pair);
        Optional<GainSeries> update = asked.updateGains(pair, robustEpochs);
        Optional<GainSeries> run = asked.runGains(pair, robustEpochs);
        if (gamma.isPresent() && epochsDone(pair) == 0) {
            checks.checkSign(pair, screened.quantization(), gamma.get());
        }
        update.ifPresent(series -> checks.checkGains(pair.quoted() + ": update", series, robustEpochs));
        run.ifPresent(series -> checks.checkGains(pair.quoted() + ": run", series, robustEpochs));
        return course(screened, gamma, update, run)
                .map(course -> Losses.of(course, epochs.expectedEpochs(), robustEpochs));
    }

    private int epochsDone(QuantizedModel pair) {
        return continued.map(known -> known.run().epochsDone(pair)).orElse(0);
    }

    /** The course of a pair's loss up to some epoch; empty where any part of it is not believed anything of. */
    Optional<LossCourse> course(ScreenedPair screened, Beliefs beliefs, int epochs) {
        QuantizedModel pair = screened.pair();
        return course(
                screened,
                beliefs.compressionLoss(pair),
                beliefs.updateGains(pair, epochs),
                beliefs.runGains(pair, epochs));
    }

    private Optional<LossCourse> course(
            ScreenedPair screened,
            Optional<LossEstimate> gamma,
            Optional<GainSeries> update,
            Optional<GainSeries> run) {
        return gamma.isPresent() && update.isPresent() && run.isPresent()
                ? Optional.of(new LossCourse(
                        scenario.metric(),
                        screened.model().loss(),
                        gamma.get(),
                        new Trajectory(update.get(), run.get())))
                : Optional.empty();
    }
}
