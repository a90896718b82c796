/**
 * The file formats {@code jqodi-scenario/1} and {@code jqodi-plan/1}: strict readers, writers and JSON Schemas. The only
 * package that needs Jackson.
 */
package io.github.jqodi.json;
