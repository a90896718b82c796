package io.github.jqodi.estimators.parametric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamilyFitTest {
    @ParameterizedTest
    @EnumSource
    void everyFamilyFollowsItsOwnNoisyCurve(CurveFamily family) {
        Curve curve = noisy(family, truth(family), 40, 0.004, 3);
        FamilyFit fit = FamilyFit.of(family, curve);
        double squares = 0;
        for (int epoch = 1; epoch <= 40; epoch++) {
            double error = fit.value(epoch) - family.value(epoch, truth(family));
            squares += error * error / 40;
        }
        assertEquals(0, Math.sqrt(squares), 0.004, family.label());
        assertEquals(0.004, fit.noise(), 0.002);
    }

    @Test
    void parametersOfAPowerLawAreRecovered() {
        double[] parameters = FamilyFit.of(
                        CurveFamily.POW3, noisy(CurveFamily.POW3, truth(CurveFamily.POW3), 200, 0.001, 5))
                .parameters();
        assertEquals(0.3, parameters[0], 0.03);
        assertEquals(1.2, parameters[1], 0.03);
        assertEquals(0.6, parameters[2], 0.04);
    }

    @Test
    void anOutlierHardlyMovesTheFit() {
        Curve clean = noisy(CurveFamily.POW3, truth(CurveFamily.POW3), 30, 0.002, 7);
        double[] losses = clean.losses();
        losses[20] += 1;
        FamilyFit fit = FamilyFit.of(CurveFamily.POW3, Curve.ofLosses("spike", losses));
        assertEquals(CurveFamily.POW3.value(30, truth(CurveFamily.POW3)), fit.value(30), 0.02);
    }

    @Test
    void fewerLossesThanParametersGiveAProperCovariance() {
        FamilyFit fit = FamilyFit.of(CurveFamily.MMF4, Curve.ofLosses("two", 1, 0.8));
        double[] root = fit.covarianceRoot().getColumn(0);
        for (double entry : root) {
            assertTrue(Double.isFinite(entry));
        }
        assertTrue(Double.isFinite(fit.value(100)));
    }

    @Test
    void theTrueFamilyHasTheLeastInformationCriterion() {
        Curve curve = noisy(CurveFamily.EXP3, new double[] {0.3, 1.2, 0.2}, 40, 0.003, 13);
        assertTrue(criterion(CurveFamily.EXP3, curve) < criterion(CurveFamily.POW2, curve));
        assertTrue(criterion(CurveFamily.EXP3, curve) < criterion(CurveFamily.ILOG2, curve));
    }

    /** Schwarz's Bayesian information criterion, n·ln(S/n) + p·ln n. */
    private static double criterion(CurveFamily family, Curve curve) {
        FamilyFit fit = FamilyFit.of(family, curve);
        double squares = 0;
        for (int i = 0; i < curve.size(); i++) {
            double residual = curve.loss(i) - fit.value(curve.epoch(i));
            squares += residual * residual;
        }
        return curve.size() * Math.log(squares / curve.size()) + family.parameterCount() * Math.log(curve.size());
    }

    private static double[] truth(CurveFamily family) {
        return switch (family) {
            case POW2 -> new double[] {1.2, 0.4};
            case POW3 -> new double[] {0.3, 1.2, 0.6};
            case POW4 -> new double[] {0.3, 1.2, 0.8, 4};
            case EXP3 -> new double[] {0.3, 1.2, 0.15};
            case EXP4, JANOSCHEK -> new double[] {0.3, 1.2, 0.3, 0.8};
            case MMF4 -> new double[] {0.3, 1.2, 0.2, 1.5};
            case WEIBULL -> new double[] {0.3, 1.2, 6, 1.3};
            case ILOG2 -> new double[] {0.3, 1.2};
        };
    }

    private static Curve noisy(CurveFamily family, double[] parameters, int epochs, double noise, long seed) {
        Random random = new Random(seed);
        double[] losses = new double[epochs];
        for (int i = 0; i < epochs; i++) {
            losses[i] = family.value(i + 1, parameters) + noise * random.nextGaussian();
        }
        return Curve.ofLosses(family.label(), losses);
    }
}
