/**
 * The page on which the fleet can be watched and moved: a web application of its own in
 * the launcher's process, which is no unit.
 */
@NullMarked
package io.github.rollingops.sample.page;

import org.jspecify.annotations.NullMarked;
