package io.github.rollingops.benchmarks.peers;

/**
 * The parts of the comparison, in the order in which they run.
 */
enum Part {

	/**
	 * Hand-overs, commands and order, for all contenders.
	 */
	HANDOVER(PeerFigures::handOvers),

	/**
	 * Hand-overs through a slow network, for all contenders.
	 */
	ROUNDTRIPS(PeerFigures::roundTrips),

	/**
	 * What is sent while nothing happens, for all contenders.
	 */
	IDLE(PeerFigures::idle),

	/**
	 * Steps in groups of different sizes.
	 */
	STEPS(StoreFigures::steps),

	/**
	 * Steps on queues of different lengths.
	 */
	QUEUE(StoreFigures::queue),

	/**
	 * A roll of a thousand units.
	 */
	ROLL(StoreFigures::roll),

	/**
	 * The loss of a leader.
	 */
	LEADER(UnitFigures::leader),

	/**
	 * What an application pays.
	 */
	START(UnitFigures::start);

	private final Measurement measurement;

	Part(Measurement measurement) {
		this.measurement = measurement;
	}

	void run(Bench bench) throws Exception {
		this.measurement.run(bench);
	}

	/**
	 * How a part is measured.
	 */
	private interface Measurement {

		void run(Bench bench) throws Exception;

	}

}
