/** Estimators of training behaviour, learned from past runs. */
@org.jspecify.annotations.NullMarked
package io.github.jqodi.estimators;
