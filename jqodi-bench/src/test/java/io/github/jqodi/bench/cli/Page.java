package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A page or figure that a command has written, parsed as XML. */
final class Page {
    private final Document document;

    private Page(Document document) {
        this.document = document;
    }

    /** Parses what was printed; fails where it is not well-formed, or wants anything from elsewhere. */
    static Page of(String text) {
        assertFalse(text.matches("(?is).*(<script|<link|src=|@import|href=\"[^#]).*"), text);
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return new Page(builder.parse(new InputSource(new StringReader(text))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(text, e);
        }
    }

    int count(String element) {
        return document.getElementsByTagName(element).getLength();
    }

    /** The exact numbers, in order. */
    List<Double> numbers() {
        NodeList data = document.getElementsByTagName("data");
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < data.getLength(); i++) {
            numbers.add(Double.parseDouble(((Element) data.item(i)).getAttribute("value")));
        }
        return numbers;
    }

    /** The exact numbers of the table with a caption, in order. */
    List<Double> numbers(String caption) {
        NodeList tables = document.getElementsByTagName("table");
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            if (table.getElementsByTagName("caption").item(0).getTextContent().equals(caption)) {
                NodeList data = table.getElementsByTagName("data");
                for (int k = 0; k < data.getLength(); k++) {
                    numbers.add(Double.parseDouble(((Element) data.item(k)).getAttribute("value")));
                }
            }
        }
        return numbers;
    }
}
