/** Programs around studies: options, help and exit statuses through picocli. */
@NullMarked
package io.github.jqodi.bench.program;

import org.jspecify.annotations.NullMarked;
