package io.github.jqodi.estimators.onnx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a file up to a limit. Skips by reading, since a file's own skip runs past its end unseen. */
final class ModelInput extends FilterInputStream {
    private static final int SCRATCH_BYTES = 1 << 16;

    private final Budget budget;
    private final long most;
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private long count;

    ModelInput(InputStream in, OnnxLimits limits, Budget budget) {
        super(in);
        this.most = limits.fileBytes();
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count += Math.max(0, read);
        if (count > most) {
            throw OnnxFormatException.ofWhole(
                    "the model goes beyond a limit: its file has more than " + most + " bytes");
        }
        budget.checkTime();
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        int read = read(scratch, 0, (int) Math.min(bytes, scratch.length));
        return Math.max(0, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
