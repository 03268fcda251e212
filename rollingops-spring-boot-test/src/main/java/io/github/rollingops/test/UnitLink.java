package io.github.rollingops.test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.HintListener;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One unit's way to the store that all units share. A proxy, since it does the same with
 * whatever step the store has.
 */
final class UnitLink implements InvocationHandler {

	private final DatabagStore store = (DatabagStore) Proxy.newProxyInstance(UnitLink.class.getClassLoader(),
			new Class<?>[] { DatabagStore.class }, this);

	private final List<Link> links = new CopyOnWriteArrayList<>();

	private final BooleanSupplier outage;

	private volatile DatabagStore target;

	private volatile boolean disconnected;

	private volatile boolean dead;

	UnitLink(DatabagStore target, BooleanSupplier outage) {
		this.target = target;
		this.outage = outage;
	}

	/**
	 * Return the store as the unit sees it.
	 */
	DatabagStore store() {
		return this.store;
	}

	/**
	 * Let nothing pass, or let it pass again.
	 */
	void disconnect(boolean disconnected) {
		this.disconnected = disconnected;
	}

	/**
	 * The process at this end is gone.
	 */
	void die() {
		this.dead = true;
		this.links.forEach(Link::close);
	}

	void revive() {
		this.dead = false;
		this.disconnected = false;
	}

	private boolean isCut() {
		return this.dead || this.disconnected || this.outage.getAsBoolean();
	}

	/**
	 * Another store answers at the same address from now on.
	 */
	void connect(DatabagStore other) {
		this.target = other;
		this.links.forEach(Link::connect);
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return switch (method.getName()) {
				case "equals" -> args != null && proxy == args[0];
				case "hashCode" -> hashCode();
				default -> "the test's store";
			};
		}
		if (method.getName().equals("subscribe") && args != null) {
			Link link = new Link((String) args[0], (String) args[1], (HintListener) args[2]);
			link.connect();
			this.links.add(link);
			return link;
		}
		if (isCut()) {
			throw new StoreUnreachableException("The test has cut this unit off from the store", null);
		}
		try {
			return method.invoke(this.target, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * A subscription that outlives the store at which it was made.
	 */
	private final class Link implements Subscription {

		private final String group;

		private final String unit;

		private final HintListener listener;

		private @Nullable Subscription subscription;

		Link(String group, String unit, HintListener listener) {
			this.group = group;
			this.unit = unit;
			this.listener = listener;
		}

		void connect() {
			this.subscription = UnitLink.this.target.subscribe(this.group, this.unit, this::pass);
		}

		private void pass(Hint hint) {
			if (!isCut()) {
				this.listener.onHint(hint);
			}
		}

		@Override
		public void renew() {
			// Hints get lost only while the way is cut.
		}

		@Override
		public void close() {
			UnitLink.this.links.remove(this);
			if (this.subscription != null) {
				this.subscription.close();
			}
		}

	}

}
