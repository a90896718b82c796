/**
 * Summaries of models as PyTorch tools print them: modules with parameters, multiply-adds and output shapes, read and brought to
 * the blocks that a planner can cut between.
 */
@NullMarked
package io.github.jqodi.estimators.summary;

import org.jspecify.annotations.NullMarked;
