/**
 * What users of RollingOps touch: the service, the annotation, the values and the
 * exceptions.
 */
@NullMarked
package io.github.rollingops;

import org.jspecify.annotations.NullMarked;
