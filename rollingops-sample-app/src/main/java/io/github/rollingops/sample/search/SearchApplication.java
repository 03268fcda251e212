package io.github.rollingops.sample.search;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * One unit of the search service. The launcher starts three; by hand it needs a name and
 * a Redis: {@code --rollingops.unit-name=a --spring.data.redis.port=6379}.
 */
@SpringBootApplication
@EnableConfigurationProperties(SearchProperties.class)
public class SearchApplication {

	public static void main(String[] args) {
		Lifeline.hold();
		SpringApplication.run(SearchApplication.class, args);
	}

	@Bean
	DocumentFolder documentFolder(SearchProperties properties) {
		return DocumentFolder.find(properties.documents(), Path.of(""));
	}

	@Bean
	IndexFolder indexFolder(SearchProperties properties, @Value("${rollingops.unit-name:unit}") String unit) {
		return new IndexFolder(properties.indexFolder().resolve(unit));
	}

}
