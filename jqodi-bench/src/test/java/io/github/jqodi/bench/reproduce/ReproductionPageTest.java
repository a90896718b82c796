package io.github.jqodi.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.report.Quantity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page needs nothing else, and every number on it is again in the CSV beside it. */
class ReproductionPageTest {
    private static final String PAGE = ReproductionPage.of(Reproductions.SHARED);
    private static final Set<String> FROM_ELSEWHERE =
            Set.of("script", "img", "link", "iframe", "object", "image", "base");

    /** A number as a drawing tells it: thin spaces between thousands, a real minus sign. */
    private static final Pattern SHOWN =
            Pattern.compile("(?<![\\w.])\u2212?\\d[\\d\u202f]*(\\.\\d+)?(E[\u2212+]?\\d+)?");

    private static List<Element> elements = List.of();

    @BeforeAll
    static void parse() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        PAGE.replaceFirst("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
        elements = elements(document.getElementsByTagName("*"));
    }

    @Test
    void nothingComesFromElsewhere() {
        assertEquals("html", elements.get(0).getTagName());
        for (Element element : elements) {
            assertFalse(FROM_ELSEWHERE.contains(element.getTagName()), element.getTagName());
            for (String attribute : List.of("href", "src", "xlink:href")) {
                String target = element.getAttribute(attribute);
                assertTrue(target.isEmpty() || target.startsWith("#"), target);
            }
        }
        String text = PAGE.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "");
        for (String trace : List.of("http://", "https://", "url(h", "@import")) {
            assertFalse(text.contains(trace), trace);
        }
    }

    @Test
    void idsAreUniqueAndLinksLeadSomewhere() {
        List<String> ids = attributes("id");
        assertEquals(ids.size(), Set.copyOf(ids).size());
        List<String> links = attributes("href");
        assertEquals(1 + Reproductions.SHARED.exhibits().size(), links.size());
        links.forEach(link -> assertTrue(ids.contains(link.substring(1)), link));
    }

    /** A section holds numbers of its exhibit alone, and each of them, exact, is in one of the exhibit's files. */
    @Test
    void everyNumberOfATableIsInTheCsvBesideIt() {
        int found = 0;
        for (Exhibit exhibit : Reproductions.SHARED.exhibits()) {
            Set<Double> numbers = numbersOf(exhibit);
            for (Element data : elements(section(exhibit).getElementsByTagName("data"))) {
                double value = Double.parseDouble(data.getAttribute("value"));
                assertTrue(numbers.contains(value), exhibit.id() + ": " + value);
                found++;
            }
        }
        assertTrue(found > 700, "numbers: " + found);
    }

    @Test
    void everyNumberOfTheSummaryIsInTheIndex() {
        Set<Double> numbers = numbersIn(List.of(CsvFiles.index(Reproductions.SHARED)));
        List<Element> counts = elements(section("In short").getElementsByTagName("data"));
        counts.forEach(data -> assertTrue(numbers.contains(Double.parseDouble(data.getAttribute("value")))));
        assertTrue(counts.size() > 40, "numbers: " + counts.size());
    }

    /** The words of a drawing, and what it tells when it is pointed at, are rounded numbers of its files. */
    @Test
    void everyNumberOfADrawingIsInTheCsvBesideIt() {
        int found = 0;
        for (Exhibit exhibit : Reproductions.SHARED.exhibits()) {
            Set<String> rounded = numbersOf(exhibit).stream()
                    .map(number -> Quantity.of(number, "").number())
                    .collect(Collectors.toSet());
            for (Element title : elements(section(exhibit).getElementsByTagName("title"))) {
                if (title.getAttribute("id").isEmpty()) {
                    for (String number : numbersOf(title.getTextContent())) {
                        assertTrue(rounded.contains(number), exhibit.id() + ": " + title.getTextContent());
                        found++;
                    }
                }
            }
        }
        assertTrue(found > 700, "numbers: " + found);
    }

    /** Tables that are opened are there too, and everything that is drawn has a name and a description. */
    @Test
    void everyExhibitIsShownInFull() {
        for (Exhibit exhibit : Reproductions.SHARED.exhibits()) {
            Element section = section(exhibit);
            assertEquals(
                    exhibit.panels().size(), section.getElementsByTagName("svg").getLength(), exhibit.id());
            assertEquals(
                    exhibit.panels().size(),
                    section.getElementsByTagName("desc").getLength(),
                    exhibit.id());
            assertEquals(
                    exhibit.sheets().size(),
                    section.getElementsByTagName("details").getLength(),
                    exhibit.id());
            int rows = exhibit.rows().size()
                    + exhibit.sheets().stream()
                            .mapToInt(sheet -> sheet.rows().size())
                            .sum();
            int headings = section.getElementsByTagName("thead").getLength();
            assertTrue(headings > exhibit.sheets().size(), exhibit.id());
            for (Row row : exhibit.rows()) {
                assertTrue(section.getTextContent().contains(row.why()), exhibit.id() + ": " + row.why());
            }
            assertEquals(rows + headings, section.getElementsByTagName("tr").getLength(), exhibit.id());
        }
    }

    @Test
    void everyKindIsExplained() {
        for (Kind kind : Kind.values()) {
            assertTrue(PAGE.contains(kind.meaning().substring(1)), kind.label());
        }
    }

    /** After the last colon of {@code Optimum: time 5.2 s, energy 268 J}, or of {@code Data 1, warm: 0.4 J}. */
    private static List<String> numbersOf(String tip) {
        return SHOWN.matcher(tip.substring(tip.lastIndexOf(": ") + 2))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Set<Double> numbersOf(Exhibit exhibit) {
        return numbersIn(CsvFiles.of(List.of(exhibit)).values());
    }

    private static Set<Double> numbersIn(Collection<String> files) {
        Set<Double> numbers = new HashSet<>();
        for (String text : files) {
            CsvText.rows(text).stream()
                    .flatMap(List::stream)
                    .map(Value::parse)
                    .forEach(cell -> cell.number().ifPresent(numbers::add));
        }
        return numbers;
    }

    private static Element section(Exhibit exhibit) {
        return section(exhibit.title());
    }

    private static Element section(String heading) {
        return elements.stream()
                .filter(element -> element.getTagName().equals("section"))
                .filter(element -> element.getElementsByTagName("h2")
                        .item(0)
                        .getTextContent()
                        .equals(heading))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> attributes(String name) {
        return elements.stream()
                .map(element -> element.getAttribute(name))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> list = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            list.add((Element) nodes.item(i));
        }
        return list;
    }
}
