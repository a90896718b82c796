package io.github.jqodi.estimators.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.estimators.testing.HidingLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a caller without Protocol Buffers is told: classes are loaded anew by a loader that does not show them. */
class MissingProtobufTest {
    private static final String HERE = "io.github.jqodi.estimators.onnx.";

    @Test
    void readingNamesTheJarToAdd() throws ReflectiveOperationException {
        Class<?> user = new HidingLoader(HERE, "com.google.protobuf.").loadClass(User.class.getName());
        assertNotSame(User.class, user);
        Method read = user.getDeclaredMethod("read");
        read.setAccessible(true);
        InvocationTargetException e = assertThrows(InvocationTargetException.class, () -> read.invoke(null));
        assertEquals(
                "onnx (model) needs Protocol Buffers to be read. "
                        + "Add com.google.protobuf:protobuf-java:4.33.1 to the class path.",
                Objects.requireNonNull(e.getCause()).getMessage());
    }

    @Test
    void nothingIsMissingHere() {
        assertEquals(Optional.empty(), OnnxModel.missing());
    }

    /** What somebody without the jar does. */
    static final class User {
        private User() {}

        static void read() throws IOException {
            OnnxModel.read(new ByteArrayInputStream(new byte[] {1, 2, 3}), OnnxLimits.DEFAULT);
        }
    }
}
