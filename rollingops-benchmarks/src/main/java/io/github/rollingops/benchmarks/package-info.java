/**
 * Measurements beside the peers.
 */
@NullMarked
package io.github.rollingops.benchmarks;

import org.jspecify.annotations.NullMarked;
