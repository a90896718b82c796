package io.github.jqodi.estimators.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file that ends in a fault after {@link TextLimits#MAX_BYTES}. Not thread-safe. */
final class BoundedInput extends FilterInputStream {
    private long count;

    BoundedInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        counted(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        counted(read);
        return read;
    }

    private void counted(int bytes) {
        count += Math.max(0, bytes);
        if (count > TextLimits.MAX_BYTES) {
            throw TextFormatException.tooMuch(1, TextLimits.MAX_BYTES, "bytes");
        }
    }
}
