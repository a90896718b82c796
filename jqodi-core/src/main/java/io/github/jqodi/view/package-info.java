/**
 * The time-energy diagram for others: as a Guava graph and as DOT. The only package that shows Guava types; a caller on the
 * class path who does not use {@link io.github.jqodi.view.DiagramGraph} needs no Guava.
 */
package io.github.jqodi.view;
