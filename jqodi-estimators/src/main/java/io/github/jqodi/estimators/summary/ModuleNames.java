package io.github.jqodi.estimators.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Modules that are listed by dotted names, as {@code layer1.0.conv1}, brought to depth-first order with their parents. */
final class ModuleNames {
    private ModuleNames() {}

    /** How many names a module stands below; a dot that begins a name parts nothing. */
    static int depth(String name) {
        return name.isEmpty()
                ? 0
                : 1 + (int) name.chars().skip(1).filter(c -> c == '.').count();
    }

    /**
     * Rows under their parents, which hold totals and are counted once: parents lose their numbers, and those that are missing
     * are put in with the output of their last child. What stands beside each other keeps its order.
     */
    static List<ModuleRow> tree(List<ModuleRow> listing) {
        List<ModuleRow> rows = grouped(listing);
        Set<String> parents = new HashSet<>();
        rows.forEach(row -> parents.addAll(ancestors(row.name())));
        Set<String> listed = new HashSet<>();
        List<ModuleRow> tree = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ModuleRow row = rows.get(i);
            for (String ancestor : ancestors(row.name())) {
                if (listed.add(ancestor)) {
                    tree.add(parent(ancestor, rows, i));
                }
            }
            if (!parents.contains(row.name()) || listed.add(row.name())) {
                tree.add(parents.contains(row.name()) ? parent(row.name(), rows, i) : row);
            }
        }
        return tree;
    }

    /** In the order in which modules and their parents first appear. */
    private static List<ModuleRow> grouped(List<ModuleRow> rows) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, int[]> paths = new HashMap<>();
        for (ModuleRow row : rows) {
            List<String> path = new ArrayList<>(ancestors(row.name()));
            path.add(row.name());
            path.forEach(name -> places.putIfAbsent(name, places.size()));
            paths.put(row.name(), path.stream().mapToInt(places::get).toArray());
        }
        return rows.stream()
                .sorted(Comparator.comparing(row -> paths.get(row.name()), Arrays::compare))
                .toList();
    }

    /** From the outermost; the model itself is none. */
    private static List<String> ancestors(String name) {
        List<String> ancestors = new ArrayList<>();
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            ancestors.add(name.substring(0, dot));
        }
        return ancestors;
    }

    private static ModuleRow parent(String name, List<ModuleRow> rows, int from) {
        ModuleRow last = rows.get(from);
        for (int i = from; i < rows.size() && (rows.get(i).name() + ".").startsWith(name + "."); i++) {
            last = rows.get(i);
        }
        return new ModuleRow(
                rows.get(from).line(),
                depth(name),
                name,
                "",
                last.outputShape(),
                OptionalDouble.empty(),
                false,
                OptionalDouble.empty(),
                false);
    }
}
