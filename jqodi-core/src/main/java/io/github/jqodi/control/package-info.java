/**
 * Control of a run while it trains: the value function of Equation 14, what is seen and forecast of the rates of links, and the
 * controller of a run. No thread, no clock, no I/O; everything that is remembered is a value.
 */
package io.github.jqodi.control;
