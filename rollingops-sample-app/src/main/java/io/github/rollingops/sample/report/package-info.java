/**
 * What a unit of the sample tells the launcher that started it.
 */
@NullMarked
package io.github.rollingops.sample.report;

import org.jspecify.annotations.NullMarked;
