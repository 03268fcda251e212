/**
 * What the how-to page shows, compiled and tried.
 */
@NullMarked
package io.github.rollingops.test.howto;

import org.jspecify.annotations.NullMarked;
