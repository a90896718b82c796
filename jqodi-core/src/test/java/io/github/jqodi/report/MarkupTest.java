package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Text;
import io.github.jqodi.testing.ReadPage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Names of callers are shown, and never acted upon. */
class MarkupTest {
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "a & b &amp; c",
            "]]>",
            "\u0000\u0001\u001b[31m",
            "line\nbreak\ttab\u2028",
            "\ud800 alone",
            "\ufffe\uffff",
            "\u202eright to left",
            "' onload='x",
            "url(http://example.org)",
            "名前 😀 İ");

    @Test
    void whatABrowserWouldActUponIsAReference() {
        assertEquals("&lt;a href=&quot;x&quot;&gt;&amp;&#39;", Markup.escaped("<a href=\"x\">&'"));
        assertEquals("\\u0001\\n\\ufffe", Markup.escaped("\u0001\n\ufffe"));
    }

    @Test
    void everyPlaceOfAPageAndAFigureTakesAnyText() {
        for (String text : HOSTILE) {
            ReadPage page = ReadPage.of(page(text)).figuresAreNamed().readsInOrder();
            assertTrue(page.all("h1").get(0).getTextContent().contains(shown(text)));
            assertFalse(page.toString().contains("<script") || page.toString().contains("<img"));
            ReadPage.of(drawing(text).svg()).figuresAreNamed();
        }
    }

    @Test
    void randomTextsAreReadBackAsTheyAreShown() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int k = 0; k < 12; k++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            String escaped = Markup.escaped(text.toString());
            String read = ReadPage.of("<p>" + escaped + "</p>").all("p").get(0).getTextContent();
            assertEquals(shown(text.toString()), read);
        }
    }

    private static String shown(String text) {
        return Text.escaped(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff");
    }

    private static String page(String text) {
        return new HtmlPage(text)
                .status(HtmlPage.Mood.BAD, text, Content.text(text))
                .lead(Content.text(text), Quantity.of(1, text))
                .warnings(List.of(new HtmlPage.Notice(text, text)))
                .section(text)
                .part(text)
                .paragraph(text)
                .facts(List.of(HtmlPage.Fact.of(text, Quantity.of(2, text), Content.text(text))))
                .figure(drawing(text), Content.text(text))
                .figure(Timeline.of(text, text, Axis.of(text, text))
                        .withBar(text, text, 0, 1, text)
                        .withLimit(new Limit(text, 1))
                        .draw())
                .figure(BarChart.grouped(text, text)
                        .withCategories(text, List.of(text, text))
                        .withBars(text, 1, 2)
                        .withBars(text, 2, 3)
                        .horizontal()
                        .draw())
                .table(Table.of(text)
                        .words(text)
                        .numbers(text, text)
                        .sentences(text)
                        .row(Content.text(text), Quantity.of(3, text), Content.text(text))
                        .build())
                .section(text)
                .footer(Content.text(text))
                .html();
    }

    private static Drawing drawing(String text) {
        return LineChart.of(text, text)
                .withX(Axis.of(text, text))
                .withY(Axis.of(text, text))
                .withSeries(Series.of(text, new double[] {1, 2}, new double[] {3, 4}))
                .withMark(new Mark(text, 1, 3, text, true))
                .withLimit(new Limit(text, 2))
                .draw();
    }
}
