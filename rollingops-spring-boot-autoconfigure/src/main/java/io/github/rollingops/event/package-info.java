/**
 * What happens in a group, as Spring events.
 */
@NullMarked
package io.github.rollingops.event;

import org.jspecify.annotations.NullMarked;
