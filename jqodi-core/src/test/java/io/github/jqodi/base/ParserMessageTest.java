package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserMessageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a  b\tc | a b c",
                "no comment (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser) | no comment",
                "NaN: enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow | NaN",
                "open (start marker at [Source: REDACTED (`X` disabled); line: 1, column: 2]) | open (start marker at line 1, column 2)"
            })
    void whatOnlyCallersInJavaCanUseIsLeftOut(String message, String plain) {
        assertEquals(plain, ParserMessage.plain(message));
    }
}
