package io.github.jqodi.estimators.measured;

import java.util.List;

/**
 * Configurations of a file and what a reader has to say of them.
 *
 * @param rows in the order of the file
 * @param notes what was noticed, assumed or left out, one sentence each
 */
public record Configurations(List<Configuration> rows, List<String> notes) {
    /**
     * Copies the lists.
     *
     * @param rows in the order of the file
     * @param notes one sentence each
     */
    public Configurations {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }
}
