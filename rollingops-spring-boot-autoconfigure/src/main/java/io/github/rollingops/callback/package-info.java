/**
 * The callbacks of this unit: the registry, and the scanner that fills it from the beans
 * of the application.
 */
@NullMarked
package io.github.rollingops.callback;

import org.jspecify.annotations.NullMarked;
