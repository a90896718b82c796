/** Scenarios put together from what people have: parts of files, presets, past runs, a target. */
@NullMarked
package io.github.jqodi.estimators.assemble;

import org.jspecify.annotations.NullMarked;
