package io.github.jqodi.estimators.onnx;

/**
 * A named value with what a file says of it.
 *
 * @param name within its graph
 * @param type as stated
 */
record ValueInfo(String name, TypeInfo type) {}
