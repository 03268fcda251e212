/**
 * What a unit does: it beats, leads, runs callbacks and reports what became of them.
 */
@NullMarked
package io.github.rollingops.engine;

import org.jspecify.annotations.NullMarked;
