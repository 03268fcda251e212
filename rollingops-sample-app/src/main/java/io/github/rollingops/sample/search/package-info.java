/**
 * The search service: an ordinary Spring Boot application whose instances take turns.
 */
@NullMarked
package io.github.rollingops.sample.search;

import org.jspecify.annotations.NullMarked;
