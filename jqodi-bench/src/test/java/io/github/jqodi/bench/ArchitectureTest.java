package io.github.jqodi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One way through the packages, libraries only where they are named, and nothing public without a user outside its package. */
class ArchitectureTest {
    private static final String ROOT = "io.github.jqodi.bench";

    /** Every package, and which of those before it it may use. */
    private static final List<Layer> ORDER = List.of(
            layer("program"),
            layer("qat"),
            layer("examples"),
            layer("report"),
            layer("peer"),
            layer("peer.library", "peer"),
            layer("scenario", "program", "peer"),
            layer("jmh", "peer", "peer.library", "scenario"),
            layer("compare", "report"),
            layer("guard", "program", "jmh", "peer", "scenario"),
            layer("study", "program", "qat", "report", "peer", "peer.library", "scenario", "jmh"),
            layer("queueing", "program", "report", "scenario"),
            layer("spark", "program", "report", "scenario"),
            layer("replay", "report", "scenario"),
            layer("regret", "program", "qat", "replay", "report", "scenario"),
            layer("reproduce", "report", "scenario"),
            layer("cli", "report", "scenario", "compare", "study", "replay", "reproduce"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** The package that the profile of its name compiles. */
    private static final String SPARK = "spark";

    private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages(ROOT);

    private static final Pattern LEFT_OUT = Pattern.compile("<exclude>(io/github/jqodi/bench/[^*<]+)\\*+</exclude>");

    private static final Pattern PARAMETERS = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern MODEL =
            Pattern.compile("(final )?(ModelVersion \\w+|String (\\w*[mM]odel\\w*|name|version))");
    private static final Pattern BITS = Pattern.compile("(final )?(int|Integer|double) (\\w*[bB]its|\\w*[wW]idth)");

    /** Where a pair is made, where bits are a quantity, and what a trace tells of a run. */
    private static final Set<String> OF_BITS = Set.of(
            "Quantization.java", "QuantizedModel.java", "LayerLoads.java", "RunFeatures.java", "ReadyNetwork.java");

    private record Layer(String name, Set<String> uses) {}

    private static Layer layer(String name, String... uses) {
        return new Layer(name, Set.of(uses));
    }

    @Test
    void everyPackageHasItsPlaceAndEveryPlaceItsPackage() {
        Set<String> places = ORDER.stream()
                .map(Layer::name)
                .filter(name -> !name.equals(SPARK) || isBuilt(SPARK))
                .collect(Collectors.toSet());
        Set<String> packages = CLASSES.stream()
                .map(ArchitectureTest::packageOf)
                .filter(name -> !name.startsWith("jmh."))
                .collect(Collectors.toSet());
        assertEquals(places, packages);
    }

    @Test
    void theOrderHasNoWayBack() {
        Set<String> before = new TreeSet<>();
        for (Layer layer : ORDER) {
            Set<String> ahead = new TreeSet<>(layer.uses());
            ahead.removeAll(before);
            assertEquals(Set.of(), ahead, layer.name());
            before.add(layer.name());
        }
    }

    private static boolean isBuilt(String name) {
        return CLASSES.stream().anyMatch(c -> packageOf(c).equals(name));
    }

    @Test
    void packagesUseThoseTheyMayAndAllOfThem() {
        for (Layer layer : ORDER) {
            if (layer.name().equals(SPARK) && !isBuilt(SPARK)) {
                continue;
            }
            Set<String> used = CLASSES.stream()
                    .filter(c -> packageOf(c).equals(layer.name()))
                    .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(c -> c.getPackageName().startsWith(ROOT))
                    .map(ArchitectureTest::packageOf)
                    .filter(name -> !name.equals(layer.name()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(layer.uses()), used, layer.name());
        }
    }

    /** The command line's jar leaves the other libraries out, so its code must not need them. */
    @Test
    void librariesAreUsedOnlyWhereTheyAreNamed() {
        assertEquals(Set.of("peer.library"), usersOf("com.google.ortools"));
        assertEquals(Set.of("peer.library"), usersOf("org.jgrapht"));
        assertEquals(Set.of("cli", "compare", "report"), usersOf("com.fasterxml.jackson"));
        assertEquals(
                Set.of("cli", "guard", "program", "queueing", "regret", "scenario", "study"),
                withoutSpark(usersOf("picocli")));
        assertEquals(Set.of(), usersOf("java.util.logging"));
    }

    private static Set<String> withoutSpark(Set<String> packages) {
        return packages.stream().filter(name -> !name.equals(SPARK)).collect(Collectors.toSet());
    }

    /** The pom names what the command line's jar leaves out; a name that no class has is one that was moved. */
    @Test
    void theCommandLineNeedsNothingThatItsJarLeavesOut() throws IOException {
        Map<String, List<JavaClass>> leftOut = LEFT_OUT.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(found -> found.group(1).replace('/', '.'))
                .collect(Collectors.toMap(
                        prefix -> prefix,
                        prefix -> CLASSES.stream()
                                .filter(c -> c.getName().startsWith(prefix))
                                .toList()));
        assertEquals(9, leftOut.size());
        leftOut.forEach((prefix, classes) -> assertFalse(classes.isEmpty(), prefix));
        Set<String> needed = CLASSES.stream()
                .filter(c -> packageOf(c).equals("cli"))
                .flatMap(c -> c.getTransitiveDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getName())
                .filter(name -> leftOut.keySet().stream().anyMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), needed);
    }

    /** A pair (a,q) is a QuantizedModel: in no module does a method or record take a model together with bits. */
    @Test
    void pairsAreTakenByName() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : List.of("jqodi-core", "jqodi-estimators", "jqodi-bench")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    PARAMETERS
                            .matcher(Files.readString(file))
                            .results()
                            .map(list -> list.group(1))
                            .filter(ArchitectureTest::takesModelAndBits)
                            .map(list -> file.getFileName().toString())
                            .forEach(found::add);
                }
            }
        }
        assertTrue(found.contains("QuantizedModel.java"), "the search finds the one place that has to be there");
        found.removeAll(OF_BITS);
        assertEquals(Set.of(), found);
    }

    @Test
    void modelsAndBitsAreFoundInWhateverOrderTheyStand() {
        assertTrue(takesModelAndBits("String model, int bits"));
        assertTrue(takesModelAndBits("\n    Scenario scenario,\n    ModelVersion version,\n    final int width"));
        assertTrue(takesModelAndBits("int newBits, String newModel, Reason reason"));
        assertFalse(takesModelAndBits("String model, Quantization quantization"));
        assertFalse(takesModelAndBits("String field, int bits"));
        assertFalse(takesModelAndBits("model, bits"));
    }

    private static boolean takesModelAndBits(String parameters) {
        List<String> each = Stream.of(parameters.split(",", -1))
                .map(parameter -> parameter.strip().replaceAll("\\s+", " "))
                .toList();
        return each.stream().anyMatch(p -> MODEL.matcher(p).matches())
                && each.stream().anyMatch(p -> BITS.matcher(p).matches());
    }

    /** Tests count as users; programs are used by whoever starts them, benchmarks by JMH. */
    @Test
    void whatNobodyOutsideUsesIsHidden() {
        Set<String> exposed = CLASSES.stream()
                .filter(c -> c.isTopLevelClass() && c.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(c -> !packageOf(c).startsWith("jmh"))
                // whose jar is for programs of others too
                .filter(c -> !packageOf(c).equals(SPARK))
                .filter(c -> c.getMethods().stream().noneMatch(m -> m.getName().equals("main")))
                .filter(c -> WITH_TESTS.stream()
                        .filter(user -> !packageOf(user).equals(packageOf(c)))
                        .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                        .noneMatch(used -> used.getTargetClass()
                                        .getBaseComponentType()
                                        .getName()
                                        .equals(c.getName())
                                || used.getTargetClass()
                                        .getBaseComponentType()
                                        .getName()
                                        .startsWith(c.getName() + "$")))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), exposed);
    }

    private static Set<String> usersOf(String library) {
        return CLASSES.stream()
                .filter(c -> c.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass()
                                .getBaseComponentType()
                                .getPackageName()
                                .startsWith(library)))
                .map(ArchitectureTest::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String packageOf(JavaClass c) {
        String name = c.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
