package io.github.jqodi.estimators.parametric;

import java.util.List;

/**
 * Parametrization of one family for one run by free numbers: the asymptote and the height are e^u, the parameters of g go through
 * their {@link ShapeParameter}. Losses are above the floor and in units of their scale.
 */
final class FamilyModel {
    private final CurveFamily family;
    private final double lastEpoch;
    private final int linear;
    private final List<ShapeParameter> bounds;

    FamilyModel(CurveFamily family, double lastEpoch) {
        this.family = family;
        this.lastEpoch = lastEpoch;
        this.bounds = family.bounds();
        this.linear = family.hasAsymptote() ? 2 : 1;
    }

    int count() {
        return family.parameterCount();
    }

    int linearCount() {
        return linear;
    }

    /** The family's own parameters. */
    double[] parameters(double[] free) {
        double[] parameters = new double[free.length];
        for (int i = 0; i < free.length; i++) {
            parameters[i] =
                    i < linear ? Math.exp(free[i]) : bounds.get(i - linear).value(free[i], lastEpoch);
        }
        return parameters;
    }

    /** g at an epoch for free numbers of its parameters alone. */
    double shape(double epoch, double[] freeShape) {
        double c = bounds.isEmpty() ? 0 : bounds.get(0).value(freeShape[0], lastEpoch);
        double d = bounds.size() < 2 ? 0 : bounds.get(1).value(freeShape[1], lastEpoch);
        return family.shape(epoch, c, d);
    }

    double value(double epoch, double[] parameters) {
        return family.value(epoch, parameters);
    }

    /** ∂y/∂u at an epoch. */
    double[] gradient(double epoch, double[] free, double[] parameters) {
        double[] gradient = family.gradient(epoch, parameters);
        for (int i = 0; i < free.length; i++) {
            gradient[i] *= i < linear ? parameters[i] : bounds.get(i - linear).slope(free[i], lastEpoch);
        }
        return gradient;
    }
}
