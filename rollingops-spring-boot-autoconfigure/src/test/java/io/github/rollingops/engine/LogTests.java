package io.github.rollingops.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One line for each transition, and the run in the context of whatever its callback
 * writes.
 */
class LogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.rollingops");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final EngineFleet fleet = new EngineFleet();

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.DEBUG);
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

	@Test
	void lineOfTheCallbackTellsForWhichOperationItWasWritten() {
		UnitProcess unit = this.fleet.unit("a").callback("speak", (context) -> {
			LoggerFactory.getLogger("io.github.rollingops.mine").info("hello");
			return OperationResult.RELEASE;
		}).start();
		MDC.put("rollingops.unit", "somebody else's");
		Operation operation = unit.request("speak");
		assertThat(line("hello").getMDCPropertyMap()).containsEntry("rollingops.group", "default")
			.containsEntry("rollingops.unit", "a")
			.containsEntry("rollingops.operation", operation.id())
			.containsEntry("rollingops.callback", "speak")
			.containsEntry("rollingops.attempt", "0")
			.containsEntry("rollingops.token", Long.toString(unit.startedToken()));
		assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("rollingops.unit", "somebody else's"));
		MDC.remove("rollingops.unit");
	}

	@Test
	void whatIsSaidOfAFailureTellsForWhichOperation() {
		UnitProcess unit = this.fleet.unit("a").callback("fail", (context) -> {
			throw new IllegalStateException("on purpose");
		}).start();
		Operation operation = unit.request("fail");
		assertThat(line("failed and will be retried").getMDCPropertyMap()).containsEntry("rollingops.operation",
				operation.id());
	}

	@Test
	void eachTransitionHasOneLine() {
		UnitProcess unit = this.fleet.unit("a").start();
		unit.answer(OperationResult.RETRY_HOLD);
		Operation operation = unit.request("reload");
		this.fleet.advanceSeconds(10);
		unit.stop();
		assertThat(at(Level.INFO)).containsExactly("JOINED", "LEADER", "Starting", "Starting", "COMPLETED",
				"LEADER_GONE", "LEFT");
		assertThat(at(Level.DEBUG)).containsExactly("REQUESTED", "GRANTED", "RETRY");
		assertThat(fields(line("COMPLETED"))).containsEntry("rollingops.group", "default")
			.containsEntry("rollingops.unit", "a")
			.containsEntry("rollingops.operation", operation.id())
			.containsEntry("rollingops.callback", "reload")
			.containsEntry("rollingops.attempt", 1)
			.containsKey("rollingops.token");
		assertThat(fields(line("LEADER "))).containsEntry("rollingops.term", 1L);
	}

	@Test
	void storeThatIsAwayIsToldOnceAndItsReturnToo() {
		UnitProcess unit = this.fleet.unit("a").start();
		unit.link.cut();
		this.fleet.advanceSeconds(30);
		unit.link.mend();
		this.fleet.advanceSeconds(10);
		assertThat(this.lines.list).filteredOn((line) -> line.getLevel() == Level.WARN)
			.singleElement()
			.satisfies((line) -> assertThat(line.getFormattedMessage()).startsWith("No answer to a heartbeat of"));
		assertThat(fields(line("are answered again"))).containsEntry("rollingops.unit", "a");
	}

	private ILoggingEvent line(String part) {
		return this.lines.list.stream()
			.filter((line) -> line.getFormattedMessage().contains(part))
			.findFirst()
			.orElseThrow();
	}

	/** The word that tells the transition, of each line of a level. */
	private List<String> at(Level level) {
		return this.lines.list.stream()
			.filter((line) -> line.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.map((message) -> message.replaceFirst("Group '[^']*': ", "").split(" ")[0])
			.toList();
	}

	private static Map<String, Object> fields(ILoggingEvent line) {
		return line.getKeyValuePairs().stream().collect(Collectors.toMap((pair) -> pair.key, (pair) -> pair.value));
	}

}
