package io.github.jqodi.plan;

import io.github.jqodi.base.Text;

/**
 * Warning of an assumption or of what looks like a slip, with what that changes. The code says what kind it is of and can be
 * silenced.
 *
 * @param code of which kind
 * @param text one sentence or two for people; control characters are escaped
 */
public record Warning(Code code, String text) {
    /**
     * Escapes control characters.
     *
     * @param code of which kind
     * @param text for people
     */
    public Warning {
        text = Text.escaped(text);
    }

    /** The kinds of warnings. */
    public enum Code {
        /** Weights alone cross the device link: activations travel free, and cuts look cheaper than they are. */
        PAYLOAD_WEIGHTS,
        /** Features cross the device link, but the layer after which a cut lies has no output. */
        NO_OUTPUT,
        /** An estimate does not say what loss it reaches and is taken for whatever the target is. */
        TRUSTED_CLAIM,
        /** Memory is limited and something trains, but only the weights are counted. */
        MEMORY_WEIGHTS,
        /** Some weights are frozen and taken to be where they are used. */
        FROZEN_IN_PLACE,
        /** An estimated change of the loss has an unusual sign. */
        UNUSUAL_GAIN,
        /** A number looks as if it were given in another unit. */
        UNUSUAL_UNIT,
        /** A limit left a pair undecided. */
        UNDECIDED,
        /** The energy of epochs that count for nothing is not proven least. */
        UNPROVEN_TAIL
    }

    @Override
    public String toString() {
        return code + ": " + text;
    }
}
