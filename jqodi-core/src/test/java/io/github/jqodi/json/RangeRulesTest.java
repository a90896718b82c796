package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Check;
import io.github.jqodi.error.InvalidValueException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RangeRulesTest {
    private final Field<List<Double>> rates = Field.optional("rates", in -> List.of());
    private int built;

    /** A list of thousands of wrong numbers is built as often as complaints are told, and not once for each number. */
    @Test
    void noMoreIsLookedForThanIsTold() {
        List<Double> wrong = Collections.nCopies(10_000, -1.0);
        rates.replace(Optional.of(wrong));
        Supplier<List<Double>> building = () -> {
            built++;
            return Check.nonNegatives("rates", rates.value().orElseThrow());
        };
        InvalidValueException first = assertThrows(InvalidValueException.class, building::get);
        List<InvalidValueException> others = RangeRules.others(first, 3, building, rates);
        assertEquals(
                List.of("rates/1", "rates/2", "rates/3"),
                others.stream().map(InvalidValueException::field).toList());
        assertTrue(built <= 40, () -> "built " + built + " times");
        assertEquals(Optional.of(wrong), rates.value(), "as before");
        assertEquals(List.of(), RangeRules.others(first, 0, building, rates));
    }
}
