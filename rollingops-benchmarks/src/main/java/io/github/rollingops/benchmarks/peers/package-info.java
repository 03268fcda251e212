/**
 * This project beside others that let instances take turns.
 */
@NullMarked
package io.github.rollingops.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
