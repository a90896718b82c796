package consumer;

import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.Planner;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.SolveResult;
import java.util.List;

/** Plans a problem built in code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (!Planner.class.getModule().isNamed() || !Main.class.getModule().isNamed()) {
            throw new IllegalStateException("not on the module path");
        }
        Scenario scenario = Scenario.builder("consumer", Target.of(100, 0.02))
                .cloud(Cloud.of("cloud", 1e12, 1e-10))
                .device(Device.of("device", 1e10, 1e-10))
                .edgeServer(EdgeServer.of("fast", new Processor(1e12, 1e-9), Link.of(1e8, 1e-8), Link.of(1e7, 1e-7)))
                .edgeServer(EdgeServer.of("slow", new Processor(1e10, 1e-10), Link.of(1e8, 1e-8), Link.of(1e7, 1e-7)))
                .bitWidths(4, 8)
                .workload(Workload.of(1000, 100))
                .model(ModelVersion.of("model", 0.019, List.of(
                        new Layer("first", 1e6, 1e4, 1e3), new Layer("second", 1e7, 1e5, 1e2), new Layer("third", 1e5, 1e4, 10))))
                .build();
        Estimators beliefs = Estimators.of(new EstimateTable(List.of(
                EstimateTable.Row.of(QuantizedModel.of("model", 4), EpochEstimate.normal(30, 3)),
                EstimateTable.Row.of(QuantizedModel.of("model", 8), EpochEstimate.of(20, 24)))));
        SolveResult result = Planner.create().plan(Problem.of(scenario, beliefs));
        System.out.println("planned: " + result.status() + " " + result.plan().orElseThrow().pair());
    }
}
