package io.github.jqodi.estimators.summary;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One module of a summary, as it is printed.
 *
 * @param line of the file, from 1
 * @param depth below the model, which has 0
 * @param name unique in the summary, where the tool gives one
 * @param type of the module, such as {@code Conv2d}; empty if not stated
 * @param outputShape the batch first; empty if not stated
 * @param parameters of its own, its children's aside; empty if not stated
 * @param frozen whether they are not trained
 * @param macs multiply-adds of the whole batch; empty if not stated
 * @param repeated whether it was listed before and runs once more
 */
public record ModuleRow(
        long line,
        int depth,
        String name,
        String type,
        List<Long> outputShape,
        OptionalDouble parameters,
        boolean frozen,
        OptionalDouble macs,
        boolean repeated) {
    /**
     * Copies the list.
     *
     * @param line from 1
     * @param depth below the model
     * @param name unique
     * @param type of the module
     * @param outputShape the batch first
     * @param parameters of its own
     * @param frozen whether they are not trained
     * @param macs multiply-adds of the whole batch
     * @param repeated whether it runs once more
     */
    public ModuleRow {
        outputShape = List.copyOf(outputShape);
    }
}
