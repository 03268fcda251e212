/**
 * An application of somebody who uses the library, and its tests.
 */
@NullMarked
package io.github.rollingops.test.example;

import org.jspecify.annotations.NullMarked;
