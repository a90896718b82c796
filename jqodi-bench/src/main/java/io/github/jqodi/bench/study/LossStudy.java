package io.github.jqodi.bench.study;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.qat.QatData;
import io.github.jqodi.bench.study.CompressionErrors.HeldOut;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Estimates γ, γ^update and γ^run from real runs of quantization-aware fine-tuning of odd seeds and sets them beside those of even
 * ones: errors by bit-width and epoch, K by Equations 11 and 12 beside K of the curves, and K before the first epoch by what runs
 * at 8 bits say.
 *
 * <p>Run {@code java -cp jqodi-bench/target/benchmarks.jar io.github.jqodi.bench.study.LossStudy FOLDER}.
 */
@Command(
        description = "Estimates compression losses and gains from half of the seeds and measures them on the others.",
        mixinStandardHelpOptions = true)
public final class LossStudy implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(paramLabel = "FOLDER", description = "Holds qat/curves.csv, qat/gamma.csv and qat/update.csv.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    LossStudy(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the tables.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        Program.main(LossStudy::new, args);
    }

    @Override
    public Integer call() throws IOException {
        QatData data = QatData.read(folder.resolve("qat"));
        printCompressions(data);
        printGains(data);
        printEpochs(EquationEpochs.of(data));
        printTransfers(data);
        return Program.DONE;
    }

    private void printCompressions(QatData data) {
        out.println("| held out | bits | γ asked about | mean γ | error | error of zero | covered | margin |");
        out.println("| --- | --: | --: | --: | --: | --: | --: | --: |");
        for (HeldOut heldOut : HeldOut.values()) {
            for (CompressionErrors row : CompressionErrors.of(data, heldOut)) {
                print(
                        "| %s | %.0f | %d | %.4f | %.4f | %.4f | %.2f | %.4f |",
                        heldOut.name().toLowerCase(Locale.ROOT),
                        row.bits(),
                        row.count(),
                        row.meanChange(),
                        row.error(),
                        row.zeroError(),
                        row.covered(),
                        row.margin());
            }
        }
    }

    private void printGains(QatData data) {
        out.println();
        out.println("| change of the loss | asked about | mean | error | error of zero | covered | margin |");
        out.println("| --- | --: | --: | --: | --: | --: | --: |");
        for (List<GainErrors> rows :
                List.of(GainErrors.ofUpdates(data), GainErrors.ofRuns(data), GainErrors.ofLosses(data))) {
            for (GainErrors row : rows) {
                print(
                        "| %s | %d | %.4f | %.4f | %.4f | %.2f | %.4f |",
                        row.place(),
                        row.count(),
                        row.meanChange(),
                        row.error(),
                        row.zeroError(),
                        row.covered(),
                        row.margin());
            }
        }
    }

    private void printEpochs(List<EquationEpochs> rows) {
        out.println();
        out.println("| K of " + rows.size()
                + " targets of held out runs | finite | error in epochs | robust finite | kept |");
        out.println("| --- | --: | --: | --: | --: |");
        print(rows, "Equations 11 and 12", EquationEpochs::equation, EquationEpochs::equationRobust);
        print(rows, "past runs", EquationEpochs::direct, EquationEpochs::directRobust);
        print(rows, "gains made consistent", EquationEpochs::consistent, EquationEpochs::directRobust);
    }

    private void printTransfers(QatData data) {
        out.println();
        out.println(
                "| bits | K before the first epoch | asked | error in epochs | robust finite | kept | broken | Brier |");
        out.println("| --: | --- | --: | --: | --: | --: | --: | --: |");
        for (TransferErrors row : TransferErrors.of(data)) {
            print(
                    "| %.0f | %s | %d | %.2f | %.2f | %.2f | %.2f | %.3f |",
                    row.bits(),
                    row.way().name().toLowerCase(Locale.ROOT),
                    row.count(),
                    row.error(),
                    row.finite(),
                    row.kept(),
                    row.broken(),
                    row.brier());
        }
    }

    private void print(
            List<EquationEpochs> rows,
            String way,
            Function<EquationEpochs, OptionalInt> expected,
            Function<EquationEpochs, OptionalInt> robust) {
        print(
                "| %s | %.2f | %.2f | %.2f | %.2f |",
                way,
                EquationEpochs.share(rows, row -> expected.apply(row).isPresent()),
                EquationEpochs.error(rows, expected),
                EquationEpochs.share(rows, row -> robust.apply(row).isPresent()),
                EquationEpochs.kept(rows, robust));
    }

    private void print(String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
    }

    @Override
    public String toString() {
        return "study of losses in " + folder;
    }
}
