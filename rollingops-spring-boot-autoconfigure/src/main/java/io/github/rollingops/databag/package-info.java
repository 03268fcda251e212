/**
 * What the group knows and the atomic steps by which its units change it: the SPI that a
 * store implements, and the values it speaks in.
 */
@NullMarked
package io.github.rollingops.databag;

import org.jspecify.annotations.NullMarked;
