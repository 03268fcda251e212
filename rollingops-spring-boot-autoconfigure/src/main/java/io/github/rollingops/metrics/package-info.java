/**
 * Meters, observations and what they are called.
 */
@NullMarked
package io.github.rollingops.metrics;

import org.jspecify.annotations.NullMarked;
