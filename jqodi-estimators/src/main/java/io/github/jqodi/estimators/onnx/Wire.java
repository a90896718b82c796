package io.github.jqodi.estimators.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/** Fields of protobuf messages, read in passing; whatever its reader does not ask for is skipped without being stored. */
final class Wire {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_DEPTH = 64;
    private static final int MOST_NAME_BYTES = 1 << 14;

    /** What a message asks of each of its fields. */
    interface Fields {
        void read(int field) throws IOException;
    }

    private final CodedInputStream in;
    private final Budget budget;
    private int depth;
    private int tag;
    private boolean unread;

    Wire(InputStream stream, Budget budget) {
        this.in = CodedInputStream.newInstance(stream, BUFFER_BYTES);
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** Reads the fields up to the end of the file. */
    void file(Fields fields) throws IOException {
        fields(fields);
        if (!in.isAtEnd()) {
            throw broken("holds bytes that belong to no field");
        }
    }

    /** Reads the fields of a message that is the present field. */
    void message(Fields fields) throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        depth++;
        if (depth > MOST_DEPTH) {
            throw new OnnxFormatException("messages are nested more than " + MOST_DEPTH + " deep");
        }
        int length = length();
        int before = in.pushLimit(length);
        fields(fields);
        if (in.getBytesUntilLimit() != 0) {
            throw broken("ends within a message");
        }
        in.popLimit(before);
        depth--;
    }

    private void fields(Fields fields) throws IOException {
        while (true) {
            tag = in.readTag();
            if (tag == 0) {
                return;
            }
            int whole = tag;
            unread = true;
            fields.read(WireFormat.getTagFieldNumber(whole));
            if (unread) {
                skip(whole);
            }
        }
    }

    private void skip(int whole) throws IOException {
        unread = false;
        if (WireFormat.getTagWireType(whole) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            skipBytes(length());
        } else if (WireFormat.getTagWireType(whole) == WireFormat.WIRETYPE_START_GROUP || !in.skipField(whole)) {
            throw broken("holds a group, which ONNX has none of");
        }
    }

    private void skipBytes(int length) throws IOException {
        for (int left = length; left > 0; left -= BUFFER_BYTES) {
            in.skipRawBytes(Math.min(left, BUFFER_BYTES));
            budget.checkTime();
        }
    }

    private int length() throws IOException {
        int length = in.readRawVarint32();
        int left = in.getBytesUntilLimit();
        if (length < 0 || (left >= 0 && length > left)) {
            throw broken(
                    "states a length of " + Integer.toUnsignedString(length) + " bytes where there is no room for it");
        }
        return length;
    }

    long varint() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return in.readRawVarint64();
    }

    float fixed32() throws IOException {
        expect(WireFormat.WIRETYPE_FIXED32);
        return in.readFloat();
    }

    /** A name; too long a one is refused. */
    String name() throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = length();
        if (length > MOST_NAME_BYTES) {
            throw new OnnxFormatException(
                    "a name of " + length + " bytes: more than " + MOST_NAME_BYTES + " are not read");
        }
        return text(length);
    }

    private String text(int length) throws IOException {
        budget.keep(length + 40L);
        return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
    }

    /** Bytes of at most a length; longer ones are skipped and come back empty. */
    byte[] bytesUpTo(int most) throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = length();
        if (length > most) {
            skipBytes(length);
            return new byte[0];
        }
        budget.keep(length + 16L);
        return in.readRawBytes(length);
    }

    /** Repeated integers, packed or not. */
    void varints(LongConsumer each) throws IOException {
        if (isPacked()) {
            packed(() -> each.accept(in.readRawVarint64()));
        } else {
            each.accept(varint());
        }
    }

    /** Repeated floats, packed or not. */
    void floats(DoubleConsumer each) throws IOException {
        if (isPacked()) {
            packed(() -> each.accept(in.readFloat()));
        } else {
            each.accept(fixed32());
        }
    }

    /** Repeated doubles, packed or not. */
    void doubles(DoubleConsumer each) throws IOException {
        if (isPacked()) {
            packed(() -> each.accept(in.readDouble()));
        } else {
            expect(WireFormat.WIRETYPE_FIXED64);
            each.accept(in.readDouble());
        }
    }

    private interface Item {
        void read() throws IOException;
    }

    private void packed(Item item) throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = length();
        int before = in.pushLimit(length);
        while (in.getBytesUntilLimit() > 0) {
            item.read();
        }
        in.popLimit(before);
        budget.checkTime();
    }

    private boolean isPacked() {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private void expect(int wireType) {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw broken("has field " + WireFormat.getTagFieldNumber(tag) + " of another kind than ONNX has there");
        }
        unread = false;
    }

    static OnnxFormatException broken(String problem) {
        return new OnnxFormatException("not an ONNX model, or one that is cut off or damaged: it " + problem);
    }
}
