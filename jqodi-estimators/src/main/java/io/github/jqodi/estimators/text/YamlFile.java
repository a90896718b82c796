package io.github.jqodi.estimators.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML files, within the bounds of JSON ones. Needs {@code com.fasterxml.jackson.dataformat:jackson-dataformat-yaml}. */
final class YamlFile {
    private static final int MAX_CHARACTERS = (int) TextLimits.MAX_BYTES;
    private static final int MAX_DEPTH = 50;

    private YamlFile() {}

    static FileNode read(InputStream in) throws IOException {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(MAX_CHARACTERS);
        bounds.setNestingDepthLimit(MAX_DEPTH);
        // An alias repeats what it stands for, so that a short file could become an endless tree.
        bounds.setMaxAliasesForCollections(0);
        ObjectMapper mapper = new ObjectMapper(YAMLFactory.builder()
                .loaderOptions(bounds)
                .streamReadConstraints(FileNode.BOUNDS)
                .build());
        try {
            return new FileNode("", mapper.readTree(new BoundedInput(in)));
        } catch (JsonProcessingException e) {
            throw FileNode.unreadable(e, "YAML");
        }
    }
}
