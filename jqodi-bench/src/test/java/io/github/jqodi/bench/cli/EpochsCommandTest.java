package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jqodi.estimate.EpochEstimate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochsCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void predictionsStandInTheOrderOfTheTargets() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\n" + run("\"b, x\"", 0.2, 6) + run("a", 0.1, 6));
        String targets = file("targets.csv", "run,target\na,0.50\n\"b, x\",0.55\na,2\na,-1\n");
        String history = history();
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets, "--history", history), err());
        List<String> lines = out().lines().toList();
        assertEquals("run,target,expected,robust,never", lines.get(0));
        assertTrue(lines.get(1).startsWith("a,0.50,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("\"b, x\",0.55,"), lines.get(2));
        assertEquals("a,2,1,1,0.0000", lines.get(3));
        assertEquals("a,-1,,,1.0000", lines.get(4));
        assertTrue(err().contains("20 past runs of 20 epochs, 6 epochs seen"), err());
        String first = out();
        out.reset();
        jqodi("epochs", "--observed", observed, "--targets", targets, "--history", history);
        assertEquals(first, out());
    }

    @Test
    void withoutHistoryTheRunAloneIsContinued() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\n" + run("a", 0.1, 8));
        String targets = file("targets.csv", "run,target\na,0.40\n");
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets), err());
        int expected = Integer.parseInt(out().lines().toList().get(1).split(",", -1)[2]);
        assertTrue(expected > 8 && expected < 20, out());
    }

    @Test
    void otherSeedsAreMatchedByRunAndTarget() throws IOException {
        String observed = file("observed.csv", """
                run,target,seed,epochs
                c#1,0.6,2,20
                c#1,0.6,3,22
                c#1,0.6,4,21
                c#1,0.7,2,
                c#1,0.7,3,
                c#1,0.7,4,40
                """);
        String targets = file("targets.csv", "run,target\nc#1,0.60\nc#1,0.7\n");
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets), err());
        List<String> lines = out().lines().toList();
        assertTrue(lines.get(1).startsWith("c#1,0.60,21,"), lines.get(1));
        String[] second = lines.get(2).split(",", -1);
        assertEquals("", second[3]);
        assertTrue(Double.parseDouble(second[4]) > 0.5, lines.get(2));
    }

    @Test
    void targetsAreComparedAsNumbers() throws IOException {
        String observed =
                file("observed.csv", "run,target,seed,epochs\na,0.25,1,30\na,0.250,2,34\na,2.5e-1,3,32\na,.25,4,36\n");
        String targets = file("targets.csv", "run,target\na,0.25\na,0.2500\n");
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets), err());
        List<String> lines = out().lines().toList();
        assertTrue(lines.get(1).startsWith("a,0.25,33,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("a,0.2500,33,"), lines.get(2));
        assertTrue(err().contains("4 other seeds"), err());
    }

    @Test
    void columnsAreNamedAndAccuraciesMaximized() throws IOException {
        String observed = file("night.csv", "trial;it;acc\na;1;0.25\na;2;0.5\na;3;0.75\n");
        String targets = file("targets.csv", "trial,target\na,0.50\na,0.75\n");
        String[] asked = {
            "epochs",
            "--observed",
            observed,
            "--targets",
            targets,
            "--run-column",
            "trial",
            "--epoch-column",
            "it",
            "--loss-column",
            "acc",
            "--maximize"
        };
        assertEquals(0, jqodi(asked), err());
        assertEquals("run,target,expected,robust,never\na,0.50,2,2,0.0000\na,0.75,3,3,0.0000\n", out());
    }

    @Test
    void filesOfOneRunAreNamedAndReadAsOne() throws IOException {
        String first = file("one.csv", "epoch,loss,val_loss\n0,2,1.5\n1,1,0.5\n");
        String second = file("two.csv", "epoch,loss,val_loss\n0,2,0.25\n1,1,0.75\n");
        String targets = file("targets.csv", "run,target\none,0.5\ntwo,0.5\n");
        assertEquals(
                0,
                jqodi("epochs", "--observed", first, second, "--targets", targets, "--loss-column", "val_loss"),
                err());
        assertEquals("run,target,expected,robust,never\none,0.5,2,2,0.0000\ntwo,0.5,1,1,0.0000\n", out());
        assertTrue(err().contains(first + ": epochs count from 0"), err());
        assertEquals(65, jqodi("epochs", "--observed", first, first, "--targets", targets));
        assertTrue(err().contains("run 'one' is in " + first + " as well"), err());
    }

    @Test
    void aDipDoesNotCountWithPatience() throws IOException {
        String observed = file("dip.csv", "epoch,loss\n1,9\n2,1\n3,8\n4,2\n5,1.5\n6,1\n");
        String targets = file("targets.csv", "run,target\ndip,2\n");
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets), err());
        assertTrue(out().endsWith("dip,2,2,2,0.0000\n"), out());
        out.reset();
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets, "--patience", "3"), err());
        assertTrue(out().endsWith("dip,2,4,4,0.0000\n"), out());
        assertEquals(64, jqodi("epochs", "--observed", observed, "--targets", targets, "--patience", "0"));
        assertTrue(err().contains("--patience"), err());
    }

    @Test
    void probabilitiesMakeTheEpochsOfAnEstimate() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\n" + run("a", 0.1, 8));
        String targets = file("targets.csv", "run,target\na,0.40\na,-9\n");
        String[] asked = {"epochs", "--observed", observed, "--targets", targets, "--pmf"};
        assertEquals(0, jqodi(asked), err());
        String csv = out();
        String[] cells = csv.lines().toList().get(1).split(",", -1);
        assertTrue(csv.startsWith("run,target,expected,robust,never,pmf\n"), csv);
        out.reset();
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets, "--pmf", "--format", "json"));
        JsonNode forecast = JsonMapper.builder().build().readTree(out()).path(0);
        double sum = forecast.path("never").asDouble();
        for (JsonNode mass : forecast.path("pmf")) {
            sum += mass.asDouble();
        }
        assertEquals(1, sum, 1e-9);
        assertEquals(cells[5].split(";").length, forecast.path("pmf").size());
        assertEquals(Integer.parseInt(cells[2]), forecast.path("expected").asInt());
        assertEquals(0.4, forecast.path("target").asDouble());
        JsonNode never = JsonMapper.builder().build().readTree(out()).path(1);
        assertTrue(
                !never.has("expected")
                        && !never.has("robust")
                        && never.path("never").asDouble() == 1,
                out());
    }

    @Test
    void lateIsToldFromNeverAndEachRowSaysWhatItRestedOn() throws IOException {
        StringBuilder past = new StringBuilder("run,epoch,loss\n");
        for (int i = 0; i < 12; i++) {
            past.append(run("past" + i, 0.1 + 0.01 * i, 20));
        }
        String history = file("history.csv", past.toString());
        String observed = file("observed.csv", "run,epoch,loss\n" + run("a", 0.15, 8));
        String targets = file("targets.csv", "run,target\na,0.9\na,0.25\n");
        String[] asked = {"epochs", "--observed", observed, "--targets", targets, "--history", history};
        assertEquals(0, jqodi(with(asked, "--horizon", "--basis")), err());
        List<String> lines = out().lines().toList();
        assertEquals("run,target,expected,robust,never,horizon,notByHorizon,basis", lines.get(0));
        assertTrue(lines.get(1).endsWith(",0.0000,,,observed"), out());
        String[] cells = lines.get(2).split(",", 8);
        assertEquals("20", cells[5]);
        assertTrue(Double.parseDouble(cells[6]) >= Double.parseDouble(cells[4]), out());
        assertTrue(cells[7].contains("12 past runs of 20 epochs"), out());
        out.reset();
        assertEquals(0, jqodi(with(asked, "--horizon", "9")), err());
        assertTrue(out().startsWith("run,target,expected,robust,never,horizon,notByHorizon\n"), out());
        assertEquals("9", out().lines().toList().get(2).split(",", -1)[5]);
        out.reset();
        assertEquals(0, jqodi(with(asked, "--format", "json")), err());
        JsonNode row = JsonMapper.builder().build().readTree(out()).path(1);
        assertEquals(20, row.path("horizon").asInt());
        assertTrue(row.path("notByHorizon").asDouble() >= row.path("never").asDouble(), out());
        assertEquals(cells[7].replace("\"", ""), row.path("basis").asText());
        assertEquals(64, jqodi(with(asked, "--horizon", "0")));
        assertTrue(err().contains("--horizon must be from 1"), err());
        assertEquals(64, jqodi(with(asked, "--horizon", "-1")));
        assertTrue(err().contains("--horizon must be from 1"), err());
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    /** CSV cells make the epochs of an estimate too: the last row is 1 as a sum, to the digits that are read. */
    @Test
    void probabilitiesAndNeverSumToOneInTablesToo() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\n" + run("a", 0.1, 8));
        String targets = file("targets.csv", "run,target\na,0.40\na,0.2\na,-9\n");
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets, "--pmf"), err());
        for (String line : out().lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            List<Double> pmf = cells[5].isEmpty()
                    ? List.of()
                    : Arrays.stream(cells[5].split(";")).map(Double::valueOf).toList();
            assertDoesNotThrow(() -> EpochEstimate.pmf(pmf, Double.parseDouble(cells[4])), line);
        }
    }

    /** Runs of model m at 8 bits reach 0.5 in epochs 2, 3 and 4, one at 4 bits in epoch 3. */
    private String pastRuns() throws IOException {
        return file("past.csv", """
                run,epoch,loss,model,bits
                a,1,0.9,m,8
                a,2,0.5,m,8
                a,3,0.45,m,8
                a,4,0.4,m,8
                a,5,0.35,m,8
                b,1,0.9,m,8
                b,2,0.7,m,8
                b,3,0.5,m,8
                b,4,0.45,m,8
                b,5,0.4,m,8
                c,1,0.9,m,8
                c,2,0.8,m,8
                c,3,0.7,m,8
                c,4,0.5,m,8
                c,5,0.45,m,8
                d,1,0.9,m,4
                d,2,0.7,m,4
                d,3,0.5,m,4
                d,4,0.45,m,4
                d,5,0.4,m,4
                """);
    }

    @Test
    void runsThatHaveNotBegunArePredictedFromPastRunsAlike() throws IOException {
        String targets = file("targets.csv", "run,target\nnew,0.5\nnew,0.3\n");
        String[] asked = {"epochs", "--history", pastRuns(), "--targets", targets, "--pmf", "--format", "json"};
        assertEquals(0, jqodi(asked), err());
        JsonNode rows = JsonMapper.builder().build().readTree(out());
        assertEquals(3, rows.get(0).path("expected").asInt());
        assertEquals(5, rows.get(0).path("robust").asInt());
        // Four of nine equally likely further runs lie above 0.5 where one of these just reaches it, and reach it an
        // epoch later.
        double[] pmf = {0, 5 / 36.0, 14 / 36.0, 13 / 36.0, 4 / 36.0};
        for (int i = 0; i < pmf.length; i++) {
            assertEquals(pmf[i], rows.get(0).path("pmf").get(i).asDouble(), 1e-9);
        }
        // None gets to 0.3 in its epochs; three quarters would as they go on, of which four tenths are believed.
        assertEquals(0.7, rows.get(1).path("never").asDouble(), 1e-9);
        assertEquals(1, rows.get(1).path("notByHorizon").asDouble(), 1e-9);
        assertTrue(err().contains("4 past runs, with the spread of a further one, before the first epoch"), err());
        assertTrue(
                err().contains("4 past runs, none at the target by the end, at most epoch 5, with the spread"), err());
    }

    @Test
    void bitsOfARunThatHasNotBegunDecideWhatItIsPredictedFrom() throws IOException {
        String targets = file("targets.csv", "run,target,model,bits\nwide,0.5,m,8\nnarrow,0.5,,2\nother,0.5,n,8\n");
        assertEquals(
                0, jqodi("epochs", "--history", pastRuns(), "--targets", targets, "--pmf", "--format", "json"), err());
        JsonNode rows = JsonMapper.builder().build().readTree(out());
        assertEquals(3, rows.get(0).path("expected").asInt());
        assertTrue(rows.get(0).path("never").asDouble() < 0.1, out());
        assertTrue(rows.get(1).path("notByHorizon").asDouble() > 0.1, out());
        for (JsonNode row : rows) {
            List<Double> pmf = new ArrayList<>();
            row.path("pmf").forEach(mass -> pmf.add(mass.asDouble()));
            assertDoesNotThrow(() -> EpochEstimate.pmf(pmf, row.path("never").asDouble()), out());
        }
        assertTrue(err().contains("prior by bits: 3 runs at 8 bits, with the spread of a further one"), err());
        assertTrue(err().contains("prior by bits: 1 run at 4 bits carried over to 2"), err());
        assertTrue(
                err().contains("prior by bits: 3 runs at 8 bits of other models, with the spread of a further one"),
                err());
    }

    @Test
    void begunAndUnbegunRunsStandSideBySide() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\nbegun,1,0.9\nbegun,2,0.5\n");
        String targets = file("targets.csv", "run,target,bits\nnew,0.5,8\nbegun,0.5,\n");
        assertEquals(0, jqodi("epochs", "--observed", observed, "--history", pastRuns(), "--targets", targets), err());
        assertEquals("run,target,expected,robust,never\nnew,0.5,3,5,0.0000\nbegun,0.5,2,2,0.0000\n", out());
    }

    @Test
    void whatCannotBePredictedBeforeTheFirstEpochIsTold() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\nbegun,1,0.9\nbegun,2,0.5\n");
        String named = file("named.csv", "run,target\nnew,0.5\n");
        assertEquals(65, jqodi("epochs", "--observed", observed, "--history", pastRuns(), "--targets", named));
        assertTrue(
                err().contains("nothing of run 'new' to target 0.5 is in " + observed
                        + "; if it has not begun, say its bits there"),
                err());
        String wide = file("wide.csv", "run,target,bits\nnew,0.5,8\n");
        assertEquals(65, jqodi("epochs", "--observed", observed, "--targets", wide));
        assertTrue(
                err().contains("wide.csv: line 2: run 'new' has not begun, and no past run says anything of it"),
                err());
        String far = file("far.csv", "run,target,bits\nnew,0.5,64\n");
        assertEquals(65, jqodi("epochs", "--history", pastRuns(), "--targets", far));
        assertTrue(err().contains("far.csv: line 2: bits (64) must be above 0 and at most 32"), err());
        String two = file("two.csv", "run,epoch,loss,model,bits\na,1,0.5,m,8\nb,1,0.5,n,8\n");
        assertEquals(65, jqodi("epochs", "--history", two, "--targets", wide));
        assertTrue(err().contains("model ((missing)) must stand beside the bits"), err());
        String seeds = file("seeds.csv", "run,target,seed,epochs\na,0.5,1,3\n");
        assertEquals(65, jqodi("epochs", "--history", seeds, "--targets", wide));
        assertTrue(err().contains("must hold curves"), err());
        assertEquals(64, jqodi("epochs", "--targets", wide));
        assertTrue(err().contains("--observed") && err().contains("--history"), err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x1p-1", "0.5f", "1d", "NaN", "Infinity"})
    void targetsThatAreNoDecimalNumbersAreBadInput(String target) throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\n" + run("a", 0.1, 8));
        String targets = file("targets.csv", "run,target\na," + target + "\n");
        assertEquals(65, jqodi("epochs", "--observed", observed, "--targets", targets));
        assertEquals(
                targets + ": line 2: column target: '" + target + "' must be a finite number, as in 0.25 or 2.5e-1\n",
                err());
        assertEquals("", out());
    }

    @Test
    void namesThatASpreadsheetWouldRunAreQuotedAndControlCharactersShown() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\n" + run("=1+1", 0.1, 8) + run("-5", 0.1, 8));
        String targets = file("targets.csv", "run,target\n=1+1,2\n-5,2\n");
        assertEquals(0, jqodi("epochs", "--observed", observed, "--targets", targets), err());
        assertEquals("run,target,expected,robust,never\n\"'=1+1\",2,1,1,0.0000\n-5,2,1,1,0.0000\n", out());
        String unknown = file("unknown.csv", "run,target\n\u001b[31mred,2\n");
        assertEquals(65, jqodi("epochs", "--observed", observed, "--targets", unknown));
        assertTrue(err().contains("\\u001b[31mred") && err().indexOf('\u001b') < 0, err());
    }

    @Test
    void badInputAndBadUsageAreToldApart() throws IOException {
        String observed = file("observed.csv", "run,epoch,loss\n" + run("a", 0.1, 8));
        String targets = file("targets.csv", "run,target\nz,0.40\n");
        assertEquals(65, jqodi("epochs", "--observed", observed, "--targets", targets));
        assertTrue(err().contains("line 2") && err().contains("'z'"), err());
        assertEquals(
                65,
                jqodi(
                        "epochs",
                        "--observed",
                        observed,
                        "--targets",
                        folder.resolve("no").toString()));
        assertEquals(65, jqodi("epochs", "--observed", targets, "--targets", targets));
        String good = file("good.csv", "run,target\na,0.40\n");
        assertEquals(64, jqodi("epochs", "--observed", observed, "--targets", good, "--estimator", "x"));
        assertTrue(err().contains("must be one of default, history"), err());
        assertEquals(64, jqodi("epochs", "--observed", observed, "--targets", good, "--confidence", "1"));
        assertEquals(65, jqodi("epochs", "--observed", observed, "--targets", good, "--estimator", "history"));
        assertEquals(64, jqodi("epochs", "--targets", good));
        assertEquals(64, jqodi("evaluate", "--curves", observed, "--limit", "0"));
        assertTrue(err().contains("--limit must be at least 1, not 0"), err());
    }

    @Test
    void evaluationComesAsTableAndCsvAndJson() throws IOException {
        String curves = history();
        assertEquals(0, jqodi("evaluate", "--curves", curves, "--fraction", "0.3", "--limit", "4"), err());
        assertTrue(out().contains("pinball90") && out().contains("history"), out());
        assertFalse(err().contains("evaluate"), "progress without a terminal: " + err());
        out.reset();
        assertEquals(0, jqodi("evaluate", "--curves", curves, "--estimator", "last,trend", "--format", "csv"), err());
        List<String> lines = out().lines().toList();
        assertEquals(
                "seen,estimator,questions,mae,rnd_mae,coverage,kept,finite,sharpness,pinball50,pinball90,broken,detected,brier,auc,coverage_all",
                lines.get(0));
        assertEquals(5, lines.size());
        assertTrue(lines.get(1).startsWith("0.2,last,"), lines.get(1));
        out.reset();
        assertEquals(0, jqodi("evaluate", "--curves", curves, "--estimator", "last", "--format", "json"), err());
        JsonNode rows = new JsonMapper().readTree(out());
        assertEquals(2, rows.size());
        assertTrue(rows.get(0).get("sharpness").isNull());
        assertEquals(1, rows.get(0).get("coverage").asDouble());
        assertEquals(0, jqodi("evaluate", "--curves", curves, "--estimator", "last,lstm"), err());
        assertEquals(
                1, err().lines().filter(line -> line.contains("lstm left out")).count(), err());
        assertEquals(65, jqodi("evaluate", "--curves", file("short.csv", "run,epoch,loss\n" + run("a", 0.1, 5))));
        assertEquals(64, jqodi("evaluate", "--curves", curves, "--fraction", "1.5"));
    }

    @Test
    void estimatorsAreListed() {
        assertEquals(0, jqodi("estimators"));
        assertTrue(out().contains("default") && out().contains("history") && out().contains("seeds"), out());
    }

    private String history() throws IOException {
        StringBuilder text = new StringBuilder("run,epoch,loss\n");
        for (int r = 0; r < 20; r++) {
            text.append(run("h" + r, 0.05 + 0.01 * r, 20));
        }
        return file("history.csv", text.toString());
    }

    private static String run(String name, double floor, int epochs) {
        StringBuilder text = new StringBuilder();
        for (int k = 1; k <= epochs; k++) {
            double loss = floor + Math.pow(k, -0.5) + 0.002 * (k * 7 % 5);
            text.append(String.format(Locale.ROOT, "%s,%d,%.5f%n", name, k, loss));
        }
        return text.toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int jqodi(String... args) {
        err.reset();
        return Main.run(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
