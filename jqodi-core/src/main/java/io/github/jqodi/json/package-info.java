/**
 * The file formats {@code jqodi-scenario/1} and {@code jqodi-plan/1}: strict readers, writers and JSON Schemas. The only
 * package that needs Jackson.
 *
 * <p>Every field with type, unit, default, meaning and example stands in {@code docs/format.md} of this module; a test holds that
 * page, the schemas and the readers together.
 */
package io.github.jqodi.json;
