package io.github.jqodi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One way through the packages, and signatures that show JDK and own types only. */
class ArchitectureTest {
    private static final String ROOT = "io.github.jqodi";

    /** A package may use those before it; the root is the front door. */
    private static final List<String> ORDER = List.of(
            "error",
            "base",
            "knapsack",
            "scenario",
            "estimate",
            "cost",
            "cost.analytic",
            "plan",
            "tree",
            "solve",
            "search",
            "frontier",
            "strategy",
            "",
            "control",
            "fleet");

    /** Used by nobody; may use everything in the order. */
    private static final List<String> BESIDE = List.of("zoo", "json", "view", "report");

    private static final Set<String> NOT_EXPORTED = Set.of("base", "knapsack", "search");

    private static final Set<String> KNAPSACK_USERS = Set.of("search", "frontier", "fleet");

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "jqodi");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?io\\.github\\.jqodi((?:\\.[a-z]\\w*)*)\\.[A-Z]");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyPackageHasItsPlace() {
        Set<String> unplaced = CLASSES.stream()
                .map(ArchitectureTest::packageOf)
                .filter(name -> !ORDER.contains(name) && !BESIDE.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unplaced);
    }

    @Test
    void packagesUseOnlyThoseBeforeThem() {
        Set<String> against = new TreeSet<>();
        for (JavaClass user : CLASSES) {
            user.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(used -> used.getPackageName().startsWith(ROOT))
                    .filter(used -> !mayUse(packageOf(user), packageOf(used)))
                    .forEach(used -> against.add(user.getName() + " uses " + used.getName()));
        }
        assertEquals(Set.of(), against);
    }

    /** Constants of other classes are written into those that use them, so only the source tells where they are from. */
    @Test
    void sourcesImportOnlyPackagesBeforeTheirs() throws IOException {
        Set<String> against = new TreeSet<>();
        Set<String> knapsackUsers = new TreeSet<>();
        for (Path file : sources()) {
            String user = packageOf(file);
            for (String used : imports(Files.readString(file))) {
                if (!mayUse(user, used)) {
                    against.add(file + " imports from " + used);
                }
                if (used.equals("knapsack") && !user.equals("knapsack")) {
                    knapsackUsers.add(user);
                }
            }
        }
        assertEquals(Set.of(), against);
        assertEquals(KNAPSACK_USERS, knapsackUsers);
    }

    @Test
    void importsAreFoundOfWhateverKind() {
        String source = """
                package io.github.jqodi.a;

                import static io.github.jqodi.cost.analytic.X.MOST;
                import io.github.jqodi.Planner;
                import java.util.List;
                import io.github.jqodi.b.Y.Z;
                """;
        assertEquals(Set.of("cost.analytic", "", "b"), imports(source));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Set<String> imports(String source) {
        return IMPORT.matcher(source)
                .results()
                .map(found -> found.group(1).replaceFirst("^\\.", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String packageOf(Path file) {
        return SOURCES.relativize(file.getParent()).toString().replace(File.separatorChar, '.');
    }

    @Test
    void theWorldKnowsNothingOfKnapsacks() {
        Set<String> users = CLASSES.stream()
                .filter(user -> !packageOf(user).equals("knapsack"))
                .filter(user -> user.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> packageOf(d.getTargetClass()).equals("knapsack")))
                .map(ArchitectureTest::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(KNAPSACK_USERS, users);
    }

    @Test
    void publicSignaturesShowOwnAndJdkTypesOnly() {
        Set<String> foreign = new TreeSet<>();
        CLASSES.stream()
                .filter(c -> isPublic(c) && !NOT_EXPORTED.contains(packageOf(c)))
                .forEach(c -> signatureTypes(c)
                        .filter(type -> !allowed(type) && !guavaInView(c, type))
                        .forEach(type -> foreign.add(c.getName() + " shows " + type.getName())));
        assertEquals(Set.of(), foreign);
    }

    @Test
    void librariesAreUsedOnlyWhereTheyAreNamed() {
        assertEquals(Set.of("json"), usersOf("com.fasterxml.jackson"));
        assertEquals(Set.of("view"), usersOf("com.google.common"));
        assertEquals(Set.of(), usersOf("java.util.logging"));
    }

    @Test
    void nothingIsPrinted() {
        Set<String> printers = CLASSES.stream()
                .filter(c -> c.getFieldAccessesFromSelf().stream()
                        .anyMatch(access -> access.getTargetOwner().isEquivalentTo(System.class)))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), printers);
    }

    /** What a debugger or a log shows of a public class says something, if a caller can hold one. */
    @Test
    void publicClassesTellWhatTheyAre() {
        Set<String> mute = CLASSES.stream()
                .filter(c -> isPublic(c) && !NOT_EXPORTED.contains(packageOf(c)))
                .filter(c -> !c.isInterface() && !c.isRecord() && !c.isEnum() && !c.isAssignableTo(Throwable.class))
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !c.getSimpleName().equals("Builder"))
                .filter(c -> c.getFields().stream()
                        .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC)))
                .filter(c -> c.getCodeUnits().stream()
                        .anyMatch(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                                && (unit.isConstructor()
                                        || unit.getRawReturnType().equals(c))))
                .filter(c -> c.tryGetMethod("toString").isEmpty())
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), mute);
    }

    private static boolean mayUse(String user, String used) {
        if (user.equals(used)) {
            return true;
        }
        if (BESIDE.contains(user)) {
            return ORDER.contains(used);
        }
        return ORDER.indexOf(used) >= 0 && ORDER.indexOf(used) < ORDER.indexOf(user);
    }

    private static Set<String> usersOf(String library) {
        return CLASSES.stream()
                .filter(c -> c.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(library)))
                .map(ArchitectureTest::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String packageOf(JavaClass c) {
        String name = c.getPackageName();
        if (!name.startsWith(ROOT)) {
            return name;
        }
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static boolean isPublic(JavaClass c) {
        return c.getModifiers().contains(JavaModifier.PUBLIC)
                && c.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean allowed(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.isPrimitive()
                || base.getPackageName().startsWith("java.")
                || (base.getPackageName().startsWith(ROOT) && !NOT_EXPORTED.contains(packageOf(base)));
    }

    private static boolean guavaInView(JavaClass user, JavaClass type) {
        return packageOf(user).equals("view") && type.getPackageName().startsWith("com.google.common.graph");
    }

    private static Stream<JavaClass> signatureTypes(JavaClass c) {
        Stream<JavaType> members = Stream.concat(
                c.getFields().stream().filter(ArchitectureTest::visible).map(JavaField::getType),
                c.getCodeUnits().stream()
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                                || unit.getModifiers().contains(JavaModifier.PROTECTED))
                        .flatMap(ArchitectureTest::types));
        Stream<JavaType> parents = Stream.concat(c.getSuperclass().stream(), c.getInterfaces().stream());
        return Stream.concat(members, parents).flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static boolean visible(JavaField field) {
        return field.getModifiers().contains(JavaModifier.PUBLIC)
                || field.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }
}
