package io.github.jqodi.bench.study;

import io.github.jqodi.estimators.measured.Configuration;
import io.github.jqodi.estimators.measured.ConfigurationColumns;
import io.github.jqodi.estimators.measured.ConfigurationColumns.Role;
import io.github.jqodi.estimators.measured.ConfigurationTable;
import io.github.jqodi.estimators.text.CsvDialect;
import io.github.jqodi.estimators.text.CsvRow;
import io.github.jqodi.estimators.text.CsvTable;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Runs of the Zeus traces: epochs to targets by seed, and seconds and joules of an epoch by GPU and limit of power.
 *
 * @param seeds epochs by task, target and configuration; empty where a seed never reached the target
 * @param epochs of each task: what an epoch takes
 */
record ZeusRuns(Map<String, Map<Double, Map<String, List<OptionalInt>>>> seeds, Map<String, List<Epoch>> epochs) {
    static final List<String> GPUS = List.of("a40", "p100", "rtx6000", "v100");

    /**
     * What an epoch of a batch size takes.
     *
     * @param batch size of a batch
     * @param gpu it ran on
     * @param watts limit of power
     * @param seconds it took
     * @param joules it took
     */
    record Epoch(int batch, String gpu, int watts, double seconds, double joules) {}

    /** Reads the files of a folder: epochs/zeus_epochs_to_target.csv and power/zeus_power_GPU.csv. */
    static ZeusRuns read(Path folder) throws IOException {
        Map<String, Map<Double, Map<String, List<OptionalInt>>>> seeds = new TreeMap<>();
        try (InputStream in = Files.newInputStream(folder.resolve("epochs/zeus_epochs_to_target.csv"))) {
            CsvTable.open(new TextInput(in), CsvDialect.DEFAULT).forEach(row -> add(seeds, row));
        }
        Map<String, List<Epoch>> epochs = new LinkedHashMap<>();
        for (String gpu : GPUS) {
            for (Configuration row : power(folder.resolve("power/zeus_power_" + gpu + ".csv"))) {
                int batch = Integer.parseInt(row.quantization().orElseThrow());
                epochs.computeIfAbsent(row.model(), task -> new ArrayList<>())
                        .add(new Epoch(
                                batch,
                                gpu,
                                row.cut().orElseThrow(),
                                row.seconds(),
                                row.joules().orElseThrow()));
            }
        }
        return new ZeusRuns(seeds, epochs);
    }

    private static List<Configuration> power(Path file) throws IOException {
        ConfigurationColumns columns = ConfigurationColumns.DEFAULT
                .with(Role.MODEL, List.of("dataset", "network", "optimizer"))
                .with(Role.QUANTIZATION, List.of("batch_size"))
                .with(Role.CUT, List.of("power_limit"));
        try (InputStream in = Files.newInputStream(file)) {
            return ConfigurationTable.read(in, ',', columns, 1).rows();
        }
    }

    private static void add(Map<String, Map<Double, Map<String, List<OptionalInt>>>> seeds, CsvRow row) {
        String task = row.text("dataset") + " " + row.text("network") + " " + row.text("optimizer");
        double epochs = row.measure("target_epoch");
        seeds.computeIfAbsent(task, each -> new TreeMap<>())
                .computeIfAbsent(row.number("target_metric"), each -> new TreeMap<>())
                .computeIfAbsent(
                        "batch " + row.text("batch_size") + ", rate " + row.text("learning_rate"),
                        each -> new ArrayList<>())
                .add(Double.isNaN(epochs) ? OptionalInt.empty() : OptionalInt.of((int) epochs));
    }

    /** The batch size that a configuration names. */
    static int batch(String configuration) {
        return Integer.parseInt(configuration.substring("batch ".length(), configuration.indexOf(',')));
    }
}
