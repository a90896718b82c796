/**
 * The studies that one runs by hand: agreement with independent proofs, times over many seeds, growth, and the table of
 * figures.
 */
@NullMarked
package io.github.jqodi.bench.study;

import org.jspecify.annotations.NullMarked;
