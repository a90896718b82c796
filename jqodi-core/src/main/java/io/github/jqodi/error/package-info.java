/** What is thrown where a value breaks a rule. */
@NullMarked
package io.github.jqodi.error;

import org.jspecify.annotations.NullMarked;
