/**
 * Starts Redis and three units, requests a roll, judges it, and ends them all with
 * itself.
 */
@NullMarked
package io.github.rollingops.sample.launcher;

import org.jspecify.annotations.NullMarked;
