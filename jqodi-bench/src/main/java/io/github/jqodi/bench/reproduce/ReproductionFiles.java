package io.github.jqodi.bench.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** A reproduction as files: a page with everything, and CSV of everything that stands on it. */
public final class ReproductionFiles {
    /** Name of the page. */
    public static final String PAGE = "index.html";

    /** Name of its table of contents. */
    static final String INDEX = "index.csv";

    private static final String DRAFT = ".part";

    private ReproductionFiles() {}

    /**
     * Texts by file name: CSV, and the page last.
     *
     * @param reproduction what to write
     * @return names and texts, in the order they are to be written
     */
    public static Map<String, String> of(Reproduction reproduction) {
        Map<String, String> files = new LinkedHashMap<>(CsvFiles.of(reproduction.exhibits()));
        files.put(INDEX, CsvFiles.index(reproduction));
        files.put(PAGE, ReproductionPage.of(reproduction));
        return files;
    }

    /**
     * Writes all files. Each is written whole under another name and then moved to its own, so that a reader never sees half of
     * one; the page comes last, when all it speaks of is there. Files of other names stay.
     *
     * @param reproduction what to write
     * @param folder is made if it is not there
     * @return how many files were written
     * @throws IOException if the folder cannot be made, or a file not written
     */
    public static int write(Reproduction reproduction, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> files = of(reproduction);
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(folder.resolve(file.getKey()), file.getValue());
        }
        return files.size();
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + DRAFT);
        try {
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
