package io.github.rollingops.databag.memory;

import io.github.rollingops.databag.AdministrationContractTests;
import io.github.rollingops.databag.BatonContractTests;
import io.github.rollingops.databag.ClockContractTests;
import io.github.rollingops.databag.CutShortContractTests;
import io.github.rollingops.databag.FinishContractTests;
import io.github.rollingops.databag.HintContractTests;
import io.github.rollingops.databag.HistoryContractTests;
import io.github.rollingops.databag.JournalContractTests;
import io.github.rollingops.databag.KwargsContractTests;
import io.github.rollingops.databag.LeadershipContractTests;
import io.github.rollingops.databag.LostStoreContractTests;
import io.github.rollingops.databag.LongQueueContractTests;
import io.github.rollingops.databag.MembershipContractTests;
import io.github.rollingops.databag.MutationContractTests;
import io.github.rollingops.databag.PoisonContractTests;
import io.github.rollingops.databag.RequestContractTests;
import io.github.rollingops.databag.SchedulingContractTests;
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

	@Nested
	class Leadership extends LeadershipContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Scheduling extends SchedulingContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Finish extends FinishContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Baton extends BatonContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Administration extends AdministrationContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Journals extends JournalContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class CutShort extends CutShortContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Request extends RequestContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Clock extends ClockContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class LostStore extends LostStoreContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Poison extends PoisonContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class LongQueue extends LongQueueContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Hint extends HintContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Mutation extends MutationContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class Kwargs extends KwargsContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

	@Nested
	class History extends HistoryContractTests {

		@Override
		protected StoreUnderTest open() {
			return new InMemoryStoreUnderTest();
		}

	}

}
