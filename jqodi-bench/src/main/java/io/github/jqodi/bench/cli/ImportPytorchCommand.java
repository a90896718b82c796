package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.summary.FlopCounts;
import io.github.jqodi.estimators.summary.FlopMeaning;
import io.github.jqodi.estimators.summary.GraphJson;
import io.github.jqodi.estimators.summary.ModelSummary;
import io.github.jqodi.estimators.summary.ModelSummary.Blocks;
import io.github.jqodi.estimators.summary.ModelTables;
import io.github.jqodi.estimators.summary.ModuleCsv;
import io.github.jqodi.estimators.summary.TorchinfoText;
import io.github.jqodi.json.ScenarioPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jqodi import pytorch}. */
@Command(
        name = "pytorch",
        description = "Prints a model as PyTorch tools sum it up: blocks with MACs, parameters and outputs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "FILE is one of these, told by what it holds.",
            "- What torchinfo prints: print(torchinfo.summary(model, input_size=(1, 3, 224, 224), depth=4)).",
            "- A CSV with the columns module,macs,parameters,output_shape, modules named as model.named_modules() does; --flops says what a column of FLOPs counts. FlopCounterMode of PyTorch counts operations, two a multiply-add.",
            "- What fvcore prints: print(dict(FlopCountAnalysis(model, x).by_module())) or flop_count_table(...). It calls multiply-adds flops.",
            "- Markdown tables of models with MACs, as of ptflops and onnx-tool; each model is one block.",
            "- A graph of nn-Meter in JSON.",
            "",
            "Leaves are counted once and brought to one sample. Cuts are allowed after every block; whether one tensor crosses there a summary does not tell, so choose --depth such that branches stay inside of blocks, or import the model from ONNX, which tells."
        })
final class ImportPytorchCommand implements Callable<Integer> {
    private static final int WANTED_BLOCKS = 5;

    private final Streams streams;
    private final ImportSource source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The summary, or - for standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Name to give; of a file of several models, the one to take.")
    private @Nullable String model;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How deep modules are opened. Default: the least that gives " + WANTED_BLOCKS + " blocks.")
    private @Nullable Integer depth;

    @Option(
            names = "--table",
            paramLabel = "N",
            description = "Of a file of several tables, from 1. Default: the first.")
    private @Nullable Integer table;

    @Option(names = "--batch-size", paramLabel = "N", description = "Of the summary. Default: what its shapes tell.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--flops",
            paramLabel = "WHAT",
            description = "What a column of FLOPs of a CSV counts: multiply-adds or operations.")
    private @Nullable String flops;

    @Mixin
    private final SeparatorOption separator = new SeparatorOption();

    ImportPytorchCommand(Streams streams) {
        this.streams = streams;
        source = new ImportSource(streams);
    }

    @Override
    public Integer call() {
        check(new Usage(spec));
        Optional<FlopMeaning> meaning = meaning();
        char sign = separator.sign();
        List<ModelSummary> summaries = source.read(file, (start, in) -> read(start, in, meaning, sign));
        Optional<ModelSummary> chosen = chosen(summaries);
        if (chosen.isEmpty()) {
            list(summaries);
            return ExitStatus.DONE;
        }
        ModelSummary summary = batchSize == null ? chosen.get() : chosen.get().withBatchSize(batchSize);
        int opened = depth == null ? summary.depthOf(WANTED_BLOCKS) : depth;
        Blocks blocks = ImportSource.made(file, () -> summary.blocks(opened));
        source.print(file, ImportSource.made(file, () -> part(summary, blocks)), notes(summaries, blocks, opened));
        return ExitStatus.DONE;
    }

    private ScenarioPart part(ModelSummary summary, Blocks blocks) {
        List<Integer> cuts = IntStream.range(1, blocks.layers().size()).boxed().toList();
        return ScenarioPart.EMPTY.withModel(model == null ? summary.name() : model, blocks.layers(), cuts);
    }

    private void check(Usage usage) {
        usage.check(model, value -> Check.name("--model", value));
        usage.check(depth, value -> Check.between("--depth", value, 1, Integer.MAX_VALUE));
        usage.check(batchSize, value -> Check.between("--batch-size", value, 1, Integer.MAX_VALUE));
    }

    private Optional<FlopMeaning> meaning() {
        if (flops == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (flops) {
                    case "multiply-adds" -> FlopMeaning.MULTIPLY_ADDS;
                    case "operations" -> FlopMeaning.OPERATIONS;
                    default ->
                        throw new ParameterException(
                                spec.commandLine(), "--flops must be multiply-adds or operations, not '" + flops + "'");
                });
    }

    private List<ModelSummary> read(String start, InputStream in, Optional<FlopMeaning> meaning, char sign)
            throws IOException {
        String name = ImportSource.stem(file);
        if (TorchinfoText.recognises(start)) {
            return TorchinfoText.read(in);
        }
        if (FlopCounts.recognises(start)) {
            return List.of(FlopCounts.read(in, name));
        }
        if (start.stripLeading().startsWith("{")) {
            return List.of(GraphJson.read(in, name));
        }
        return ModelTables.recognises(start) ? ModelTables.read(in) : List.of(ModuleCsv.read(in, sign, meaning, name));
    }

    /** The one of the table asked for, or of the name, or the only one. */
    private Optional<ModelSummary> chosen(List<ModelSummary> summaries) {
        if (table != null) {
            if (table < 1 || table > summaries.size()) {
                throw new ParameterException(
                        spec.commandLine(), "--table must be from 1 to " + summaries.size() + ", not " + table);
            }
            return Optional.of(summaries.get(table - 1));
        }
        List<String> names =
                summaries.stream().map(ModelSummary::name).distinct().toList();
        if (names.size() == 1) {
            return Optional.of(summaries.get(0));
        }
        if (model != null && !names.contains(model)) {
            throw new BadInputException(file + ": holds no model '" + model + "'. "
                    + KnownNames.of(names).advice(model));
        }
        return summaries.stream()
                .filter(summary -> summary.name().equals(model))
                .findFirst();
    }

    private static List<String> notes(List<ModelSummary> summaries, Blocks blocks, int opened) {
        List<String> notes = new ArrayList<>();
        notes.add(
                Text.count(blocks.layers().size(), "block") + " at depth " + opened + ": " + Text.number(blocks.macs())
                        + " MACs and " + Text.number(blocks.parameters()) + " parameters for one sample.");
        if (summaries.size() > 1) {
            notes.add("One of " + summaries.size() + " tables or models of the file.");
        }
        notes.addAll(blocks.notes());
        return notes;
    }

    private void list(List<ModelSummary> summaries) {
        TextTable table = new TextTable(">table", "model", ">MACs", ">parameters");
        for (int i = 0; i < summaries.size(); i++) {
            ModelSummary summary = summaries.get(i);
            Blocks blocks = ImportSource.made(file, () -> summary.blocks(1));
            table.row(
                    String.format(Locale.ROOT, "%d", i + 1),
                    summary.name(),
                    Text.number(blocks.macs()),
                    Text.number(blocks.parameters()));
        }
        streams.out().print(table);
    }
}
