package io.github.jqodi.estimators.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import io.github.jqodi.estimators.text.TextLimits;
import java.io.IOException;

/** JSON as logs hold it, {@code NaN} included, within the bounds of text files. */
final class BoundedJson {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNumberLength(TextLimits.MAX_NUMBER_CHARACTERS)
            .maxStringLength(TextLimits.MAX_CELL_CHARACTERS)
            .maxNameLength(TextLimits.MAX_CELL_CHARACTERS)
            .maxTokenCount(2L * TextLimits.MAX_ROWS + 100)
            .build();

    /** Of texts that hold one value and nothing after it. */
    static final JsonMapper MAPPER = mapper(BOUNDS)
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Whole files hold much that nobody asks for. */
    private static final JsonMapper FILES = mapper(BOUNDS.rebuild()
            .maxNestingDepth(100)
            .maxStringLength(TextLimits.MAX_LINE_CHARACTERS)
            .maxTokenCount(20L * TextLimits.MAX_ROWS)
            .build());

    private BoundedJson() {}

    static JsonParser parser(TextInput text) throws IOException {
        return FILES.getFactory().createParser(text.reader());
    }

    static TextFormatException fault(JsonProcessingException e) {
        long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        return TextFormatException.unreadable(line, "is no JSON", String.valueOf(e.getOriginalMessage()));
    }

    private static JsonMapper mapper(StreamReadConstraints bounds) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(bounds)
                        // Names of one file are not kept for the next one.
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
    }
}
