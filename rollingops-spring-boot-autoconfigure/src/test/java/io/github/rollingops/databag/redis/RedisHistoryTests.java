package io.github.rollingops.databag.redis;

import java.util.List;

import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A history that others have written into as well.
 */
class RedisHistoryTests {

	private final RedisGroup group = new RedisGroup(RedisServer.shared(), "history-" + System.nanoTime());

	@BeforeEach
	void join() {
		this.group.fleet().joined("a");
	}

	@AfterEach
	void close() {
		this.group.forgetEverything();
		this.group.close();
	}

	@Test
	void entriesThatCannotBeReadDoNotEndTheWayBack() {
		for (int i = 0; i < 5; i++) {
			add("type", "OF_A_LATER_VERSION", "unit", "a", "at", "2026-03-01T12:00:00Z", "token", "1");
			add("type", "JOINED", "unit", "a", "at", "yesterday");
			add("nothing", "known");
		}
		List<HistoryEntry> entries = this.group.store().history(Fleet.GROUP, null, 2);
		assertThat(entries).extracting(HistoryEntry::type).containsExactly(Type.LEADER, Type.JOINED);
	}

	@Test
	void historyOfAWrongTypeIsTheReadersTroubleAlone() {
		this.group.command("DEL", this.group.key("history"));
		this.group.command("SET", this.group.key("history"), "text");
		assertThatExceptionOfType(StoreUnreachableException.class)
			.isThrownBy(() -> this.group.store().history(Fleet.GROUP, null, 2))
			.withMessageContaining("'default'")
			.withMessageContaining("WRONGTYPE");
		assertThat(this.group.store().snapshot(Fleet.GROUP).units()).hasSize(1);
	}

	private void add(String... fields) {
		String[] command = new String[fields.length + 3];
		command[0] = "XADD";
		command[1] = this.group.key("history");
		command[2] = "*";
		System.arraycopy(fields, 0, command, 3, fields.length);
		this.group.command(command);
	}

}
