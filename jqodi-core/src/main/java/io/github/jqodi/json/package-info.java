/**
 * The file formats of scenarios, plans, fleets and their plans: strict readers, writers and JSON Schemas; the state of a run
 * under control and graphs of plans as files besides. The only package that needs Jackson.
 *
 * <p>Every field with type, unit, default, meaning and example stands in {@code docs/format.md} of this module; a test holds that
 * page, the schemas and the readers together.
 */
package io.github.jqodi.json;
