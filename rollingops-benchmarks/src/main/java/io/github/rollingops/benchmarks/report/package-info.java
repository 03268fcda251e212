/**
 * How figures are worked out and shown.
 */
@NullMarked
package io.github.rollingops.benchmarks.report;

import org.jspecify.annotations.NullMarked;
