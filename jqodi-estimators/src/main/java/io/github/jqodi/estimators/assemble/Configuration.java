package io.github.jqodi.estimators.assemble;

import java.util.Optional;

/**
 * The name of what seeds share, read as {@code MODEL/QUANTIZATION} or {@code MODEL}.
 *
 * @param model name of the version
 * @param quantization its name; empty for all
 */
record Configuration(String model, Optional<String> quantization) {
    static Configuration of(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0
                ? new Configuration(name, Optional.empty())
                : new Configuration(name.substring(0, slash), Optional.of(name.substring(slash + 1)));
    }

    /** Whether the seeds speak of a pair; a model may have a slash in its name. */
    boolean covers(String name, String width, String whole) {
        return whole.equals(name)
                || (model.equals(name) && quantization.map(width::equals).orElse(true));
    }
}
