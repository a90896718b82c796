/**
 * Many devices on the same servers: capacities over a window of time, prices that share them, plans for every device with a
 * certified bound, and the check of all of it. Prices make each device a problem of its own, by the terms of the epoch.
 */
package io.github.jqodi.fleet;
