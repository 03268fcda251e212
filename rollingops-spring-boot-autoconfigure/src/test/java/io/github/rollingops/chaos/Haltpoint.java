package io.github.rollingops.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

import io.github.rollingops.databag.DatabagStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that ends its process, when it is told to, right before or right after a step:
 * between any two things that others can see.
 */
final class Haltpoint implements InvocationHandler {

	private final AtomicReference<@Nullable Order> order = new AtomicReference<>();

	private final DatabagStore store;

	private Haltpoint(DatabagStore store) {
		this.store = store;
	}

	static DatabagStore around(DatabagStore store) {
		return (DatabagStore) Proxy.newProxyInstance(DatabagStore.class.getClassLoader(),
				new Class<?>[] { DatabagStore.class }, new Haltpoint(store));
	}

	static Haltpoint of(DatabagStore store) {
		return (Haltpoint) Proxy.getInvocationHandler(store);
	}

	/** Takes an order, such as {@code before finish 2}; an empty one takes it back. */
	void order(String text) {
		if (text.isBlank()) {
			this.order.set(null);
			return;
		}
		String[] words = text.trim().split(" ");
		this.order.set(new Order(words[0].equals("before"), words[1], Integer.parseInt(words[2])));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		Order order = this.order
			.updateAndGet((known) -> (known != null && known.step().equals(method.getName())) ? known.next() : known);
		boolean now = order != null && order.step().equals(method.getName()) && order.left() == 0;
		if (now && order.before()) {
			halt();
		}
		try {
			return method.invoke(this.store, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
		finally {
			if (now) {
				halt();
			}
		}
	}

	private static void halt() {
		Runtime.getRuntime().halt(FireApplication.HALTED_STATUS);
	}

	/** Which call of which step is to be the last thing that the process does. */
	private record Order(boolean before, String step, int left) {

		Order next() {
			return new Order(this.before, this.step, this.left - 1);
		}

	}

}
