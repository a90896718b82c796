/**
 * Beliefs about losses: γ_(a,q) from past compressions, γ^update and γ^run from past runs, and both brought into agreement
 * with K, so that Equations 11 and 12 end at the target after K_exp and after K_rob epochs (READINGS section 5).
 */
@NullMarked
package io.github.jqodi.estimators.loss;

import org.jspecify.annotations.NullMarked;
