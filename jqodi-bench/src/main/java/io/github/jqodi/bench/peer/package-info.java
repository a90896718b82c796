/** What others would write or use, measured in the same run; not part of the command line. */
@NullMarked
package io.github.jqodi.bench.peer;

import org.jspecify.annotations.NullMarked;
