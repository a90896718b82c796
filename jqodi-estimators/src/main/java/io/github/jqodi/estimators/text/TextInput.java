package io.github.jqodi.estimators.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a UTF-8 file and the line they stand in. Holds one buffer, however long the file is, and ends in a
 * {@link TextFormatException} after {@link TextLimits#MAX_BYTES}. Line ends of any kind are read as a line feed; a byte
 * order mark is passed over. Not thread-safe.
 */
public final class TextInput {
    /** What is read after the last character. */
    public static final int END = -1;

    private static final int BUFFER_BYTES = 1 << 13;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).limit(0);
    private long bytesRead;
    private long line = 1;
    private boolean ended;

    /**
     * Begins to read.
     *
     * @param in UTF-8; not closed
     * @throws IOException if it cannot be read
     */
    public TextInput(InputStream in) throws IOException {
        this.in = in;
        if (peek() == BYTE_ORDER_MARK) {
            chars.get();
        }
    }

    /**
     * {@return the line of the next character, from 1}
     */
    public long line() {
        return line;
    }

    /**
     * {@return the next character, which stays the next one, or {@link #END}}
     *
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no text, or beyond a bound
     */
    public int peek() throws IOException {
        return chars.hasRemaining() || fill() ? chars.get(chars.position()) : END;
    }

    /**
     * {@return the next character, or {@link #END}}
     *
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no text, or beyond a bound
     */
    public int next() throws IOException {
        int next = peek();
        if (next == END) {
            return END;
        }
        chars.get();
        return switch (next) {
            case 0 -> throw new TextFormatException(line, "holds the character U+0000, so it is no text");
            case '\r' -> lineEnd(peek() == '\n');
            case '\n' -> lineEnd(false);
            default -> next;
        };
    }

    /**
     * What comes next, so that a reader can tell what kind of file it is; nothing of it is read by that.
     *
     * @return at most some 8,000 characters, line ends as they stand; empty at the end
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no text, or beyond a bound
     */
    public String lookAhead() throws IOException {
        return peek() == END ? "" : chars.toString();
    }

    /**
     * The rest of the file as characters, for parsers of other libraries.
     *
     * @return reads from this; closing it closes nothing
     */
    public Reader reader() {
        return new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                int count = 0;
                while (count < length && peek() != END) {
                    buffer[offset + count++] = (char) next();
                }
                return count == 0 && length > 0 ? END : count;
            }

            @Override
            public void close() {
                // whoever opened the file closes it
            }
        };
    }

    /**
     * Passes over white space.
     *
     * @return the next character then, or {@link #END}
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no text, or beyond a bound
     */
    public int peekPastSpace() throws IOException {
        while (peek() != END && Character.isWhitespace(peek())) {
            next();
        }
        return peek();
    }

    /**
     * {@return what is left of the line, without its end}
     *
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if it is no text, or beyond a bound
     */
    public String restOfLine() throws IOException {
        long start = line;
        StringBuilder rest = new StringBuilder();
        for (int c = next(); c != '\n' && c != END; c = next()) {
            if (rest.length() == TextLimits.MAX_LINE_CHARACTERS) {
                throw TextFormatException.tooMuch(start, TextLimits.MAX_LINE_CHARACTERS, "characters in one line");
            }
            rest.append((char) c);
        }
        return rest.toString();
    }

    private int lineEnd(boolean followed) {
        if (followed) {
            chars.get();
        }
        line++;
        return '\n';
    }

    private boolean fill() throws IOException {
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        while (chars.position() == 0 && !result.isError() && !ended) {
            readBytes();
            result = decoder.decode(bytes, chars, ended);
        }
        boolean any = chars.position() > 0;
        chars.flip();
        // What was decoded before a fault is read first, so that the fault is met in its own line.
        if (!any && result.isError()) {
            throw new TextFormatException(line, "is not UTF-8 text");
        }
        return any;
    }

    private void readBytes() throws IOException {
        bytes.compact();
        // Filled to the brim, so that what is looked ahead at does not depend on how the bytes come in.
        int count = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        ended = bytes.position() + count < bytes.limit();
        bytesRead += count;
        bytes.position(bytes.position() + count).flip();
        if (bytesRead > TextLimits.MAX_BYTES) {
            throw TextFormatException.tooMuch(line, TextLimits.MAX_BYTES, "bytes");
        }
    }

    @Override
    public String toString() {
        return "text at line " + line;
    }
}
