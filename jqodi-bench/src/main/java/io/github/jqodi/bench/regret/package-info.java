/** The regret in joules of plans made from each estimator's beliefs, beside the plan of one who knows how long training takes. */
@NullMarked
package io.github.jqodi.bench.regret;

import org.jspecify.annotations.NullMarked;
