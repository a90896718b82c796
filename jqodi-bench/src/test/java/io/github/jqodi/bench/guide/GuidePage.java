package io.github.jqodi.bench.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One page of the guide, as its blocks of code.
 *
 * @param name of the file
 * @param blocks in order
 */
record GuidePage(String name, List<Block> blocks) {
    private static final Pattern BLOCK = Pattern.compile("([^\\n]*)\\n+```(\\w*)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("`([\\w.-]+)`[^`]*:$");

    /**
     * A block of code.
     *
     * @param language after the fence
     * @param text what it holds
     * @param before the line in front of it
     */
    record Block(String language, String text, String before) {
        /** The file that a reader is told to save; empty if none. */
        String file() {
            Matcher file = FILE.matcher(before);
            return before.contains("Save ") && file.find() ? file.group(1) : "";
        }

        boolean is(String other) {
            return language.equals(other);
        }
    }

    static GuidePage read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(file).replace("\r\n", "\n"));
        while (block.find()) {
            blocks.add(new Block(block.group(2), block.group(3), block.group(1)));
        }
        return new GuidePage(file.getFileName().toString(), blocks);
    }

    /** What is shown as printed by a block; empty if nothing is. */
    String shownAfter(int index) {
        return index + 1 < blocks.size() && blocks.get(index + 1).is("text")
                ? blocks.get(index + 1).text()
                : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
