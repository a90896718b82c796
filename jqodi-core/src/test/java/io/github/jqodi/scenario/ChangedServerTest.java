package io.github.jqodi.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedServerTest {
    private static final EdgeServer NEAR = EdgeServer.named("near");
    private static final EdgeServer FAR = EdgeServer.named("far");
    private static final Scenario SCENARIO = Scenario.builder("servers", Target.of(1, 1))
            .edgeServer(NEAR)
            .edgeServer(FAR)
            .quantizations(List.of(Quantization.of(8)))
            .model(ModelVersion.of("m", 0.5, List.of()))
            .build();

    @Test
    void oneServerIsChangedWhereItStands() {
        EdgeServer changed = NEAR.withDeviceLink(Link.of(5, 0));
        assertEquals(List.of(changed, FAR), SCENARIO.withServer(changed).edgeServers());
        EdgeServer unknown = EdgeServer.named("fra");
        String message = assertThrows(InvalidValueException.class, () -> SCENARIO.withServer(unknown))
                .getMessage();
        assertEquals("server ('fra') is not in this scenario. Did you mean 'far'? Known are near, far.", message);
    }
}
