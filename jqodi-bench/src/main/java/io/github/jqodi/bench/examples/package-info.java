/** Examples of how the library is embedded: they compile, run and are tested. */
package io.github.jqodi.bench.examples;
