/** Readers of learning curves, repeated seeds and targets: CSV and JSON lines, with the line named where one is wrong. */
@NullMarked
package io.github.jqodi.estimators.trace;

import org.jspecify.annotations.NullMarked;
