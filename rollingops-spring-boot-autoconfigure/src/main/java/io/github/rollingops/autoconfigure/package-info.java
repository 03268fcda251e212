/**
 * What Spring Boot is told: properties, beans, and what to say when they do not fit.
 */
@NullMarked
package io.github.rollingops.autoconfigure;

import org.jspecify.annotations.NullMarked;
