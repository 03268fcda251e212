/**
 * Tests of the test kit, each of them a test such as a user writes.
 */
@NullMarked
package io.github.rollingops.test;

import org.jspecify.annotations.NullMarked;
