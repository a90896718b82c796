package io.github.jqodi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.solve.SolveOptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A null is told at the door and by its name: in each component of a record, and in each {@code with…} of an immutable value. The
 * values are those that a problem, a fleet and their planners hold.
 */
class NullsTest {
    private static final int FEWEST_KINDS = 20;

    @Test
    void nullsAreToldByName() throws Exception {
        TreeSet<String> late = new TreeSet<>();
        Map<Class<?>, Object> values = values();
        for (Object value : values.values()) {
            if (value.getClass().isRecord()) {
                late.addAll(components(value));
            }
            for (Method method : value.getClass().getMethods()) {
                if (isWith(value.getClass(), method)) {
                    late.addAll(arguments(value, method));
                }
            }
        }
        assertTrue(values.size() >= FEWEST_KINDS, () -> values.keySet().toString());
        assertEquals("", String.join("\n", late));
    }

    private static boolean isWith(Class<?> type, Method method) {
        return method.getName().startsWith("with")
                && method.getReturnType() == type
                && method.getParameterCount() == 1
                && !method.getParameterTypes()[0].isPrimitive();
    }

    private static List<String> arguments(Object value, Method method) {
        return told(() -> method.invoke(value, new Object[] {null}))
                ? List.of()
                : List.of(value.getClass().getSimpleName() + "." + method.getName());
    }

    private static List<String> components(Object value) throws ReflectiveOperationException {
        List<String> late = new ArrayList<>();
        RecordComponent[] components = value.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = value.getClass().getConstructor(types);
        for (int i = 0; i < components.length; i++) {
            @Nullable Object[] arguments = new Object[components.length];
            for (int j = 0; j < arguments.length; j++) {
                arguments[j] = i == j ? null : components[j].getAccessor().invoke(value);
            }
            if (!types[i].isPrimitive() && !told(() -> constructor.newInstance(arguments))) {
                late.add(value.getClass().getSimpleName() + "(" + components[i].getName() + ")");
            }
        }
        return late;
    }

    /** Calls by reflection. */
    private interface Call {
        Object make() throws ReflectiveOperationException;
    }

    /** Whether a call ends in an exception whose message is a name, and no sentence of the Java machine. */
    private static boolean told(Call call) {
        try {
            call.make();
            return false;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            return cause instanceof NullPointerException
                    && String.valueOf(cause.getMessage()).matches("\\w+")
                    && cause.getMessage() != null;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot be called", e);
        }
    }

    /** One value of each public type that the roots hold; what they work out is not made by callers. */
    private static Map<Class<?>, Object> values() throws ReflectiveOperationException {
        Map<Class<?>, Object> found = new LinkedHashMap<>();
        Deque<Object> open = new ArrayDeque<>(roots());
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (next instanceof Iterable<?> many) {
                many.forEach(open::push);
            } else if (next instanceof Optional<?> maybe) {
                maybe.ifPresent(open::push);
            } else if (isOwn(next.getClass()) && found.putIfAbsent(next.getClass(), next) == null) {
                for (Method method : next.getClass().getMethods()) {
                    if (method.getParameterCount() == 0
                            && !method.getName().equals("assess")
                            && !Modifier.isStatic(method.getModifiers())
                            && isValue(method.getReturnType())) {
                        open.push(method.invoke(next));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith("io.github.jqodi.")
                && Modifier.isPublic(type.getModifiers())
                && !type.isEnum()
                && !type.getPackageName().endsWith(".base");
    }

    private static boolean isValue(Class<?> type) {
        return isOwn(type) || type == List.class || type == Optional.class;
    }

    private static List<Object> roots() {
        Problem problem = problem();
        Fleet fleet = new Fleet(
                3600, List.of(Capacity.of(Resource.node("s"))), 0.9, List.of(FleetDevice.of("d", problem, 5)));
        return List.of(
                problem,
                fleet,
                AnalyticCosts.PAPER,
                Planner.create(),
                FleetPlanner.create(),
                SolveOptions.DEFAULT,
                FleetOptions.DEFAULT,
                ControlOptions.DEFAULT,
                RunInProgress.of(QuantizedModel.of("m", 8), 1, 1, 1));
    }

    private static Problem problem() {
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "nulls", "target": {"deadlineSeconds": 1e6, "loss": 0.5},
                 "cloud": {"name": "cloud", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
                 "device": {"name": "phone", "macsPerSecond": 1e6, "joulesPerMac": 1e-9},
                 "edgeServers": [{"name": "s", "macsPerSecond": 1e8, "joulesPerMac": 1e-9,
                   "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 0},
                   "deviceLink": {"bitsPerSecond": 1e7, "joulesPerBit": 0.001}}],
                 "bitWidths": [8], "workload": {"trainSamples": 1, "validationSamples": 0},
                 "models": [{"name": "m", "loss": 0.1, "cuts": [1], "variants": [{"bits": 8, "layers": [
                   {"macsPerEpoch": 1, "sizeBits": 20, "outputBitsPerEpoch": 1},
                   {"macsPerEpoch": 5, "sizeBits": 1, "outputBitsPerEpoch": 1}]}]}],
                 "costs": {"kind": "analytic"},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 4, "robust": 4}, "reaches": 0.5}]}
                """);
    }
}
