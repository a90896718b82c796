/** Figures that do not depend on how busy a machine is, and the ceilings they are held below. */
@NullMarked
package io.github.jqodi.bench.guard;

import org.jspecify.annotations.NullMarked;
