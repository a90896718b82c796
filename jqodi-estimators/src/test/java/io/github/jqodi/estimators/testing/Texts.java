package io.github.jqodi.estimators.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files written in tests. */
public final class Texts {
    private Texts() {}

    /** A text as a file of UTF-8. */
    public static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
