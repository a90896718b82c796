/** Core's estimators of K for a problem, from learning curves and from repeated runs. */
@NullMarked
package io.github.jqodi.estimators.bridge;

import org.jspecify.annotations.NullMarked;
