package io.github.jqodi.cost.analytic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.scenario.Equation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Equations 1 to 10 against values worked by hand, and the list of all equations. */
class EquationsTest {
    private static final double[] BITS = {800, 1600, 2400};
    private static final double[] MACS = {17.5, 35, 52.5};
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| .* \\| `([A-Za-z.]+)` \\|");

    @Test
    void equation1SumsTheWholeModel() {
        assertEquals(4800, Equations.cloudToEdgeBits(BITS));
    }

    @Test
    void equation2SumsTheShallowPart() {
        assertEquals(0, Equations.edgeToDeviceBits(BITS, 0));
        assertEquals(2400, Equations.edgeToDeviceBits(BITS, 2));
        assertEquals(4800, Equations.edgeToDeviceBits(BITS, 3));
    }

    @Test
    void equations3And4ShareTheWork() {
        assertEquals(17.5, Equations.deviceMacs(MACS, 1));
        assertEquals(87.5, Equations.serverMacs(MACS, 1));
        assertEquals(105, Equations.deviceMacs(MACS, 3));
        assertEquals(0, Equations.serverMacs(MACS, 3));
    }

    @Test
    void equations5And6AddRunAndTransfer() {
        assertEquals(5, Equations.epochSeconds(2, 3));
        assertEquals(9, Equations.epochJoules(4, 5));
    }

    @Test
    void equation7DividesWorkBySpeed() {
        // 20/10 + 100/50 + 300/100
        assertEquals(7, Equations.runSeconds(20, 10, 100, 50, 300, 100));
    }

    @Test
    void equation8MultipliesWorkByEnergy() {
        // 20·2 + 100·3 + 300·5
        assertEquals(1840, Equations.runJoules(20, 2, 100, 3, 300, 5));
    }

    @Test
    void equation9SendsEverythingDownAndUp() {
        // 2·(4800/100 + 800/50), and with uplinks of half the rate 48 + 16 + 32 + 96
        assertEquals(128, Equations.transferSeconds(4800, 100, 100, 800, 50, 50));
        assertEquals(192, Equations.transferSeconds(4800, 100, 50, 800, 50, 25));
    }

    @Test
    void equation9TakesNoTimeForNothingEvenOverALinkThatIsDown() {
        assertEquals(96, Equations.transferSeconds(4800, 100, 100, 0, 0, 0));
    }

    @Test
    void equation10SendsEverythingDownAndUp() {
        // 2·(4800·0.5 + 800·0.25), and with dearer uplinks 2400 + 200 + 400 + 4800
        assertEquals(5200, Equations.transferJoules(4800, 0.5, 0.5, 800, 0.25, 0.25));
        assertEquals(7800, Equations.transferJoules(4800, 0.5, 1, 800, 0.25, 0.5));
    }

    @Test
    void everyEquationOfTheModelStandsInExactlyOneMethod() throws IOException {
        List<Method> methods = methods();
        assertEquals(
                "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]",
                methods.stream().map(EquationsTest::number).toList().toString(),
                methods.toString());
    }

    @Test
    void theTableOfEquationsNamesEachMethod() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs", "equations.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        assertEquals(
                methods().stream()
                        .map(method -> number(method) + " " + place(method))
                        .toList(),
                rows);
    }

    private static List<Method> methods() throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("module-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(name -> !name.endsWith("package-info"))
                    .flatMap(name -> Stream.of(load(name).getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(Equation.class))
                    .sorted(Comparator.comparingInt(EquationsTest::number))
                    .toList();
        }
    }

    private static String place(Method method) {
        return method.getDeclaringClass().getName().substring("io.github.jqodi.".length()) + "." + method.getName();
    }

    private static int number(Method method) {
        return method.getAnnotation(Equation.class).value();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, EquationsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
