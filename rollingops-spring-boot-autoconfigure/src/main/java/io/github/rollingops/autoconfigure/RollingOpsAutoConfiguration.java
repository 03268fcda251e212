package io.github.rollingops.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for rolling operations. It comes after those whose beans must not
 * back off because of ours: the application's executor, its scheduler, its connections.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class },
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@EnableConfigurationProperties(RollingOpsProperties.class)
@Import({ InMemoryStoreConfiguration.class, RedisStoreConfiguration.class, ThreadsConfiguration.class,
		EngineConfiguration.class, SwitchedOffConfiguration.class })
public final class RollingOpsAutoConfiguration {

}
