/**
 * The fleet planner and the bulk planner on Apache Spark. Spark is provided by whoever runs it; built by the profile
 * {@code spark} into a jar of its own.
 */
@NullMarked
package io.github.jqodi.bench.spark;

import org.jspecify.annotations.NullMarked;
