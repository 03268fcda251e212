/**
 * Steps of the store, taken as units would take them, more of them than one machine can
 * start.
 */
@NullMarked
package io.github.rollingops.benchmarks.store;

import org.jspecify.annotations.NullMarked;
