/** Arithmetic on arrays that several estimators share. */
@NullMarked
package io.github.jqodi.estimators.numeric;

import org.jspecify.annotations.NullMarked;
