package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.zoo.ReadyNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command import, and the kind zoo. */
class ImportCommandTest {
    @Test
    void aNetworkOfTheZooIsPrintedAsAPart() {
        Run run = Run.of("import", "zoo", "BERT-base", "--tokens", "64");
        assertEquals(0, run.status(), run.err());
        ScenarioPart part = ScenarioPart.parse(run.out());
        assertEquals(List.of("BERT-base"), part.names("models"));
        assertTrue(run.out().contains("\"inputElements\": 64"), run.out());
        assertTrue(run.out().contains("BERT-base: layers computed from the zoo's description"), run.out());
    }

    @Test
    void theZooIsListed() {
        Run run = Run.of("import", "zoo");
        assertEquals(0, run.status());
        for (String name : ReadyNetwork.names()) {
            assertTrue(run.out().contains(name), run.out());
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        Run kind = Run.of("import");
        assertEquals(64, kind.status());
        assertTrue(kind.err().contains("a kind of file is missing; these are "), kind.err());
        Run name = Run.of("import", "zoo", "ResNet18");
        assertEquals(64, name.status());
        assertTrue(name.err().contains("'ResNet18' is no network of the zoo. Did you mean 'ResNet-18'"), name.err());
        Run tokens = Run.of("import", "zoo", "VGG-16", "--tokens", "3");
        assertEquals(64, tokens.status());
        assertTrue(tokens.err().contains("--tokens"), tokens.err());
    }

    @Test
    void everyKindSaysHowItCanEnd() {
        assertTrue(Run.of("import", "zoo", "--help").out().contains("74   output could not be written"));
    }
}
