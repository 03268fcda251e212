package io.github.rollingops.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Qualifier for the {@code DataRedisConnectionDetails} that say in which Redis the units
 * agree, where the application has several. Say {@code @Bean(defaultCandidate = false)}
 * as well, so that the application's own connections stay where they are.
 * <p>
 * It stands at what says where Redis is and not at a connection factory, because
 * RollingOps makes connections of its own: their timeouts must fit its leases.
 *
 * @since 0.1.0
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface RollingOpsRedis {

}
