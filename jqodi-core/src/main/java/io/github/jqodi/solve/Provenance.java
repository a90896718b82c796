package io.github.jqodi.solve;

import io.github.jqodi.base.Check;
import java.util.Optional;

/**
 * Origin of a result.
 *
 * @param scenarioSha256 SHA-256 of the canonical form of the file the problem was read from, 64 lower-case hexadecimal digits;
 *     empty where it was read from none
 * @param version of the library that made the result
 */
public record Provenance(Optional<String> scenarioSha256, String version) {
    /**
     * Checks the version.
     *
     * @param scenarioSha256 of the problem
     * @param version not blank
     */
    public Provenance {
        Check.name("version", version);
    }
}
