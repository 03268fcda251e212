/**
 * What Spring Boot Actuator shows of the groups: an endpoint and a health indicator.
 */
@NullMarked
package io.github.rollingops.actuate;

import org.jspecify.annotations.NullMarked;
