package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.rollingops.sample.page.LocalFleet.ProcessState;
import io.github.rollingops.sample.page.LocalFleet.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a unit does, or does not answer at all.
 */
class StubUnit implements AutoCloseable {

	private final HttpServer server;

	private final String name;

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private volatile int status = 200;

	private volatile String body = "{}";

	/**
	 * To what it does not answer: paths begin with this.
	 */
	private volatile @Nullable String silent;

	private ProcessState process = ProcessState.RUNNING;

	private boolean accepting = true;

	StubUnit(String name) throws IOException {
		this.name = name;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor((task) -> new Thread(task, name).start());
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String content = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add("%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), content).strip());
		try {
			if (this.silent != null && exchange.getRequestURI().getPath().startsWith(this.silent)) {
				this.end.await();
			}
			byte[] answer = this.body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(this.status, answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			exchange.close();
		}
	}

	StubUnit answering(int status, String body) {
		this.status = status;
		this.body = body;
		return this;
	}

	StubUnit silent() {
		return silent("/");
	}

	StubUnit silent(String path) {
		this.silent = path;
		return this;
	}

	StubUnit in(ProcessState process) {
		this.process = process;
		return this;
	}

	StubUnit accepting(boolean accepting) {
		this.accepting = accepting;
		return this;
	}

	/**
	 * Return what was asked, in the order in which it was.
	 */
	List<String> requests() {
		return this.requests;
	}

	Unit unit() {
		return new Unit(this.name, 1L, this.process, this.server.getAddress().getPort(), this.accepting, 5);
	}

	@Override
	public void close() {
		this.end.countDown();
		this.server.stop(0);
	}

}
