/**
 * Units of this project, as applications have them.
 */
@NullMarked
package io.github.rollingops.benchmarks.unit;

import org.jspecify.annotations.NullMarked;
