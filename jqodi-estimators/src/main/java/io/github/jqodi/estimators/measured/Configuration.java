package io.github.jqodi.estimators.measured;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Metric;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The measured time and energy of a configuration of a model, for an epoch or an inference.
 *
 * @param line of the file, from 1
 * @param model its name, or what is planned over as a model
 * @param quantization empty for full precision
 * @param server on which it ran; empty if the table does not say
 * @param cut j, or what is planned over as a cut; empty if the table does not say
 * @param seconds it took
 * @param joules it took; empty if not measured
 * @param accuracy as a share of 1; empty if not stated
 * @param loss empty if not stated
 */
public record Configuration(
        long line,
        String model,
        Optional<String> quantization,
        Optional<String> server,
        OptionalInt cut,
        double seconds,
        OptionalDouble joules,
        OptionalDouble accuracy,
        OptionalDouble loss) {
    /**
     * Checks names and numbers.
     *
     * @param line from 1
     * @param model not blank
     * @param quantization not blank where given
     * @param server not blank where given
     * @param cut at least 0 where given
     * @param seconds finite, {@code >= 0}
     * @param joules finite, {@code >= 0} where given
     * @param accuracy in [0, 1] where given
     * @param loss finite, {@code >= 0} where given
     */
    public Configuration {
        Check.name("model", model);
        quantization.ifPresent(name -> Check.name("quantization", name));
        server.ifPresent(name -> Check.name("server", name));
        cut.ifPresent(j -> Check.between("cut", j, 0, Integer.MAX_VALUE));
        seconds = Check.nonNegative("seconds", seconds);
        joules.ifPresent(value -> Check.nonNegative("joules", value));
        accuracy.ifPresent(value -> Metric.ACCURACY.check("accuracy", value));
        loss.ifPresent(value -> Metric.LOSS.check("loss", value));
    }

    /**
     * A configuration of which nothing but time and energy is known.
     *
     * @param model its name
     * @param seconds it took
     * @param joules it took; empty if not measured
     * @return the configuration
     */
    public static Configuration of(String model, double seconds, OptionalDouble joules) {
        return new Configuration(
                1,
                model,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                seconds,
                joules,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /**
     * The same with an accuracy.
     *
     * @param share in [0, 1]
     * @return a copy
     */
    public Configuration withAccuracy(double share) {
        return new Configuration(
                line, model, quantization, server, cut, seconds, joules, OptionalDouble.of(share), loss);
    }
}
