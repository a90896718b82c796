package io.github.jqodi.estimators.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Files that may be compressed with gzip; what is read of them is bounded after decompression. */
public final class Compressed {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private Compressed() {}

    /**
     * Looks at the first two bytes.
     *
     * @param in any file
     * @return what it holds, decompressed if need be
     * @throws IOException if it cannot be read
     */
    public static InputStream opened(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(2);
        boolean isGzip = buffered.read() == FIRST && buffered.read() == SECOND;
        buffered.reset();
        return isGzip ? new GZIPInputStream(buffered) : buffered;
    }
}
