/**
 * The databag store on Redis. Each step is one Lua script, and so one atomic command.
 */
@NullMarked
package io.github.rollingops.databag.redis;

import org.jspecify.annotations.NullMarked;
