package io.github.jqodi.estimators.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.estimators.onnx.OnnxWarning.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other projects publish: what is known of each is found, and what is odd about it noticed. */
class RealModelsTest {
    /** Facts that hold before any size is known: opset, IR, nodes, nodes with those of bodies, inputs, outputs, initializers. */
    @ParameterizedTest
    @CsvSource({
        "burn_lstm_bidirectional, 16, 12, 23, 23, input:5x2x4, 3, FLOAT 3",
        "burn_nested_if_loop_if_scan, 16, 12, 4, 17, x:2x3 M: cond: condition1: condition2:, 1, ''",
        "connxr_super_resolution, 10, 4, 12, 12, input:batch_sizex1x224x224, 1, FLOAT 8",
        "emx_micro_kws_m_qdq, 15, 8, 60, 60, serving_default_input:0:unk__68x1960, 1, FLOAT 23 INT32 6 INT64 2 INT8 29",
        "emx_micro_kws_m_static_fp32, 15, 8, 21, 21, serving_default_input:0:1x1960, 1, FLOAT 12 INT64 2",
        "emx_micro_kws_m_static_qdq, 15, 8, 60, 60, serving_default_input:0:unk__68x1960, 1, FLOAT 23 INT32 6 INT64 2 INT8 29",
        "light_bvlc_alexnet, 9, 3, 40, 40, data_0:1x3x224x224, 1, INT64 17",
        "light_inception_v2, 9, 3, 916, 916, data_0:1x3x224x224, 1, FLOAT 78 INT64 408",
        "light_resnet50, 9, 3, 415, 415, gpu_0/data_0:1x3x224x224, 1, FLOAT 29 INT64 240",
        "light_squeezenet, 9, 3, 105, 105, data_0:1x3x224x224, 1, FLOAT 13 INT64 39",
        "light_zfnet512, 9, 3, 38, 38, gpu_0/data_0:1x3x224x224, 1, FLOAT 1 INT64 17",
        "ort_bert_toy_optimized, 12, 4, 384, 384, input_ids:batchxmax_seq_len_in_batch"
                + " token_type_ids:batchxmax_seq_len_in_batch input_mask:batchxmax_seq_len_in_batch, 2, FLOAT 94",
        "ort_cnn_mnist_pytorch, 9, 4, 13, 13, 0:1x1x28x28, 1, FLOAT 8",
        "ort_conv_qdq_s8s8_perchannel, 13, 7, 7, 7, input:batch_sizex3x24x24, 1, FLOAT 4 INT32 2 INT8 4",
        "ort_dummy_t5, 17, 10, 1, 26, encoder_input_ids:batch_sizexencode_sequence_length, 2, FLOAT 1 INT32 3",
        "ort_gh_issue_9671, 15, 7, 52, 52, X1:?x?x? X2:?x? X3:?x?x?, 1, INT64 17",
        "ort_mnist, 8, 3, 12, 12, Input3:1x1x28x28, 1, FLOAT 6 INT64 2",
        "ort_mobilenet_v3_small_excerpt, 13, 6, 9, 9, input:batch_sizex3x224x224, 1, FLOAT 2",
        "ort_qdq_with_multi_consumer_dq_nodes, 13, 7, 39, 39,"
                + " MobilenetEdgeTPU/expanded_conv_1/project/BatchNorm/FusedBatchNormV3:1x32x56x56, 2,"
                + " FLOAT 21 INT32 12 UINT8 21",
        "ort_te.cast_fp8_1_fp32, 19, 8, 6, 6, input:256x64, 1, ''",
        "ort_test_LSTM.tanh.bidirectional, 7, 3, 5, 5, Input3:Nonex1x2, 1, FLOAT 10 INT64 2",
        "ort_test_training_model_0, 12, 4, 4, 4, X:1x784, 1, BOOL 4 FLOAT 6 INT64 4",
        "ort_tiny_gpt2_beamsearch, 11, 8, 1, 60, input_ids:batch_sizexsequence_length max_length:1 min_length:1 num_beams:1"
                + " num_return_sequences:1 length_penalty:1 repetition_penalty:1, 1, FLOAT 2",
        "ort_whisper_fp16_encoder_self_attention, 17, 8, 15, 15, input_hidden_states:2x10x10, 1, FLOAT16 10",
        "qonnx_espcn_subpixel_quant, 11, 6, 20, 20, x.7:1x3x128x128, 1, FLOAT 43",
        "tract_keras_tf2_example, 13, 7, 6, 6, main_input_input:unk__6x100, 1, FLOAT 4",
        "tract_qlstm_3-2-3, 10, 5, 7, 76, input:?x3, 1, FLOAT 2 INT8 4",
        "ultraface_rfb320, 9, 4, 126, 126, input:1x3x240x320, 2, FLOAT 111 INT64 8",
        "wonnx_opt_mnist, 8, 3, 8, 8, Input3:1x1x28x28, 1, FLOAT 6 INT64 1"
    })
    void whatTheFileStatesIsFound(
            String file, long opset, long ir, int nodes, long all, String inputs, int outputs, String types)
            throws IOException {
        OnnxModel model = read(file);
        assertEquals(opset, model.opsets().get("ai.onnx"));
        assertEquals(ir, model.irVersion());
        assertEquals(nodes, model.nodes());
        assertEquals(all, model.nodesWithSubgraphs());
        assertEquals(
                inputs,
                model.inputs().stream()
                        .map(input -> input.name() + ":" + String.join("x", input.axes()))
                        .collect(Collectors.joining(" ")));
        assertTrue(model.outputs().size() >= outputs, model.outputs()::toString);
        assertEquals(
                types,
                model.initializers().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().tensors())
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    /** Multiply-adds, parameters, nodes that multiply, with the sizes that the file leaves open. */
    @ParameterizedTest
    @CsvSource({
        "burn_lstm_bidirectional, '', 7680, 896, 1",
        "burn_nested_if_loop_if_scan, '', 0, 0, 0",
        "connxr_super_resolution, '', 2984869888, 59657, 4",
        "emx_micro_kws_m_qdq, '', 5709472, 27142, 6",
        "emx_micro_kws_m_static_fp32, '', 5709472, 27142, 6",
        "emx_micro_kws_m_static_qdq, '', 5709472, 27142, 6",
        "light_bvlc_alexnet, '', 654560384, 60965224, 8",
        "light_inception_v2, '', 2018851840, 11214888, 70",
        "light_resnet50, '', 4089184256, 25557032, 54",
        "light_squeezenet, '', 349151936, 1235496, 26",
        "light_zfnet512, '', 1481727008, 87250536, 8",
        "ort_bert_toy_optimized, max_seq_len_in_batch=8, 313664, 56414, 44",
        "ort_cnn_mnist_pytorch, '', 480500, 21840, 4",
        "ort_conv_qdq_s8s8_perchannel, '', 584064, 896, 1",
        "ort_dummy_t5, encode_sequence_length=8, 320, 640, 2",
        "ort_mnist, '', 786560, 5994, 3",
        "ort_mobilenet_v3_small_excerpt, '', 5419008, 448, 1",
        "ort_pipeline_vectorize, '', 0, 0, 0",
        "ort_qdq_with_multi_consumer_dq_nodes, '', 385351680, 123360, 6",
        "ort_te.cast_fp8_1_fp32, '', 0, 0, 0",
        "ort_test_LSTM.tanh.bidirectional, '', 120, 168, 2",
        "ort_test_training_model_0, '', 100352, 100480, 1",
        "ort_whisper_fp16_encoder_self_attention, '', 16000, 680, 4",
        "qonnx_espcn_subpixel_quant, '', 1041235968, 64032, 4",
        "tract_keras_tf2_example, '', 3232, 3265, 2",
        "tract_qlstm_3-2-3, '', 69, 93, 2",
        "ultraface_rfb320, '', 100418560, 300408, 52",
        "wonnx_opt_mnist, '', 786560, 5994, 3"
    })
    void numbersWorkedOutElsewhereAreFound(
            String file, String dimension, double macs, double parameters, long multiplying) throws IOException {
        OnnxNetwork network = network(file, dimension);
        assertEquals(macs, network.macs(), network::toString);
        assertEquals(parameters, network.parameters());
        assertEquals(multiplying, network.multiplyingNodes());
    }

    @ParameterizedTest
    @CsvSource({
        "burn_lstm_bidirectional, FLOAT, 896",
        "emx_micro_kws_m_static_fp32, FLOAT, 27142",
        "ort_conv_qdq_s8s8_perchannel, INT8, 898",
        "ort_mnist, FLOAT, 5994",
        "ort_test_LSTM.tanh.bidirectional, FLOAT, 180",
        "ort_test_training_model_0, FLOAT, 104938",
        "ort_tiny_gpt2_beamsearch, FLOAT, 64000",
        "ort_whisper_fp16_encoder_self_attention, FLOAT16, 680",
        "qonnx_espcn_subpixel_quant, FLOAT, 64533",
        "ultraface_rfb320, FLOAT, 300412",
        "wonnx_opt_mnist, FLOAT, 5994"
    })
    void elementsOfStoredTensorsAreCounted(String file, String type, double elements) throws IOException {
        OnnxTensorCount count = Objects.requireNonNull(read(file).initializers().get(type));
        assertEquals(elements, count.elements());
    }

    @Test
    void aPointerIsNoModel() throws IOException {
        Path path = data("lfs_pointer_alexnet_Opset16");
        OnnxFormatException e = assertThrows(OnnxFormatException.class, () -> OnnxModel.read(path));
        assertTrue(String.valueOf(e.getMessage()).contains("a pointer of Git LFS"), e::getMessage);
    }

    @Test
    void sizesThatNobodyStatesAreAskedForByName() throws IOException {
        for (var entry : Map.of(
                        "ort_bert_toy_optimized", "'max_seq_len_in_batch'",
                        "ort_tiny_gpt2_beamsearch", "'sequence_length'",
                        "ort_gh_issue_9671", "axis 1 of input 'X1'")
                .entrySet()) {
            OnnxModel model = read(entry.getKey());
            OnnxFormatException e = assertThrows(OnnxFormatException.class, () -> model.network(OnnxOptions.DEFAULT));
            assertTrue(String.valueOf(e.getMessage()).contains(entry.getValue()), e::getMessage);
        }
    }

    @Test
    void anEinsteinSumOfUnknownSizesIsCountedOnceItHasSome() throws IOException {
        OnnxNetwork network = read("ort_gh_issue_9671")
                .network(OnnxOptions.DEFAULT
                        .withShape("X1", 2, 2, 2)
                        .withShape("X2", 2, 2)
                        .withShape("X3", 2, 2, 2));
        assertEquals(2, network.multiplyingNodes());
        assertEquals(0, network.parameters());
        assertEquals(24, network.macs());
    }

    @Test
    void weightsOfLearntScaleAndFixedNormalisationAreToldApart() throws IOException {
        OnnxNetwork inception = network("light_inception_v2", "");
        assertEquals(11_194_984, inception.trainableParameters());
        assertEquals(11_234_792, inception.parameters() + inception.runningStatistics());
        assertTrue(inception.warnsOf(Kind.FIXED_NORMALIZATION));
        OnnxNetwork resnet = network("light_resnet50", "");
        assertEquals(25_557_032, resnet.trainableParameters());
        assertEquals(25_610_152, resnet.parameters() + resnet.runningStatistics());
        assertEquals(18, resnet.blocks().size());
        assertTrue(resnet.warnsOf(Kind.UNUSED_TENSORS));
    }

    @Test
    void weightsAfterConstantOfShapeAreFound() throws IOException {
        for (String file : List.of("light_bvlc_alexnet", "light_squeezenet", "light_zfnet512")) {
            assertTrue(network(file, "").warnsOf(Kind.WEIGHTS_LEFT_OUT), file);
        }
        assertFalse(network("ort_mnist", "").warnsOf(Kind.WEIGHTS_LEFT_OUT));
    }

    @Test
    void quantizedEdgesAreCutWhereTheyAreNarrow() throws IOException {
        OnnxNetwork network = network("ort_qdq_with_multi_consumer_dq_nodes", "");
        assertEquals(
                List.of("UINT8", "UINT8", "FLOAT"),
                network.blocks().stream().map(OnnxBlock::outputType).toList());
        assertEquals(123_360, network.quantizedParameters());
        assertTrue(network.warnsOf(Kind.QUANTIZED_WEIGHTS));
        assertTrue(network.warnsOf(Kind.SEVERAL_OUTPUTS));
        double stored = read("ort_qdq_with_multi_consumer_dq_nodes").initializers().values().stream()
                .mapToDouble(OnnxTensorCount::elements)
                .sum();
        assertEquals(123_402, stored);
    }

    @Test
    void floatAndQuantizedFormsOfANetworkAgree() throws IOException {
        OnnxNetwork whole = network("emx_micro_kws_m_static_fp32", "");
        OnnxNetwork quantized = network("emx_micro_kws_m_static_qdq", "");
        for (int i = 0; i < whole.blocks().size(); i++) {
            assertEquals(whole.layers().get(i).macs(), quantized.layers().get(i).macs());
        }
        assertEquals(
                network("ort_mnist", "").layers().stream().map(l -> l.macs()).toList(),
                network("wonnx_opt_mnist", "").layers().stream()
                        .map(l -> l.macs())
                        .toList());
    }

    @Test
    void aMaskAtHandOnBothSidesOpensCutsInATransformer() throws IOException {
        OnnxModel model = read("ort_bert_toy_optimized");
        OnnxOptions options = OnnxOptions.DEFAULT.withDimension("max_seq_len_in_batch", 8);
        assertEquals(3, model.network(options).blocks().size());
        OnnxNetwork network = model.network(options.withBothSides("input_mask"));
        // Embeddings, five times attention and feed-forward part, the two heads with their pooler.
        assertEquals(12, network.blocks().size());
        assertEquals(model.network(options).macs(), network.macs());
    }

    @Test
    void bodiesOfSearchesCountOnce() throws IOException {
        OnnxNetwork network = network("ort_tiny_gpt2_beamsearch", "sequence_length=4");
        assertTrue(network.warnsOf(Kind.BODY_COUNTED_ONCE));
        assertTrue(network.parameters() > 64_000, network::toString);
        assertTrue(network.multiplyingNodes() >= 16, network::toString);
        assertEquals(Map.of(), network.unknownOperators());
    }

    @Test
    void whatIsOddIsSaid() throws IOException {
        OnnxNetwork stage = network("ort_test_training_model_0", "");
        assertEquals(Map.of("com.microsoft.Send", 1), stage.unknownOperators());
        assertTrue(stage.warnsOf(Kind.UNKNOWN_SHAPE));
        assertTrue(network("ort_pipeline_vectorize", "").warnsOf(Kind.NOT_A_TENSOR));
        assertEquals("MAP", read("ort_pipeline_vectorize").inputs().get(0).type());
        OnnxNetwork loops = network("burn_nested_if_loop_if_scan", "");
        assertTrue(loops.warnsOf(Kind.BODY_COUNTED_ONCE));
        assertTrue(loops.warnsOf(Kind.DEARER_BRANCH));
        assertTrue(network("burn_lstm_bidirectional", "").warnsOf(Kind.FIXED_BATCH));
        assertTrue(network("ort_test_LSTM.tanh.bidirectional", "").warnsOf(Kind.ASSUMED_SIZE));
        for (String file :
                List.of("qonnx_espcn_subpixel_quant", "ort_whisper_fp16_encoder_self_attention", "tract_qlstm_3-2-3")) {
            assertEquals(Map.of(), network(file, "").unknownOperators(), file);
        }
    }

    @Test
    void producersAreNamed() throws IOException {
        assertEquals(
                "tf2onnx 1.16.1 15c810", read("emx_micro_kws_m_static_fp32").producer());
        assertEquals("onnx.quantize 0.1.0", read("emx_micro_kws_m_qdq").producer());
        assertEquals("", read("burn_lstm_bidirectional").producer());
        assertEquals("CNTK 2.5.1", read("ort_mnist").producer());
    }

    private static OnnxNetwork network(String file, String dimension) throws IOException {
        OnnxOptions options = OnnxOptions.DEFAULT;
        if (!dimension.isEmpty()) {
            int split = dimension.indexOf('=');
            options = options.withDimension(
                    dimension.substring(0, split), Long.parseLong(dimension.substring(split + 1)));
        }
        return read(file).network(options);
    }

    private static OnnxModel read(String file) throws IOException {
        return OnnxModel.read(data(file));
    }

    private static Path data(String file) {
        String folder = System.getProperty("jqodi.data", "");
        assumeTrue(!folder.isEmpty(), "no files of other projects: set -Djqodi.data");
        Path path = Path.of(folder, "inputs", "onnx", file + ".onnx");
        assumeTrue(Files.exists(path), path + " is not there");
        return path;
    }
}
