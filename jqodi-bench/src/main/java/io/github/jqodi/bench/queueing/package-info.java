/** Plans of fleets played in queues: stations served in turn or shared, random starts and random K, and deadlines kept. */
@NullMarked
package io.github.jqodi.bench.queueing;

import org.jspecify.annotations.NullMarked;
