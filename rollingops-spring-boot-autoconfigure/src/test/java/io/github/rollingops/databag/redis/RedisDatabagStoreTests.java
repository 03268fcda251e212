package io.github.rollingops.databag.redis;

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
import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract on a real Redis.
 */
class RedisDatabagStoreTests {

	/**
	 * Open the store on another Redis.
	 */
	StoreUnderTest openStore() {
		return new RedisStoreUnderTest();
	}

	/**
	 * What is refused in the middle of a script need not show in its answer.
	 */
	@AfterAll
	static void scriptsWereRefusedNothing() {
		assertThat(LeastUser.denials(RedisServer.shared())).isEmpty();
	}

	int mutations() {
		return 2_000;
	}

	@Nested
	class Membership extends MembershipContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Leadership extends LeadershipContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Scheduling extends SchedulingContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Finish extends FinishContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Baton extends BatonContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Administration extends AdministrationContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Journals extends JournalContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class CutShort extends CutShortContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Request extends RequestContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Clock extends ClockContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class LostStore extends LostStoreContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Poison extends PoisonContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class LongQueue extends LongQueueContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Hint extends HintContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Mutation extends MutationContractTests {

		@Override
		protected int mutations() {
			return RedisDatabagStoreTests.this.mutations();
		}

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class Kwargs extends KwargsContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

	@Nested
	class History extends HistoryContractTests {

		@Override
		protected StoreUnderTest open() {
			return openStore();
		}

	}

}
