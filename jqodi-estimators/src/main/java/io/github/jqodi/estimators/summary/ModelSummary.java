package io.github.jqodi.estimators.summary;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A model as a list of its modules, depth first, and the totals that are printed below.
 *
 * @param name of the model
 * @param rows the model itself first, where the tool lists it
 * @param batchSize samples of the pass that was summed up
 * @param printedParameters as the tool adds them up; empty if it does not
 * @param printedMacs of the whole batch, as the tool adds them up; empty if it does not
 * @param notes what was noticed in reading, one sentence each
 */
public record ModelSummary(
        String name,
        List<ModuleRow> rows,
        long batchSize,
        OptionalDouble printedParameters,
        OptionalDouble printedMacs,
        List<String> notes) {
    /**
     * Copies the lists.
     *
     * @param name not blank
     * @param rows at least one
     * @param batchSize at least 1
     * @param printedParameters as the tool adds them up
     * @param printedMacs of the whole batch
     * @param notes one sentence each
     */
    public ModelSummary {
        Check.name("name", name);
        rows = List.copyOf(rows);
        Check.that(!rows.isEmpty(), "rows", "[]", "must hold a module");
        Check.that(batchSize >= 1, "batchSize", batchSize, "must be at least 1");
        notes = List.copyOf(notes);
    }

    /**
     * The same of a pass over another number of samples.
     *
     * @param samples that the pass was made over
     * @return a copy
     */
    public ModelSummary withBatchSize(long samples) {
        return new ModelSummary(name, rows, samples, printedParameters, printedMacs, notes);
    }

    /**
     * Blocks to cut between.
     *
     * @param layers blocks in order, per sample
     * @param notes what was assumed, one sentence each
     */
    public record Blocks(List<Layer> layers, List<String> notes) {
        /**
         * Copies the lists.
         *
         * @param layers in order
         * @param notes one sentence each
         */
        public Blocks {
            layers = List.copyOf(layers);
            notes = List.copyOf(notes);
        }

        /**
         * {@return the multiply-adds of all blocks for one sample}
         */
        public double macs() {
            return layers.stream().mapToDouble(Layer::macs).sum();
        }

        /**
         * {@return the parameters of all blocks}
         */
        public double parameters() {
            return layers.stream().mapToDouble(Layer::parameters).sum();
        }
    }

    /**
     * The modules down to a depth as blocks: leaves are counted once, those that run again with their work but without parameters,
     * and everything is brought to one sample. A module that has no output of its own,
     * where others have one, is opened.
     *
     * @param depth at least 1
     * @return the blocks, with the notes of the summary and those of counting
     */
    public Blocks blocks(int depth) {
        Check.between("depth", depth, 1, Integer.MAX_VALUE);
        return new BlockCount(this, depth).blocks();
    }

    /**
     * The modules at the smallest depth that gives a planner some choice.
     *
     * @param least blocks wanted
     * @return the first depth with as many, or the one with most
     */
    public int depthOf(int least) {
        int deepest = rows.stream().mapToInt(ModuleRow::depth).max().orElse(1);
        int best = 1;
        int most = blocks(1).layers().size();
        for (int depth = 2; depth <= deepest && most < least; depth++) {
            int count = blocks(depth).layers().size();
            if (count > most) {
                best = depth;
                most = count;
            }
        }
        return best;
    }

    /** Goes through the rows once. */
    private static final class BlockCount {
        private static final double ROUNDING = 0.01;

        private final ModelSummary summary;
        private final int depth;
        private final List<ModuleRow> rows;
        private final boolean hasShapes;
        private final List<Block> blocks = new ArrayList<>();
        private final Map<String, Double> parametersOfKind = new LinkedHashMap<>();
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private final List<String> hidden = new ArrayList<>();
        private final List<String> unknown = new ArrayList<>();
        private final List<String> transposed = new ArrayList<>();
        private @Nullable Block current;
        private double unused;

        BlockCount(ModelSummary summary, int depth) {
            this.summary = summary;
            this.depth = depth;
            this.rows = summary.rows();
            this.hasShapes = rows.stream().anyMatch(row -> !row.outputShape().isEmpty());
        }

        Blocks blocks() {
            for (int i = 0; i < rows.size(); i++) {
                take(i);
            }
            List<Layer> layers = blocks.stream().map(block -> block.layer(this)).toList();
            List<String> notes = new ArrayList<>(summary.notes());
            notes.addAll(assumptions());
            notes.addAll(totals(layers));
            return new Blocks(layers, notes);
        }

        private void take(int index) {
            ModuleRow row = rows.get(index);
            boolean leaf = isLeaf(index);
            boolean own = current == null || row.depth() <= current.row.depth();
            if (!leaf
                    && own
                    && (row.depth() < depth || (hasShapes && row.outputShape().isEmpty()))) {
                unused += row.parameters().orElse(0);
                current = null;
                return;
            }
            if (own) {
                current = new Block(row);
                blocks.add(current);
            }
            add(Objects.requireNonNull(current), row, leaf);
        }

        private boolean isLeaf(int index) {
            return index + 1 == rows.size()
                    || rows.get(index + 1).depth() <= rows.get(index).depth();
        }

        private void add(Block block, ModuleRow row, boolean leaf) {
            double parameters = row.repeated() && leaf
                    ? repeatedParameters(row)
                    : row.parameters().orElse(0);
            if (!row.repeated()) {
                block.parameters += parameters;
                block.trained += row.frozen() ? 0 : parameters;
                if (leaf) {
                    parametersOfKind.putIfAbsent(kind(row), parameters);
                }
            }
            if (!leaf) {
                return;
            }
            block.activations += ModuleWork.outputElements(row, summary.batchSize());
            block.macs += macs(row, parameters);
        }

        private double macs(ModuleRow row, double parameters) {
            if (row.type().isEmpty() || row.outputShape().isEmpty()) {
                return row.macs().orElse(0) / summary.batchSize();
            }
            if (parameters > 0 && ModuleWork.isWithout(row.type())) {
                return 0;
            }
            if (parameters > 0 && !isPlain(row.type())) {
                hidden.add(row.name());
            }
            if (parameters > 0 && row.type().contains("ConvTranspose")) {
                transposed.add(row.name());
            }
            return ModuleWork.macs(row, parameters, summary.batchSize());
        }

        /** Whether a type is a layer, not a container whose inside the depth of the summary hides. */
        private static boolean isPlain(String type) {
            return List.of("Conv", "Linear", "LSTM", "GRU", "RNN", "Bilinear").stream()
                            .anyMatch(type::contains)
                    && !type.contains("Block")
                    && !type.contains("Basic");
        }

        private static String kind(ModuleRow row) {
            return row.type() + row.outputShape();
        }

        private double repeatedParameters(ModuleRow row) {
            Double known = parametersOfKind.get(kind(row));
            if (known == null && !row.outputShape().isEmpty()) {
                unknown.add(row.name());
            }
            return known == null ? 0 : known;
        }

        private List<String> assumptions() {
            List<String> notes = new ArrayList<>();
            if (summary.batchSize() > 1) {
                notes.add("The summary is of a batch of " + summary.batchSize() + "; the blocks are of one sample.");
            }
            if (unused > 0) {
                notes.add(Text.number(unused)
                        + " parameters stand in modules around the blocks, or did not run; they are in no block.");
            }
            if (!hidden.isEmpty()) {
                notes.add("The insides of " + some(hidden)
                        + " are not shown: their MACs are parameters times positions of their output. Print more depth to have"
                        + " them counted.");
            }
            if (!transposed.isEmpty()) {
                notes.add("The MACs of " + some(transposed)
                        + " are parameters times positions of their output, as torchinfo counts; a transposed"
                        + " convolution computes at those of its input, which are fewer by its strides.");
            }
            if (!unknown.isEmpty()) {
                notes.add("Of " + some(unknown)
                        + ", which run again, the parameters are not printed; their MACs are taken as 0.");
            }
            return notes;
        }

        private static String some(List<String> names) {
            return String.join(", ", names.subList(0, Math.min(3, names.size())))
                    + (names.size() > 3 ? " and " + (names.size() - 3) + " more" : "");
        }

        private List<String> totals(List<Layer> layers) {
            List<String> notes = new ArrayList<>();
            double parameters =
                    unused + layers.stream().mapToDouble(Layer::parameters).sum();
            summary.printedParameters().ifPresent(printed -> {
                if (Math.abs(printed - parameters) > ROUNDING * printed) {
                    notes.add("The summary says " + Text.number(printed) + " parameters, its rows add up to "
                            + Text.number(parameters) + ".");
                }
            });
            double macs = layers.stream().mapToDouble(Layer::macs).sum();
            summary.printedMacs().ifPresent(printed -> {
                if (Math.abs(printed - macs * summary.batchSize()) > ROUNDING * printed) {
                    notes.add("The summary says " + Text.number(printed) + " multiply-adds for a batch of "
                            + summary.batchSize() + "; counted here are "
                            + Text.number(macs * summary.batchSize())
                            + ", since a weight works at each position of a sequence and normalisation has no MACs.");
                }
            });
            return notes;
        }

        private String unique(String name) {
            int number = names.merge(name, 1, Integer::sum);
            return number == 1 ? name : name + " #" + number;
        }
    }

    /** A block that is being added up. */
    private static final class Block {
        private final ModuleRow row;
        private double macs;
        private double parameters;
        private double trained;
        private double activations;

        Block(ModuleRow row) {
            this.row = Objects.requireNonNull(row);
        }

        Layer layer(BlockCount count) {
            return new Layer(
                    count.unique(row.name()),
                    macs,
                    parameters,
                    trained,
                    ModuleWork.outputElements(row, count.summary.batchSize()),
                    activations);
        }
    }
}
