/**
 * Tests of an application's rolling operations: a fleet of simulated units around the
 * application, a clock that is turned by hand, and assertions.
 */
@NullMarked
package io.github.rollingops.test;

import org.jspecify.annotations.NullMarked;
