/**
 * Taking and showing of figures: medians of work timed in turn, the machine they depend on, the bars they have to reach, tables
 * as Markdown, CSV and JSON.
 */
@NullMarked
package io.github.jqodi.bench.report;

import org.jspecify.annotations.NullMarked;
