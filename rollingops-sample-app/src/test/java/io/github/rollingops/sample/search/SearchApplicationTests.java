package io.github.rollingops.sample.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.sample.report.ReportLine;
import io.github.rollingops.sample.report.RequestAnswer;
import io.github.rollingops.sample.report.UnitReport.Traffic;
import org.awaitility.Awaitility;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One unit, which takes all turns itself.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "rollingops.store=in-memory", "rollingops.unit-name=search-1",
				"rollingops.retry.release.initial-delay=1ms", "rollingops.retry.release.max-delay=1ms",
				"rollingops.retry.hold.initial-delay=1ms", "rollingops.retry.hold.max-delay=1ms",
				"sample.documents=src/test/resources/documents", "sample.reindex-duration=0", "sample.step-duration=0",
				"management.prometheus.metrics.export.enabled=true" })
@ExtendWith(OutputCaptureExtension.class)
class SearchApplicationTests {

	@TempDir
	static Path indexes;

	@DynamicPropertySource
	static void keepIndexes(DynamicPropertyRegistry properties) {
		properties.add("sample.index-folder", () -> indexes);
	}

	@Autowired
	private SearchIndex index;

	@Autowired
	private RollingOpsService rollingOps;

	@Autowired
	private TrafficSwitch traffic;

	@LocalServerPort
	private int port;

	private RestClient http;

	@BeforeEach
	void connect() {
		this.http = RestClient.create("http://127.0.0.1:" + this.port);
	}

	@Test
	void answersSearchesAndSaysWhichUnitDoes() {
		SearchController.Answer answer = this.http.get()
			.uri("/search?q={q}", "checkout")
			.retrieve()
			.body(SearchController.Answer.class);
		assertThat(answer.unit()).isEqualTo("search-1");
		assertThat(answer.hits()).extracting(Hit::title).containsExactly("Packaged");
	}

	@Test
	void leavesSearchesToOthersWhileItRefusesTraffic(CapturedOutput output) throws Exception {
		this.traffic.refuseDuring(() -> {
			assertThatExceptionOfType(HttpServerErrorException.ServiceUnavailable.class)
				.isThrownBy(() -> this.http.get().uri("/search?q=checkout").retrieve().toBodilessEntity());
			assertThat(readiness()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
			return null;
		});
		assertThat(readiness()).isEqualTo(HttpStatus.OK);
		assertThat(output.getOut().lines().map(ReportLine::read).flatMap(Optional::stream))
			.containsSubsequence(new Traffic(false, 1), new Traffic(true, 1));
	}

	private HttpStatusCode readiness() {
		return this.http.get()
			.uri("/actuator/health/readiness")
			.exchange((request, response) -> response.getStatusCode());
	}

	@Test
	void tellsPrometheusWhereItStands() {
		String scrape = this.http.get().uri("/actuator/prometheus").retrieve().body(String.class);
		assertThat(scrape).contains("rollingops_leading{group=\"default\"} 1.0",
				"rollingops_group_units{group=\"default\",status=\"not-ready\"} 0.0",
				"rollingops_trouble_seconds{group=\"default\",kind=\"not-joined\"} 0.0",
				"rollingops_completed_operations_total{callback=\"reindex\",group=\"default\"}");
	}

	@Test
	void reindexesWhenRequestedOnAllUnits(CapturedOutput output) {
		List<RequestAnswer> answers = this.http.post()
			.uri("/rollouts/reindex?requestId=roll-1")
			.body(Map.of("force", true))
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
		assertThat(answers).containsExactly(new RequestAnswer("search-1", LockRequestResult.Status.ENQUEUED, null));
		Awaitility.await().until(() -> output.getOut().contains("\"result\":\"RELEASE\",\"documents\":1"));
		Awaitility.await().until(this::units, Map.of("search-1", UnitSnapshot.Status.IDLE)::equals);
	}

	@Test
	void flakyIsReleasedAtItsThirdRun(CapturedOutput output) throws Exception {
		assertThat(outcome("flaky").operation().attempt()).isEqualTo(2);
		assertThat(output.getOut().lines().filter((line) -> line.contains("\"turn-ended\""))).satisfiesExactly(
				(first) -> assertThat(first).contains("RETRY_RELEASE"),
				(second) -> assertThat(second).contains("RETRY_RELEASE"),
				(third) -> assertThat(third).contains("\"RELEASE\""));
	}

	@Test
	void stubbornIsReleasedWhenFreed(CapturedOutput output) throws Exception {
		LockRequestResult result = this.rollingOps.requestLock("stubborn");
		Awaitility.await().until(() -> output.getOut().contains("RETRY_HOLD"));
		assertThat(units()).containsValue(UnitSnapshot.Status.GRANTED);
		this.http.post().uri("/stubborn/free").retrieve().toBodilessEntity();
		assertThat(completion(result).dropped()).isNull();
	}

	@Test
	void publishesBesideAndDeletesTheOldIndex() throws Exception {
		String old = this.index.name();
		assertThat(outcome("publish").operation().attempt()).isZero();
		assertThat(this.index.name()).isNotEqualTo(old);
		awaitOneIndex();
	}

	@Test
	void undoesPublicationWhoseWarmUpFailsAndTriesAgain(CapturedOutput output) throws Exception {
		this.http.post().uri("/warm-up/fail").retrieve().toBodilessEntity();
		assertThat(outcome("publish").operation().attempt()).isOne();
		assertThat(output.getOut().lines().filter((line) -> line.contains("\"turn-ended\""))).satisfiesExactly(
				(first) -> assertThat(first).contains("RETRY_RELEASE"),
				(second) -> assertThat(second).contains("\"RELEASE\""));
		awaitOneIndex();
	}

	/**
	 * The old one goes once the operation is over.
	 */
	private void awaitOneIndex() {
		IndexFolder folder = new IndexFolder(indexes.resolve("search-1"));
		Awaitility.await().until(folder::names, List.of(this.index.name())::equals);
	}

	private OperationOutcome outcome(String callbackId) throws Exception {
		return completion(this.rollingOps.requestLock(callbackId));
	}

	private OperationOutcome completion(LockRequestResult result) throws Exception {
		return this.rollingOps.completion(result.operation().id())
			.get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
	}

	private Map<String, UnitSnapshot.Status> units() {
		return this.http.get().uri("/units").retrieve().body(new ParameterizedTypeReference<>() {
		});
	}

}
