/**
 * Beliefs about training: a distribution of the number of epochs K with an atom at "never", estimates of the
 * compression loss γ and of the gains of each epoch, and the interfaces a caller may implement.
 */
package io.github.jqodi.estimate;
