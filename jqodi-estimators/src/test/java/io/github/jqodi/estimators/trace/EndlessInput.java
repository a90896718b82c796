package io.github.jqodi.estimators.trace;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** A file that never ends: a beginning, and then one piece after the other. */
final class EndlessInput extends InputStream {
    private final LongFunction<byte[]> pieces;
    private byte[] piece;
    private int next;
    private long count;

    EndlessInput(String beginning, LongFunction<byte[]> pieces) {
        this.piece = beginning.getBytes(StandardCharsets.UTF_8);
        this.pieces = pieces;
    }

    @Override
    public int read() {
        while (next == piece.length) {
            piece = pieces.apply(count++);
            next = 0;
        }
        return piece[next++];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int first = read();
        bytes[offset] = (byte) first;
        int more = Math.min(length - 1, piece.length - next);
        System.arraycopy(piece, next, bytes, offset + 1, more);
        next += more;
        return more + 1;
    }
}
