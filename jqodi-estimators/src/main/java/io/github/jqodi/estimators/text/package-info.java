/**
 * Text files as people have them, read within bounds: lines, tables of comma-separated values, numbers, and errors that name the
 * line.
 */
@NullMarked
package io.github.jqodi.estimators.text;

import org.jspecify.annotations.NullMarked;
