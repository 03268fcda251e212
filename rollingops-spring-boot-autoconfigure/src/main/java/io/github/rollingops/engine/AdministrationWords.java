package io.github.rollingops.engine;

import io.github.rollingops.AdministrationResult;
import io.github.rollingops.databag.AdministrationAnswer;
import io.github.rollingops.databag.AdministrationCommand;

/**
 * Says what became of what an operator wanted, why, and what can be done.
 */
final class AdministrationWords {

	private AdministrationWords() {
	}

	static AdministrationResult result(AdministrationCommand command, AdministrationAnswer answer) {
		String unit = "Unit '" + command.unit() + "' of group '" + command.group() + "'";
		String operation = "Operation '" + command.operationId() + "' of unit '" + command.unit() + "'";
		return switch (answer.status()) {
			case DONE -> done(command, answer.number());
			case NOT_HELD -> notHeld(command.token());
			case ENDED -> nothing(operation + " has ended already");
			case EMPTY -> nothing(unit + " has nothing that this could be done to");
			case UNKNOWN -> refused(command.operationId().isEmpty() ? unit + " is not known"
					: operation + " is not known; look at the unit's queue, and at the history");
			case LIVE -> refused(unit + " is a live member; stop it, and wait for its lease to end");
			case GRANTED -> refused(command.operationId().isEmpty()
					? unit + " holds the turn, which is released a lease after its last heartbeat; wait for that"
					: operation + " holds the turn and may be running; let it end, or force the release of its grant");
			case UNREADABLE -> refused("Nothing of what " + unit + " has set aside can be read, or its queue has no"
					+ " room; mend it in the databag's 'set_aside', or request anew and discard it");
			case CHANGED -> refused(unit + " does not stand as it was seen"
					+ ((answer.number() > 0) ? ": it has " + Wording.entries(answer.number()) + " set aside" : "")
					+ "; look again");
		};
	}

	static AdministrationResult notHeld(long token) {
		return nothing("Token " + token + " is not held, or not any more");
	}

	private static AdministrationResult done(AdministrationCommand command, long number) {
		String unit = "unit '" + command.unit() + "'";
		return switch (command.action()) {
			case CANCEL -> done("Operation '" + command.operationId() + "' of " + unit + " was cancelled", 0);
			case RELEASE -> done("Token " + command.token() + " was taken from " + unit + " and is burnt; until its"
					+ " callback heeds the interruption, another unit may run beside it. A resource behind the lock"
					+ " should refuse tokens below " + number, number);
			case FORGET -> done("Dropped " + Wording.operations(number) + " of " + unit, 0);
			case READMIT -> done("Queued " + Wording.operations(number) + " of " + unit + " again", 0);
			case DISCARD -> done("Dropped " + Wording.entries(number) + " of " + unit, 0);
		};
	}

	private static AdministrationResult done(String description, long token) {
		return new AdministrationResult(AdministrationResult.Status.DONE, description, token);
	}

	private static AdministrationResult nothing(String description) {
		return new AdministrationResult(AdministrationResult.Status.NOTHING_TO_DO, description, 0);
	}

	private static AdministrationResult refused(String description) {
		return new AdministrationResult(AdministrationResult.Status.REFUSED, description, 0);
	}

}
