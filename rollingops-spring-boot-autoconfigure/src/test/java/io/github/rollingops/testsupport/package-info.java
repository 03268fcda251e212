/**
 * What the tests stand on: a real Redis in several shapes, a proxy that spoils
 * connections, time that is turned by hand, and processes that can be killed.
 */
@NullMarked
package io.github.rollingops.testsupport;

import org.jspecify.annotations.NullMarked;
