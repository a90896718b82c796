package io.github.jqodi.bench.reproduce;

import io.github.jqodi.base.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A reproduction as files: a page with everything, and CSV of everything that stands on it. */
public final class ReproductionFiles {
    /** Name of the page. */
    public static final String PAGE = "index.html";

    /** Name of its table of contents. */
    static final String INDEX = "index.csv";

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
            byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
            WholeFile.write(folder.resolve(file.getKey()), out -> out.write(text));
        }
        return files.size();
    }
}
