package io.github.jqodi.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** The reason why a file could not be read or written, in words; exceptions of the file system have none but their own name. */
public final class IoReason {
    private IoReason() {}

    /**
     * A reason without the name of the file, which who tells it knows.
     *
     * @param e why a file could not be read or written
     * @return words, not a sentence
     */
    public static String text(Exception e) {
        if (e instanceof UncheckedIOException unchecked) {
            return text(Objects.requireNonNull(unchecked.getCause()));
        }
        if (e instanceof InvalidPathException path) {
            return path.getReason();
        }
        if (e instanceof FileSystemException file) {
            return file.getReason() == null ? ofKind(file) : file.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /**
     * A reason after the name of the file, where the exception tells it.
     *
     * @param e why a file could not be read or written
     * @return words, not a sentence
     */
    public static String withFile(IOException e) {
        return e instanceof FileSystemException file && file.getFile() != null
                ? file.getFile() + ": " + text(e)
                : text(e);
    }

    private static String ofKind(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "there is a file where a folder should be";
        }
        return e instanceof AccessDeniedException ? "access denied" : e.toString();
    }
}
