/**
 * The databag store of a single process, in plain Java: for tests, and the reference that
 * shows in readable form what each step does.
 */
@NullMarked
package io.github.rollingops.databag.memory;

import org.jspecify.annotations.NullMarked;
