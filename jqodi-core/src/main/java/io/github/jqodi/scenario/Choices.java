package io.github.jqodi.scenario;

/**
 * Pins or forbids values of each decision.
 *
 * @param models by name
 * @param quantizations by name; of a bit-width its number
 * @param servers by name
 * @param cuts by number of layers on the device
 */
public record Choices(
        Selection<String> models, Selection<String> quantizations, Selection<String> servers, Selection<Integer> cuts) {
    /** Everything is open. */
    public static final Choices ALL = new Choices(Selection.all(), Selection.all(), Selection.all(), Selection.all());

    /**
     * The same choices with other models open.
     *
     * @param selection by name
     * @return a copy
     */
    public Choices withModels(Selection<String> selection) {
        return new Choices(selection, quantizations, servers, cuts);
    }

    /**
     * The same choices with other quantizations open.
     *
     * @param selection by name; of a bit-width its number
     * @return a copy
     */
    public Choices withQuantizations(Selection<String> selection) {
        return new Choices(models, selection, servers, cuts);
    }

    /**
     * The same choices with other servers open.
     *
     * @param selection by name
     * @return a copy
     */
    public Choices withServers(Selection<String> selection) {
        return new Choices(models, quantizations, selection, cuts);
    }

    /**
     * The same choices with other cuts open.
     *
     * @param selection by number of layers on the device
     * @return a copy
     */
    public Choices withCuts(Selection<Integer> selection) {
        return new Choices(models, quantizations, servers, selection);
    }
}
