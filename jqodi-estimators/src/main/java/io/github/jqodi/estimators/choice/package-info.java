/** All estimators by name, and the one to take if nobody says which. */
@NullMarked
package io.github.jqodi.estimators.choice;

import org.jspecify.annotations.NullMarked;
