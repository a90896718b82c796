import org.jspecify.annotations.NullMarked;

/** Plans collaborative fine-tuning and inference of neural networks across device, edge and cloud. */
@NullMarked
@SuppressWarnings("module") // the estimators are an automatic module, which need not be there
module io.github.jqodi {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires transitive com.google.common;
    requires static org.jspecify;

    exports io.github.jqodi;
    exports io.github.jqodi.error;
    exports io.github.jqodi.scenario;
    exports io.github.jqodi.estimate;
    exports io.github.jqodi.cost;
    exports io.github.jqodi.cost.analytic;
    exports io.github.jqodi.plan;
    exports io.github.jqodi.tree;
    exports io.github.jqodi.solve;
    exports io.github.jqodi.frontier;
    exports io.github.jqodi.strategy;
    exports io.github.jqodi.control;
    exports io.github.jqodi.fleet;
    exports io.github.jqodi.zoo;
    exports io.github.jqodi.json;
    exports io.github.jqodi.view;
    exports io.github.jqodi.report;
    exports io.github.jqodi.base to
            io.github.jqodi.estimators;
}
