package io.github.jqodi.solve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this library, which results carry. */
public final class LibraryVersion {
    private static final String CURRENT = read();

    private LibraryVersion() {}

    /**
     * {@return the version as it was built, such as 1.0.0}
     */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream in = LibraryVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in, "version.properties"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
