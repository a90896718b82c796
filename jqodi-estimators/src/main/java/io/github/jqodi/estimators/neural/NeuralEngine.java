package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.util.Optional;

/** Check whether networks can be trained here. Loads no class of DJL before its jars were found. */
final class NeuralEngine {
    private static final String[] NEEDED = {"ai.djl.engine.Engine", "ai.djl.pytorch.engine.PtEngine"};
    private static final String NEEDS = "needs DJL with its PyTorch engine to be trained: ";
    private static final String ADVICE =
            "Add to the class path ai.djl:api:0.36.0, ai.djl.pytorch:pytorch-engine:0.36.0,"
                    + " ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 and ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier of the"
                    + " platform, such as linux-x86_64.";

    private NeuralEngine() {}

    /** What is missing, in words that name the jars to add; empty if networks can be trained. */
    static Optional<String> missing() {
        return Holder.PROBLEM.map(problem -> NEEDS + problem + ". " + ADVICE);
    }

    /** Ends in one clear error where networks cannot be trained. */
    static void require(String estimator) {
        if (Holder.PROBLEM.isPresent()) {
            throw Check.invalid("estimator", "'" + estimator + "'", NEEDS + Holder.PROBLEM.get(), ADVICE);
        }
    }

    private static Optional<String> find() {
        for (String name : NEEDED) {
            try {
                Class.forName(name, false, NeuralEngine.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                return Optional.of("class " + name + " is not there");
            }
        }
        return PinballTraining.unusable().map(reason -> "PyTorch does not load (" + reason + ")");
    }

    /** Looked for once, when first asked: loading PyTorch takes a second. */
    private static final class Holder {
        static final Optional<String> PROBLEM = find();
    }
}
