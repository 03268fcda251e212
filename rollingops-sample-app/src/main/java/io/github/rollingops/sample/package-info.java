/**
 * A small search service whose instances roll.
 */
@NullMarked
package io.github.rollingops.sample;

import org.jspecify.annotations.NullMarked;
