package io.github.jqodi.report;

import java.util.List;

/**
 * Colours of pages and drawings on a light and on a dark ground. Texts stand out from the ground by a contrast of at least 4.5,
 * lines and areas by at least 3 (WCAG 2.1, 1.4.3 and 1.4.11).
 *
 * @param ground behind everything
 * @param raised behind table headings and key figures
 * @param text of most words
 * @param muted of units, ticks and notes
 * @param line of rules and frames, which carry no meaning
 * @param axis of axes
 * @param link of links and what is focused
 * @param good of a status with a plan
 * @param bad of a status without one, and of limits
 * @param series of series, in order
 */
record Palette(
        String ground,
        String raised,
        String text,
        String muted,
        String line,
        String axis,
        String link,
        String good,
        String bad,
        List<String> series) {
    static final Palette LIGHT = new Palette(
            "#ffffff",
            "#f3f5f8",
            "#1a1f26",
            "#525c69",
            "#dde2e8",
            "#79838f",
            "#0a58b0",
            "#0b6b3a",
            "#a8201a",
            List.of("#2f7ac6", "#c9580c", "#17855a", "#9455ad", "#94760a", "#14849f", "#c2457c", "#6a7582"));

    static final Palette DARK = new Palette(
            "#15191e",
            "#1e242b",
            "#e9edf2",
            "#a5b0bd",
            "#333c46",
            "#76818d",
            "#7db8ff",
            "#5fd39a",
            "#ff8f86",
            List.of("#5aa5ee", "#f08a45", "#3fc191", "#c58fe0", "#d9b83c", "#45bcd8", "#f07fae", "#a3aeba"));
}
