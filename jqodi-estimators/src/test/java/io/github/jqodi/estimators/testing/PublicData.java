package io.github.jqodi.estimators.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Public measurements beside the checkout; tests that ask for them are skipped where they are not. */
public final class PublicData {
    private PublicData() {}

    /** A file of the folder that system property jqodi.data names. */
    public static InputStream open(String file) throws IOException {
        String folder = System.getProperty("jqodi.data", "");
        assumeTrue(!folder.isEmpty(), "no public measurements: set -Djqodi.data");
        Path path = Path.of(folder, file);
        assumeTrue(Files.exists(path), path + " is not there");
        return Files.newInputStream(path);
    }
}
