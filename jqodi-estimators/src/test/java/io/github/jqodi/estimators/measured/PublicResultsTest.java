package io.github.jqodi.estimators.measured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.measured.ConfigurationColumns.Role;
import io.github.jqodi.estimators.testing.PublicData;
import io.github.jqodi.estimators.testing.Refusal;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others measured of whole runs is found, in base units. */
class PublicResultsTest {
    @Test
    void aBatchIsNotTakenForAnImage() throws IOException {
        Configurations timm = table("profiles/timm_benchmark_infer_amp_rtx3090.csv", ConfigurationColumns.DEFAULT);
        assertEquals(932, timm.rows().size());
        Configuration resnet = timm.rows().stream()
                .filter(row -> row.model().equals("resnet50"))
                .findFirst()
                .orElseThrow();
        assertEquals(0.3305e-3, resnet.seconds(), 5e-8);
        assertTrue(resnet.joules().isEmpty());
        assertEquals("tinynet_e", timm.rows().get(0).model());
        assertTrue(timm.notes().toString().contains("whole batches and were not used"), timm.notes()::toString);
    }

    @Test
    void powerTimesTimeIsTheEnergyOfAnEpoch() throws IOException {
        ConfigurationColumns columns = ConfigurationColumns.DEFAULT
                .with(Role.MODEL, List.of("dataset", "network", "batch_size", "optimizer"))
                .with(Role.CUT, List.of("power_limit"));
        Configurations zeus = table("power/zeus_summary_power_v100.csv", columns);
        assertEquals(476, zeus.rows().size());
        assertEquals(979.543, zeus.rows().get(0).joules().getAsDouble(), 5e-4);
        assertEquals(100, zeus.rows().get(0).cut().getAsInt());
        assertEquals("cifar100 shufflenetv2 1024 adadelta", zeus.rows().get(0).model());
    }

    @Test
    void windowsOfAMeterAddUp() throws IOException {
        Configurations windows = table("power/zeus_A40_bert_gpu0.csv", ConfigurationColumns.DEFAULT);
        assertEquals(9, windows.rows().size());
        assertEquals(
                26_426.474,
                windows.rows().stream()
                        .mapToDouble(row -> row.joules().getAsDouble())
                        .sum(),
                1e-3);
        assertEquals(
                159.2630,
                windows.rows().stream().mapToDouble(Configuration::seconds).sum(),
                5e-5);
    }

    @Test
    void kilowattHoursAreToldToBe() throws IOException {
        String message =
                Refusal.of(() -> table("power/codecarbon_rapl_threadripper.csv", ConfigurationColumns.DEFAULT));
        assertTrue(message.contains("does not say its unit; state --"), message);
    }

    @Test
    void aListOfModelsHoldsNoMeasurement() {
        String message = Refusal.of(() -> table("profiles/jetson_orin_benchmarks.csv", ConfigurationColumns.DEFAULT));
        assertTrue(message.contains("no measurement"), message);
    }

    @Test
    void mlperfTellsRatesWhereQueuesMakeLatencies() throws IOException {
        Configurations offline = mlperf("profiles/mlperf_inf_Google_tpu-v3.8x2_ssd-large_offline.txt");
        assertEquals(1 / 1317.44, offline.rows().get(0).seconds());
        assertTrue(offline.notes().get(1).contains("grow with the queue"), offline.notes()::toString);
        Configurations single =
                mlperf("profiles/mlperf_inf_Intel_ICL-I3-1005G1_OpenVINO-Windows_mobilenet_SingleStream.txt");
        assertEquals(3_472_612e-9, single.rows().get(0).seconds(), 1e-15);
        assertTrue(single.notes().get(1).contains("90th percentile is 3.5561 ms"), single.notes()::toString);
        Configurations tiny = mlperf("power/mlperf_tiny_u575_ad_energy_results.txt");
        assertEquals(121.446e-6, tiny.rows().get(0).joules().getAsDouble(), 1e-15);
        assertEquals(1 / 207.228, tiny.rows().get(0).seconds());
        assertTrue(tiny.notes().get(1).contains("25.1"), tiny.notes()::toString);
    }

    private static Configurations mlperf(String file) throws IOException {
        return MlperfText.read(PublicData.open("inputs/" + file), "net");
    }

    private static Configurations table(String file, ConfigurationColumns columns) throws IOException {
        return ConfigurationTable.read(PublicData.open("inputs/" + file), ',', columns, 1);
    }
}
