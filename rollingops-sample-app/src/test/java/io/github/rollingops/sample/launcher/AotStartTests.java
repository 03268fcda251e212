package io.github.rollingops.sample.launcher;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.rollingops.OperationResult;
import io.github.rollingops.sample.JavaProcess;
import io.github.rollingops.sample.report.ReportLine;
import io.github.rollingops.sample.report.UnitReport;
import io.github.rollingops.sample.report.UnitReport.Serving;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.search.SearchApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unit that starts from what the build found out about it. A native image starts from
 * the same classes.
 */
class AotStartTests {

	@Test
	void takesItsTurn(@TempDir Path indexes) throws Exception {
		try (RedisServer redis = RedisServer.start(RedisBinary.find());
				JavaProcess unit = JavaProcess.start(SearchApplication.class, "-Dspring.aot.enabled=true",
						"--rollingops.unit-name=aot-1", "--spring.data.redis.port=" + redis.port(),
						"--sample.index-folder=" + indexes, "--sample.documents=src/test/resources/documents",
						"--sample.reindex-duration=0", "--spring.main.log-startup-info=true",
						"--logging.level.io.github.rollingops.sample=info")) {
			assertThat(readUntil(unit, "Starting AOT-processed SearchApplication")).isNotNull();
			int port = next(unit, Serving.class).port();
			assertThat(request(port)).contains("\"unit\":\"aot-1\"").contains("ENQUEUED");
			assertThat(next(unit, TurnEnded.class)).satisfies((turn) -> {
				assertThat(turn.operation()).isEqualTo("reindex");
				assertThat(turn.result()).isEqualTo(OperationResult.RELEASE);
			});
		}
	}

	private static String request(int port) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/rollouts/reindex"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"force\":true}"))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

	private static <R extends UnitReport> R next(JavaProcess unit, Class<R> type) throws Exception {
		while (true) {
			Optional<UnitReport> report = ReportLine.read(readUntil(unit, "@report"));
			if (report.filter(type::isInstance).isPresent()) {
				return type.cast(report.get());
			}
		}
	}

	private static String readUntil(JavaProcess unit, String text) throws Exception {
		String line;
		do {
			line = unit.readLine();
			assertThat(line).as("the output ended before '%s'", text).isNotNull();
		}
		while (!line.contains(text));
		return line;
	}

}
