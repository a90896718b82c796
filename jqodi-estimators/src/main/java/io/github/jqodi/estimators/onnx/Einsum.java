package io.github.jqodi.estimators.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums of products by Einstein's convention; operands are joined from the left, one after the other. */
final class Einsum {
    private static final int MOST_LETTERS = 1000;

    /** Stands for the axes under the dots, counted from the last. */
    private static final char FIRST_DOTTED = '\ue000';

    private final Map<Character, Long> sizes = new HashMap<>();
    private int dotted;

    private Einsum() {}

    static void infer(Call call) {
        call.multiply(0);
        String equation = call.text("equation", "").replace(" ", "");
        if (equation.isEmpty() || equation.length() > MOST_LETTERS) {
            throw new OnnxFormatException("has no equation that is read");
        }
        new Einsum().infer(call, equation);
    }

    private void infer(Call call, String equation) {
        int arrow = equation.indexOf("->");
        String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        if (terms.length != call.inputCount()) {
            throw new OnnxFormatException("has an equation of " + terms.length + " operands on " + call.inputCount());
        }
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            operands.add(labelled(terms[i], call.dims(i)));
        }
        String out = arrow < 0 ? implicitOutput(operands) : expanded(equation.substring(arrow + 2), dotted);
        call.out(0, Dims.of(out.chars().mapToLong(label -> size((char) label)).toArray()));
        call.multiply(products(operands, out));
    }

    private String labelled(String term, Dims dims) {
        int letters = term.replace("...", "").length();
        int under = term.contains("...") ? dims.rank() - letters : 0;
        if (under < 0 || letters + under != dims.rank()) {
            throw new OnnxFormatException("names the axes of an operand " + dims + " '" + term + "'");
        }
        dotted = Math.max(dotted, under);
        String labels = expanded(term, under);
        for (int i = 0; i < labels.length(); i++) {
            sizes.merge(labels.charAt(i), dims.at(i), Math::max);
        }
        return labels;
    }

    private static String expanded(String term, int under) {
        StringBuilder dots = new StringBuilder();
        for (int i = under; i > 0; i--) {
            dots.append((char) (FIRST_DOTTED + i));
        }
        return term.replace("...", dots);
    }

    /** Without an arrow: labels that occur once, in alphabetical order, after those under the dots. */
    private String implicitOutput(List<String> operands) {
        String all = String.join("", operands);
        StringBuilder once = new StringBuilder(expanded("...", dotted));
        all.chars()
                .filter(label -> label < FIRST_DOTTED && all.indexOf(label) == all.lastIndexOf(label))
                .sorted()
                .forEach(label -> once.append((char) label));
        return once.toString();
    }

    private long size(char label) {
        Long size = sizes.get(label);
        if (size == null) {
            throw new OnnxFormatException("has an output label that no operand has");
        }
        return size;
    }

    /** What is neither needed later nor put out has been summed away at each step. */
    private double products(List<String> operands, String out) {
        double products = 0;
        Set<Character> left = letters(operands.get(0));
        for (int i = 1; i < operands.size(); i++) {
            left.addAll(letters(operands.get(i)));
            double step = 1;
            for (char label : left) {
                step *= size(label) == Dims.UNKNOWN ? Double.NaN : size(label);
            }
            products += step;
            Set<Character> needed = letters(out);
            operands.subList(i + 1, operands.size()).forEach(operand -> needed.addAll(letters(operand)));
            left.retainAll(needed);
        }
        return products;
    }

    private static Set<Character> letters(String labels) {
        Set<Character> letters = new LinkedHashSet<>();
        labels.chars().forEach(label -> letters.add((char) label));
        return letters;
    }
}
