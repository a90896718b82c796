/** Exceptions for values that break a rule. */
@NullMarked
package io.github.jqodi.error;

import org.jspecify.annotations.NullMarked;
