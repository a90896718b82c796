package io.github.jqodi.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A page or a figure as a reader without eyes has it: parsed as XML, and asked for what accessibility needs. */
public final class ReadPage {
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i)(src|href|action)=\"(?!#)|url\\((?!#)|@import|<script|<link|<iframe|<object| on[a-z]+=");

    private final String text;
    private final Document document;

    private ReadPage(String text, Document document) {
        this.text = text;
        this.document = document;
    }

    /** Parses a page or an SVG document; fails where it is no well-formed XML. */
    public static ReadPage of(String text) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return new ReadPage(text, builder.parse(new InputSource(new StringReader(text))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + " in " + text, e);
        }
    }

    /** Every complaint is a failure. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    /** All elements of a name in order. */
    public List<Element> all(String name) {
        return list(document.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The exact numbers of a page, in order. */
    public List<Double> numbers() {
        return numbers(document.getDocumentElement());
    }

    /** The exact numbers of an element, in order. */
    public static List<Double> numbers(Element element) {
        return list(element.getElementsByTagName("data")).stream()
                .map(data -> Double.parseDouble(data.getAttribute("value")))
                .toList();
    }

    /** Tables by caption, each a list of rows of cells, headings left out. */
    private Map<String, List<List<Element>>> tables() {
        Map<String, List<List<Element>>> tables = new TreeMap<>();
        for (Element table : all("table")) {
            String caption = table.getElementsByTagName("caption").item(0).getTextContent();
            List<List<Element>> rows = new ArrayList<>();
            for (String part : List.of("tbody", "tfoot")) {
                for (Element body : list(table.getElementsByTagName(part))) {
                    list(body.getElementsByTagName("tr")).forEach(row -> rows.add(cells(row)));
                }
            }
            tables.put(caption, rows);
        }
        return tables;
    }

    /** The rows of a table by its caption; none where there is no such table. */
    public List<List<Element>> table(String caption) {
        return tables().getOrDefault(caption, List.of());
    }

    private static List<Element> cells(Element row) {
        List<Element> cells = new ArrayList<>();
        for (Node child = row.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element cell) {
                cells.add(cell);
            }
        }
        return cells;
    }

    /** Nothing is fetched and nothing runs. */
    public ReadPage standsAlone() {
        String body = text.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xhtml", "");
        assertFalse(ELSEWHERE.matcher(body).find(), text);
        return this;
    }

    /** Every figure has a name and a description, which its attribute names, and ids stand for one element each. */
    public ReadPage figuresAreNamed() {
        Set<String> ids = new HashSet<>();
        for (Element element : all("*")) {
            String id = element.getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), id);
        }
        for (Element svg : all("svg")) {
            assertEquals("img", svg.getAttribute("role"));
            String[] names = svg.getAttribute("aria-labelledby").split(" ", -1);
            List<Element> first = cells(svg);
            assertEquals("title", first.get(0).getTagName());
            assertEquals("desc", first.get(1).getTagName());
            assertEquals(
                    List.of(names),
                    List.of(first.get(0).getAttribute("id"), first.get(1).getAttribute("id")));
            assertFalse(first.get(0).getTextContent().isBlank());
            assertFalse(first.get(1).getTextContent().isBlank());
            assertFalse(svg.getAttribute("viewBox").isEmpty());
        }
        for (Element element : all("*")) {
            for (String name : element.getAttribute("aria-labelledby").split(" ", -1)) {
                assertTrue(name.isEmpty() || ids.contains(name), name);
            }
            String fill = element.getAttribute("fill");
            assertTrue(fill.isEmpty() || ids.contains(fill.substring("url(#".length(), fill.length() - 1)), fill);
            String link = element.getAttribute("href");
            assertTrue(link.isEmpty() || ids.contains(link.substring(1)), link);
        }
        return this;
    }

    /** Language, title, landmarks, headings in order, tables with captions, scopes and a box that the keyboard reaches. */
    public ReadPage readsInOrder() {
        assertEquals("en", document.getDocumentElement().getAttribute("lang"));
        assertEquals(1, all("h1").size());
        assertEquals(1, all("main").size());
        assertEquals(
                all("h1").get(0).getTextContent(),
                all("head").get(0).getElementsByTagName("title").item(0).getTextContent());
        int before = 0;
        for (Element element : all("*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int level = element.getTagName().charAt(1) - '0';
                assertTrue(level <= before + 1, element.getTextContent());
                before = level;
            }
        }
        for (Element table : all("table")) {
            assertEquals("caption", cells(table).get(0).getTagName());
            Element box = (Element) table.getParentNode();
            assertEquals("0", box.getAttribute("tabindex"));
            assertEquals("region", box.getAttribute("role"));
            for (Element heading : list(table.getElementsByTagName("th"))) {
                assertTrue(heading.getAttribute("scope").matches("col|row"));
            }
            int columns = list(table.getElementsByTagName("thead"))
                    .get(0)
                    .getElementsByTagName("th")
                    .getLength();
            for (Element row : list(table.getElementsByTagName("tr"))) {
                assertEquals(columns, cells(row).size());
            }
        }
        assertTrue(text.contains("<meta name=\"viewport\" content=\"width=device-width"));
        assertTrue(text.contains("prefers-color-scheme:dark"));
        assertTrue(text.contains("@media print"));
        return this;
    }

    /** What is shown of each number is that number, rounded. */
    public ReadPage showsItsNumbers() {
        for (Element data : all("data")) {
            double value = Double.parseDouble(data.getAttribute("value"));
            String shown = data.getTextContent()
                    .replace("\u202f", "")
                    .replace('\u2212', '-')
                    .replaceAll("\u00a0.*", "");
            double read = Double.parseDouble(shown.replaceAll("[<>+ ]", ""));
            boolean isPlain = Math.abs(read - value) <= 1e-5 * Math.abs(value) + Double.MIN_NORMAL;
            boolean isPercent = Math.abs(read / 100 - value) <= 5.1e-4 + 1e-9 * Math.abs(value);
            boolean isAbove = shown.startsWith(">") && value > read / 100 && value < 1;
            boolean isBelow = shown.startsWith("<") && value < read / 100 && value > 0;
            assertTrue(isPlain || isPercent || isAbove || isBelow, data.getTextContent() + " of " + value);
        }
        return this;
    }

    @Override
    public String toString() {
        return text;
    }
}
