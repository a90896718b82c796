package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One way through the packages, libraries only where they are named, and signatures that show JDK and own types only. */
class ArchitectureTest {
    private static final String CORE = "io.github.jqodi";
    private static final String ROOT = "io.github.jqodi.estimators";

    /** Every package, and which of those before it it may use; after the root stands what uses it. */
    private static final List<PackageRule> ORDER = List.of(
            rule("numeric"),
            rule("curve"),
            rule("text"),
            rule("profile", "numeric", "text"),
            rule("summary", "text"),
            rule("power", "text"),
            rule("measured", "text"),
            rule("seeds", "curve"),
            rule("trace", "curve", "seeds", "text"),
            rule("bandwidth", "text"),
            rule("calibrate", "curve", "numeric"),
            rule("baseline", "curve"),
            rule("parametric", "curve"),
            rule("history", "curve", "calibrate", "numeric"),
            rule("loss"),
            rule("onnx"),
            rule("neural", "curve", "loss", "numeric"),
            rule("bridge", "curve", "history"),
            rule("evaluate", "curve", "numeric", "seeds"),
            rule("", "curve", "seeds", "calibrate", "baseline", "parametric", "history", "neural"),
            rule("assemble", "curve", "seeds", "bridge", "bandwidth", ""));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private record PackageRule(String name, Set<String> uses) {}

    private static PackageRule rule(String name, String... uses) {
        return new PackageRule(name, Set.of(uses));
    }

    @Test
    void everyPackageHasItsPlaceAndEveryPlaceItsPackage() {
        Set<String> places = ORDER.stream().map(PackageRule::name).collect(Collectors.toSet());
        Set<String> packages = CLASSES.stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet());
        assertEquals(places, packages);
    }

    /** What a debugger or a log shows of a public class says something, if a caller can hold one. */
    @Test
    void publicClassesTellWhatTheyAre() {
        Set<String> mute = CLASSES.stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(c -> !c.isInterface() && !c.isRecord() && !c.isEnum() && !c.isAssignableTo(Throwable.class))
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !c.getSimpleName().equals("Builder"))
                .filter(c -> c.getCodeUnits().stream()
                        .anyMatch(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                                && (unit.isConstructor()
                                        || unit.getRawReturnType().equals(c))))
                .filter(c -> c.tryGetMethod("toString").isEmpty())
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), mute);
    }

    @Test
    void theOrderHasNoWayBack() {
        Set<String> before = new TreeSet<>();
        for (PackageRule rule : ORDER) {
            Set<String> ahead = new TreeSet<>(rule.uses());
            ahead.removeAll(before);
            assertEquals(Set.of(), ahead, rule.name());
            before.add(rule.name());
        }
    }

    @Test
    void packagesUseThoseTheyMayAndAllOfThem() {
        for (PackageRule rule : ORDER) {
            Set<String> used = CLASSES.stream()
                    .filter(c -> packageOf(c).equals(rule.name()))
                    .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                    .map(dependency -> dependency.getTargetClass())
                    .filter(c -> c.getPackageName().startsWith(ROOT))
                    .map(ArchitectureTest::packageOf)
                    .filter(name -> !name.equals(rule.name()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(rule.uses()), used, rule.name());
        }
    }

    @Test
    void librariesAreUsedOnlyWhereTheyAreNamed() {
        assertEquals(Set.of("bandwidth", "text", "trace"), usersOf("com.fasterxml.jackson"));
        assertEquals(Set.of("neural"), usersOf("ai.djl"));
        assertEquals(
                Set.of("baseline", "bridge", "history", "loss", "parametric", "profile", "seeds"),
                usersOf("org.apache.commons.math3"));
        assertEquals(Set.of("onnx"), usersOf("com.google.protobuf"));
        assertEquals(Set.of(), usersOf("java.util.logging"));
    }

    @Test
    void publicSignaturesShowOwnAndJdkTypesOnly() {
        Set<String> foreign = new TreeSet<>();
        CLASSES.stream()
                .filter(ArchitectureTest::isPublic)
                .forEach(c -> signatureTypes(c)
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !allowed(type))
                        .forEach(type -> foreign.add(c.getName() + " shows " + type.getName())));
        assertEquals(Set.of(), foreign);
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

    private static boolean isPublic(JavaClass c) {
        return c.getModifiers().contains(JavaModifier.PUBLIC)
                && c.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    /** Own types that are seen have to be public themselves. */
    private static boolean allowed(JavaClass type) {
        return type.isPrimitive()
                || type.getPackageName().startsWith("java.")
                || (type.getPackageName().startsWith(CORE) && isPublic(type));
    }

    private static Stream<JavaClass> signatureTypes(JavaClass c) {
        Stream<JavaType> members = c.getCodeUnits().stream()
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(ArchitectureTest::types);
        Stream<JavaType> parents = Stream.concat(c.getSuperclass().stream(), c.getInterfaces().stream());
        return Stream.concat(members, parents).flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }
}
