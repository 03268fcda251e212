/**
 * Whole fleets: what only a real Redis and real processes can show.
 */
@NullMarked
package io.github.rollingops.fleet;

import org.jspecify.annotations.NullMarked;
