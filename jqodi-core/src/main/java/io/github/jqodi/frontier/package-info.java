/**
 * The least energy for every deadline at once.
 */
package io.github.jqodi.frontier;
