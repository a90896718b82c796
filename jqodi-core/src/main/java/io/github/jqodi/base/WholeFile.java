package io.github.jqodi.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files whole: beside their place under another name, stored there, and then moved, so that nobody reads half of one,
 * whatever ends the program or the machine. Where a symbolic link stands, what it names is written. What is no regular file, a pipe
 * or a device, is written to as it is.
 */
public final class WholeFile {
    private static final int MAX_LINKS = 40;

    private WholeFile() {}

    /** Content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the content.
         *
         * @param out where to; may be closed
         * @throws IOException if it cannot be written
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @param file where to; replaced if it is there
     * @param content is written once
     * @throws IOException if it cannot be written; what was there is there still
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            fill(file, content);
            return;
        }
        Path place = followed(file.toAbsolutePath());
        if (!Files.isDirectory(Objects.requireNonNull(place.getParent()))) {
            throw new NoSuchFileException(file.toString(), null, "its folder is not there");
        }
        replace(place, content);
    }

    /** What a link names, there or not. */
    private static Path followed(Path file) throws IOException {
        Path place = file;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    private static void fill(Path file, Content content, OpenOption... options) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, options))) {
            content.write(out);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            fill(draft, content, StandardOpenOption.CREATE_NEW);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
