/**
 * A Redis for measuring, what it says about itself, and a slow way to it.
 */
@NullMarked
package io.github.rollingops.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
