/**
 * A fleet of real processes under seeded faults, and the judge of what they wrote down.
 */
@NullMarked
package io.github.rollingops.chaos;

import org.jspecify.annotations.NullMarked;
