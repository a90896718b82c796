/**
 * Neural estimators: an LSTM for K, and two small feed-forward networks, one for γ_(a,q) and one for γ^update and γ^run
 * (READINGS section 5). All give quantiles and are trained on past runs by the pinball loss.
 *
 * <p>Training needs the jars of DJL and its PyTorch engine, which are optional: without them asking for it ends in an error
 * that names them. Predictions are computed in plain Java from the trained numbers, so that a network that was saved needs none
 * of them. Set the environment variable {@code OMP_NUM_THREADS=1} where networks are trained: on networks this small more
 * threads only wait for each other.
 */
@NullMarked
package io.github.jqodi.estimators.neural;

import org.jspecify.annotations.NullMarked;
