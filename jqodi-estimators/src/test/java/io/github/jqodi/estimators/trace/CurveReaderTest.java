package io.github.jqodi.estimators.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.seeds.SeedGroup;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.text.TextFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveReaderTest {
    @Test
    void curvesMayNameTheSeedOfEachRun() throws IOException {
        var read = CurveReader.observations(in("run,bits,seed,epoch,loss", "a,4,1,1,0.7", "a,4,1,2,0.6"));
        assertEquals(List.of(), read.seeds());
        assertEquals(0.6, read.curves().get(0).minimum());
        var named = CurveReader.observations(
                in("run,bits,seed,epoch,trainLoss,loss2", "a,4,1,1,0.7,0.9", "a,4,1,2,0.6,0.8"),
                CurveColumns.DEFAULT.withLoss("loss2"),
                "file");
        assertEquals(OptionalDouble.of(4), named.curves().get(0).features().bits());
    }

    @Test
    void rowsMayStandInAnyOrderAndCarryFeatures() throws IOException {
        List<Curve> curves = CurveReader.curves(in(
                "\uFEFFepoch,loss,run,model,bits,dropEpochs,note",
                "2,0.5,\"a, b\",R,4,3;9,x",
                "1,1.5,\"a, b\",R,4,3;9,y",
                "1,nan,c,R,8,,",
                "2,1,c,R,8,,"));
        assertEquals(
                Curve.ofLosses("a, b", 1.5, 0.5)
                        .withFeatures(RunFeatures.NONE.withPair("R", 4).withDropEpochs(List.of(3, 9))),
                curves.get(0));
        assertEquals(2, curves.get(1).epoch(0));
    }

    @Test
    void learningRatesAreFeatures() throws IOException {
        Curve run = Curve.ofLosses("a", 2, 1).withFeatures(RunFeatures.NONE.withLearningRate(1e-3));
        assertEquals(List.of(run), CurveReader.curves(in("run,epoch,loss,learningRate", "a,1,2,1e-3", "a,2,1,1e-3")));
        assertEquals(List.of(run), CurveReader.curves(in("{\"run\":\"a\",\"losses\":[2,1],\"learningRate\":0.001}")));
        assertThrows(InvalidValueException.class, () -> RunFeatures.NONE.withLearningRate(0));
    }

    @Test
    void jsonLinesHoldEpochsOrWholeRuns() throws IOException {
        List<Curve> curves = CurveReader.curves(in(
                "{\"run\":\"a\",\"epoch\":1,\"loss\":2}",
                "",
                "{\"run\":\"b\",\"losses\":[3,NaN,1],\"bits\":4.5,\"model\":\"M\"}",
                "{\"run\":\"a\",\"epoch\":2,\"loss\":1}"));
        assertEquals(Curve.ofLosses("a", 2, 1), curves.get(0));
        assertEquals(OptionalInt.of(3), curves.get(1).firstAtOrBelow(1));
        assertEquals(OptionalDouble.of(4.5), curves.get(1).features().bits());
    }

    @Test
    void seedsMayNeverArrive() throws IOException {
        List<SeedRun> runs = CurveReader.seeds(in("run,target,seed,epochs", "a,0.5,1,7", "a,0.5,2,"));
        SeedGroup group = SeedRun.grouped(runs).get(0);
        assertEquals(new SeedGroup("a", "0.5", new int[] {7}, 1), group);
        List<SeedRun> traces = CurveReader.seeds(in(
                "dataset,network,batch_size,optimizer,learning_rate,run,target_metric,target_epoch",
                "d,n,8,sgd,1e-1,1,0.5,3",
                "d,n,8,sgd,1e-1,2,0.5,nan"));
        assertEquals("d/n/8/sgd/1e-1", traces.get(0).configuration());
        assertEquals(OptionalInt.empty(), traces.get(1).epochs());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                  | 1 | empty
            run,epoch                           | 1 | 'loss' is missing
            run,epoch,loss,loss                 | 1 | twice
            run,epoch,loss~a,1,x                | 2 | column loss: 'x' must be a number
            run,epoch,loss~a,1,1~a,one,1        | 3 | column epoch: 'one' must be a number
            run,epoch,loss~a,0,1                | 2 | must hold a finite one
            run,epoch,loss~a,-3,1               | 2 | column epoch
            run,epoch,loss~a,1,0x1p3            | 2 | column loss
            run,epoch,loss~a,1,-inf             | 2 | column loss
            run,epoch,loss~a,1,1~~a,1,2         | 4 | epoch 1 twice
            run,epoch,loss~a,1                  | 2 | 2 cells where the header has 3
            run,epoch,loss~,1,1                 | 2 | column run
            run,epoch,loss,bits~a,1,1,64        | 2 | bits
            run,epoch,loss,bits~a,1,1,4~a,2,1,8 | 3 | other features
            run,epoch,loss~a,1,nan              | 2 | must hold a finite one
            run,epoch,loss~a,99999999,1         | 2 | epoch 99999999 must be at most 1,000,000
            run,epoch,loss~a,1.5,1~a,1.5,2      | 3 | epoch 1.5 twice
            {"run":"a"}                         | 1 | field epoch
            {"run":"a","epoch":1,"loss":"x"}    | 1 | field loss
            {"run":"a","epoch":1,"lost":1}      | 1 | 'lost' is unknown
            {"run":"a","epoch":1,"epoch":1,"loss":1} | 1 | no JSON
            {"run":                             | 1 | no JSON
            """)
    void badCurvesEndInOneErrorThatNamesLineAndColumn(String text, long line, String words) {
        TextFormatException e = assertThrows(
                TextFormatException.class, () -> CurveReader.curves(in((text == null ? "" : text).replace('~', '\n'))));
        assertEquals(line, e.line(), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = {(byte) 0xff, (byte) 0xfe, 'a', 0, (byte) 0xc3};
        assertThrows(TextFormatException.class, () -> CurveReader.curves(new ByteArrayInputStream(bytes)));
    }

    @Test
    void targetsKeepTheirText() throws IOException {
        TargetRow row = CurveReader.targets(in("run,target", "a,0.50")).get(0);
        assertEquals("0.50", row.target());
        assertEquals(0.5, row.loss());
        assertThrows(
                TextFormatException.class,
                () -> CurveReader.targets(in("run,target", "a,x")).get(0).loss());
        assertThrows(TextFormatException.class, () -> CurveReader.targets(in("run,target", "a,")));
    }

    private static InputStream in(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
}
