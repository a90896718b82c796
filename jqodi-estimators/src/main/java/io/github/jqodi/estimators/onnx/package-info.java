/**
 * Models from ONNX files: layers with multiply-adds, weights and outputs, and the places where a network can be cut.
 *
 * <p>Reading needs {@code com.google.protobuf:protobuf-java}, which is optional: without it reading ends in an error that names
 * it. Weights are skipped, not loaded, so that a file of gigabytes takes no more memory than its graph.
 */
@NullMarked
package io.github.jqodi.estimators.onnx;

import org.jspecify.annotations.NullMarked;
