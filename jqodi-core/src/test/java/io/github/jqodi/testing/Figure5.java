package io.github.jqodi.testing;

import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The example of Figure 5: L_1 = 0.02, L_max = 0.035, T_max = 3.5, three widths; what the figure does not tell is assumed. */
public final class Figure5 {
    private Figure5() {}

    /** The example as a problem. */
    public static Problem problem() {
        try (InputStream in =
                Objects.requireNonNull(Figure5.class.getResourceAsStream("/io/github/jqodi/tree/figure-5.json"))) {
            return ScenarioJson.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
