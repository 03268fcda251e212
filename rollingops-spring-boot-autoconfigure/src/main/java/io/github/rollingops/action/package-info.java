/**
 * Steps that undo themselves: a queue of actions that are executed in order and, when one
 * fails, rolled back in reverse.
 */
@NullMarked
package io.github.rollingops.action;

import org.jspecify.annotations.NullMarked;
