package io.github.rollingops.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the application of a Spring test, such as one with {@code @SpringBootTest}, into a
 * {@link RollingOpsFleet}, which the test has injected. The units agree in this process,
 * their time is turned by hand, and each test method begins with an idle fleet in which
 * nothing has happened and the application's unit is alone.
 * <p>
 * Callbacks, timers and listeners of events run where the test calls a method of the
 * fleet, on its thread, and nowhere else.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface RollingOpsTest {

}
