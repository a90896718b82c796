/**
 * The paper's tables and figures, recomputed from its equations when asked and set beside what it printed: what was fitted to
 * them, what is predicted, what is measured on this machine, and what cannot be had, with the reason. As data, as CSV and as one
 * page.
 */
@NullMarked
package io.github.jqodi.bench.reproduce;

import org.jspecify.annotations.NullMarked;
