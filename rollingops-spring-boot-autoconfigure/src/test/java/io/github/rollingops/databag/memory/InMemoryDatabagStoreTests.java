package io.github.rollingops.databag.memory;

import io.github.rollingops.databag.MembershipContractTests;
import io.github.rollingops.databag.StoreUnderTest;
import org.junit.jupiter.api.Nested;

/**
 * The contract on the in-memory store.
 */
class InMemoryDatabagStoreTests {

	@Nested
	class Membership extends MembershipContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

}
