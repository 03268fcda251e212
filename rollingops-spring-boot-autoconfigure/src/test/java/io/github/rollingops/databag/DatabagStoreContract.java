package io.github.rollingops.databag;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every store has to do. The contract is written once, by subject, and tried on each
 * store.
 */
public abstract class DatabagStoreContract {

	protected static final Duration LEASE = Policy.DEFAULT.leaseDuration();

	protected static final Duration RENEW_DEADLINE = Policy.DEFAULT.renewDeadline();

	protected StoreUnderTest subject;

	protected Fleet fleet;

	protected abstract StoreUnderTest open();

	@BeforeEach
	void openStore() {
		this.subject = open();
		this.fleet = new Fleet(this.subject);
	}

	@AfterEach
	void closeStore() {
		this.subject.close();
	}

	protected static Operation operation(String callbackId, @Nullable Integer maxRetry) {
		return Operation.create(callbackId, Map.of(), maxRetry);
	}

	protected static List<Type> types(List<Change> changes) {
		return changes.stream().map(Change::type).toList();
	}

	protected static Change change(List<Change> changes, Type type) {
		return changes.stream().filter((change) -> change.type() == type).findFirst().orElseThrow();
	}

}
