package io.github.jqodi.estimators.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.testing.HidingLoader;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left where the jars of DJL are not: classes are loaded anew by a loader that does not show them. */
class MissingJarsTest {
    private static final String HERE = "io.github.jqodi.estimators.";

    private final ClassLoader hiding = new HidingLoader(HERE, "ai.djl.");

    @Test
    void askingForANeuralEstimatorNamesTheJarsToAdd() throws ReflectiveOperationException {
        Class<?> user = hiding.loadClass(User.class.getName());
        assertNotSame(User.class, user);
        InvocationTargetException e = assertThrows(
                InvocationTargetException.class, () -> call(user, "train").invoke(null));
        String message = String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
        assertTrue(message.startsWith("estimator ('lstm') needs DJL"), message);
        for (String jar : List.of("ai.djl:api:", "pytorch-engine:", "pytorch-jni:", "pytorch-native-cpu:")) {
            assertTrue(message.contains(jar), message);
        }
    }

    @Test
    void everyOtherEstimatorWorks() throws ReflectiveOperationException {
        Object worked = call(hiding.loadClass(User.class.getName()), "others").invoke(null);
        assertTrue((int) worked >= 6, worked.toString());
    }

    @Test
    void aSavedNetworkForecasts(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        assumeTrue(
                LstmEstimator.missing().isEmpty(),
                () -> "lstm " + LstmEstimator.missing().orElse(""));
        Path file = folder.resolve("k.net");
        new LstmEstimator(new TrainingSettings(20, 6e-3, 0.02, 1))
                .fit(User.past())
                .save(file);
        Object text = call(hiding.loadClass(User.class.getName()), "forecast", Path.class)
                .invoke(null, file);
        assertEquals(User.forecast(file), text);
    }

    private static Method call(Class<?> user, String name, Class<?>... types) throws NoSuchMethodException {
        Method method = user.getDeclaredMethod(name, types);
        method.setAccessible(true);
        return method;
    }

    /** What somebody without the jars does. */
    static final class User {
        private User() {}

        static List<Curve> past() {
            return SyntheticRuns.powerLaws(20, 15, 4);
        }

        static void train() {
            CurveEstimators.named("lstm").fit(past());
        }

        static int others() {
            int count = 0;
            for (var estimator : CurveEstimators.all()) {
                if (!estimator.name().equals("lstm")) {
                    estimator.fit(past()).forecast(past().get(0).prefix(5), 0.3);
                    count++;
                }
            }
            return count;
        }

        static String forecast(Path file) throws IOException {
            return LstmModel.load(file).forecast(past().get(0).prefix(5), 0.4).toString();
        }
    }
}
