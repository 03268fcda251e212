package io.github.rollingops.databag.walk;

import java.util.function.Predicate;

/**
 * What can happen on a walk, and how often it is tried. Weights are such that even what
 * is rare makes up more than one step in a hundred.
 */
enum WalkCommand {

	JOIN(4, WalkSteps::join),

	HEARTBEAT(6, WalkSteps::heartbeat),

	BUSY_OR_DRAINING(3, WalkSteps::busyOrDraining),

	LATE_HEARTBEAT(3, WalkSteps::lateHeartbeat),

	HEARTBEAT_OF_ANOTHER_LIFE(3, WalkSteps::heartbeatOfAnotherLife),

	BOOT_CHANGE(2, WalkSteps::bootChange),

	LEAVE(2, WalkSteps::leave),

	LATE_LEAVE(2, WalkSteps::lateLeave),

	EXPIRY(2, WalkSteps::expiry),

	REQUEST(4, WalkSteps::request),

	REQUEST_ON_OTHERS(4, WalkSteps::requestOnOthers),

	REQUEST_ON_ALL(3, WalkSteps::requestOnAll),

	REPEATED_REQUEST(4, WalkSteps::repeatedRequest),

	REQUEST_AGAIN(3, WalkSteps::requestAgain),

	LATE_REQUEST(3, WalkSteps::lateRequest),

	SCHEDULE(6, WalkSteps::schedule),

	SCHEDULE_WITHOUT_RIGHT(2, WalkSteps::scheduleWithoutRight),

	START(4, WalkSteps::start),

	RELEASE(3, WalkSteps::release),

	RETRY_RELEASE(4, WalkSteps::retryRelease),

	RETRY_HOLD(4, WalkSteps::retryHold),

	DROP(3, WalkSteps::drop),

	HAND_BACK(3, WalkSteps::handBack),

	LATE_FINISH(5, WalkSteps::lateFinish),

	REPEATED_FINISH(5, WalkSteps::repeatedFinish),

	FINISH_CUT_IN_HALF(3, WalkSteps::finishCutInHalf),

	CLAIM(3, WalkSteps::claim),

	NOTE(4, WalkSteps::note),

	UNDO(6, WalkSteps::undo),

	LATE_NOTE(3, WalkSteps::lateNote),

	CANCEL(3, (steps) -> steps.administration.cancel()),

	FORCE_RELEASE(4, (steps) -> steps.administration.release()),

	FORGET(5, (steps) -> steps.administration.forget()),

	READMIT(4, (steps) -> steps.administration.readmit()),

	DISCARD(4, (steps) -> steps.administration.discard()),

	POISON(3, WalkSteps::poison),

	MOMENT(4, WalkSteps::moment),

	SECONDS(8, WalkSteps::seconds),

	CLOCK_FORWARD(2, WalkSteps::clockForward),

	CLOCK_BACK(2, WalkSteps::clockBack),

	STORE_LOSS(2, WalkSteps::storeLoss),

	DATABAG_LOSS(3, WalkSteps::databagLoss),

	WRITES_LOST(2, WalkSteps::writesLost);

	private final int weight;

	private final Predicate<WalkSteps> step;

	WalkCommand(int weight, Predicate<WalkSteps> step) {
		this.weight = weight;
		this.step = step;
	}

	int weight() {
		return this.weight;
	}

	/**
	 * Return whether it could be done now.
	 */
	boolean take(WalkSteps steps) {
		return this.step.test(steps);
	}

}
