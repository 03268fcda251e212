package io.github.rollingops.sample.page;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The page's application. It shares the class path with the units but not what they are:
 * only what a page needs is configured, and with that neither Redis nor RollingOps nor
 * the Actuator, and it is up the sooner for it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@ImportAutoConfiguration({ PropertyPlaceholderAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, HttpEncodingAutoConfiguration.class, WebMvcAutoConfiguration.class,
		HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class, ErrorMvcAutoConfiguration.class })
class PageApplication {

	/**
	 * One each for looking at the units, for telling of it, and for counting out
	 * searches.
	 */
	private static final int TIMERS = 3;

	@Bean(destroyMethod = "shutdownNow")
	ScheduledExecutorService timer() {
		AtomicInteger number = new AtomicInteger();
		// What the units still report while the page ends is of no interest to it
		return new ScheduledThreadPoolExecutor(TIMERS, (task) -> {
			Thread thread = new Thread(task, "page-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		}, new DiscardPolicy());
	}

}
