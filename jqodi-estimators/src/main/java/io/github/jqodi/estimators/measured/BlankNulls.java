package io.github.jqodi.estimators.measured;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A text in which zero bytes read as blanks: the load generator of MLPerf writes one after names on some systems. */
final class BlankNulls extends FilterInputStream {
    BlankNulls(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        return next == 0 ? ' ' : next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        for (int i = offset; i < offset + count; i++) {
            into[i] = into[i] == 0 ? (byte) ' ' : into[i];
        }
        return count;
    }
}
