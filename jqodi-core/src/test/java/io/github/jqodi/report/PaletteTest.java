package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Contrasts as WCAG 2.1 computes them, and looks that differ by more than colour. */
class PaletteTest {
    @Test
    void textsAndLinesStandOutFromTheGround() {
        for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
            for (String ground : List.of(palette.ground(), palette.raised())) {
                for (String text :
                        List.of(palette.text(), palette.muted(), palette.link(), palette.good(), palette.bad())) {
                    assertTrue(contrast(text, ground) >= 4.5, text + " on " + ground);
                }
            }
            assertTrue(contrast(palette.axis(), palette.ground()) >= 3, palette.axis());
            palette.series().forEach(colour -> assertTrue(contrast(colour, palette.ground()) >= 3, colour));
            assertEquals(Look.COLOURS, palette.series().stream().distinct().count());
        }
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertEquals(21, contrast("#000000", "#ffffff"), 1e-9);
        assertEquals(4.54, contrast("#767676", "#ffffff"), 0.005);
    }

    @Test
    void sixtyFourSeriesDifferInColourOrHatching() {
        for (int a = 0; a < 64; a++) {
            for (int b = 0; b < a; b++) {
                assertNotEquals(
                        List.of(Look.colour(a), Look.second(a)), List.of(Look.colour(b), Look.second(b)), a + " " + b);
            }
        }
        for (int a = 0; a < Look.COLOURS; a++) {
            assertEquals(a, Look.second(a));
        }
    }

    private static double contrast(String a, String b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double share = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
