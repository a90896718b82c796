package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.InvalidValueException;
import java.util.Locale;
import java.util.Optional;

/** Whether networks can be trained here. Loads no class of DJL before all of its jars were found. */
final class NeuralEngine {
    private static final String[] NEEDED = {"ai.djl.engine.Engine", "ai.djl.pytorch.engine.PtEngine"};
    private static final String JARS = "ai.djl:api:0.36.0, ai.djl.pytorch:pytorch-engine:0.36.0,"
            + " ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 and ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier of"
            + " the platform, as linux-x86_64";

    private NeuralEngine() {}

    /** What is missing, in words that name the jars to add; empty if networks can be trained. */
    static Optional<String> missing() {
        return Holder.PROBLEM;
    }

    /** Ends in one clear error where networks cannot be trained. */
    static void require(String estimator) {
        if (missing().isPresent()) {
            throw new InvalidValueException(
                    "estimator", "'" + estimator + "'", missing().get(), "Add " + JARS + " to the class path");
        }
    }

    private static Optional<String> find() {
        for (String name : NEEDED) {
            try {
                Class.forName(name, false, NeuralEngine.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                return Optional.of("needs DJL with its PyTorch engine, " + JARS + "; class " + name + " is not there");
            }
        }
        return PinballTraining.unusable()
                .map(reason -> String.format(
                        Locale.ROOT, "needs %s; PyTorch does not load on this platform: %s", JARS, reason));
    }

    /** Looked for once, when first asked: loading PyTorch takes a second. */
    private static final class Holder {
        static final Optional<String> PROBLEM = find();
    }
}
