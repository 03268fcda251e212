package io.github.rollingops.action.examples;

import java.util.function.Supplier;

import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionRetryException;

class MyAction implements Action {

	enum Outcome {

		SUCCEED, RETRY, FAIL

	}

	private final String id;

	private final Supplier<Outcome> chance;

	private int value;

	MyAction(String id, Supplier<Outcome> chance) {
		this.id = id;
		this.chance = chance;
	}

	@Override
	public String name() {
		return this.id;
	}

	@Override
	public void execute() {
		switch (this.chance.get()) {
			case RETRY -> throw new ActionRetryException();
			case FAIL -> throw new IllegalStateException(this.id + " failed");
			case SUCCEED -> this.value = 1;
		}
	}

	@Override
	public void rollback() {
		if (this.value == 1) {
			this.value = 0;
		}
	}

	int value() {
		return this.value;
	}

}
