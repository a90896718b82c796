/**
 * Eqs. 1-10: what one epoch, or one inference, costs for one action, itemised by node and phase; measured costs in place of
 * computed ones; and the table of all actions of a model as plain arrays.
 */
package io.github.jqodi.cost;
