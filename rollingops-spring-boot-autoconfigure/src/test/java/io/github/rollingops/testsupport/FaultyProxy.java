package io.github.rollingops.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Stands before a Redis and spoils what passes: drops a single reply, delays, holds back,
 * cuts. It understands the protocol, so that a request is counted once however its bytes
 * arrive, and a reply is dropped that belongs to the request meant. It is no proxy for
 * Cluster or Sentinel, whose clients learn the servers' own addresses.
 */
public final class FaultyProxy implements AutoCloseable {

	private final RedisServer redis;

	private final ProxyRules rules = new ProxyRules();

	private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();

	private final int port;

	private ServerSocket listener;

	private FaultyProxy(RedisServer redis) {
		this.redis = redis;
		this.port = FreePorts.next();
		this.listener = listen();
	}

	/** Starts a proxy that at first passes on everything. */
	public static FaultyProxy before(RedisServer redis) {
		return new FaultyProxy(redis);
	}

	public String host() {
		return "127.0.0.1";
	}

	public int port() {
		return this.port;
	}

	/** Keeps no requests from now on, so that it can stand in the way for a long time. */
	public FaultyProxy forgetful() {
		this.rules.forget();
		return this;
	}

	/** How many connections there are. */
	public int connections() {
		return this.connections.size();
	}

	/** Every request so far: the command as it was sent, then its arguments. */
	public List<List<String>> requests() {
		return this.rules.requests();
	}

	/** How many requests with this command have come so far. */
	public long count(String command) {
		return requests().stream().filter((request) -> request.get(0).equalsIgnoreCase(command)).count();
	}

	/**
	 * Loses one reply: Redis has carried out the request, the client never hears of it.
	 * @param nth which of the requests that match, counted from now on, beginning with 1
	 * @param matching told the command and its arguments
	 * @param loss what becomes of the connection
	 * @return completed with the request once its reply is lost; cancelled, it takes the
	 * order back
	 */
	public CompletableFuture<List<String>> dropReply(int nth, Predicate<List<String>> matching, Loss loss) {
		return this.rules.drop(nth, matching, loss);
	}

	/** Delays each request and each reply; what follows closely is not delayed twice. */
	public void delay(Duration eachWay) {
		this.rules.delay(eachWay);
	}

	/** Keeps back whatever goes this way, until {@link #release}. */
	public void hold(Direction direction) {
		this.rules.hold(direction);
	}

	/** Lets go on, in order, what was held. */
	public void release(Direction direction) {
		this.rules.release(direction);
	}

	/** Cuts all connections; what was held or under way in them is lost. */
	public void cutAll() {
		this.connections.forEach(ProxyConnection::close);
	}

	/** From now on nobody can connect; what is connected stays. */
	public synchronized void refuseConnections() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Takes connections again, at the same port. */
	public synchronized void acceptConnections() {
		this.listener = listen();
	}

	@Override
	public void close() {
		refuseConnections();
		cutAll();
	}

	private ServerSocket listen() {
		try {
			ServerSocket socket = new ServerSocket();
			socket.bind(new InetSocketAddress(InetAddress.getByName(host()), this.port));
			DaemonThreads.start("faulty-proxy", () -> accept(socket));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket socket) {
		while (!socket.isClosed()) {
			try {
				Socket client = socket.accept();
				ProxyConnection connection = new ProxyConnection(client, this.rules, this.connections::remove);
				this.connections.add(connection);
				connection.open(this.redis);
			}
			catch (IOException ex) {
				// Closed by refuseConnections, or the client has gone already.
			}
		}
	}

	/** Which way the bytes go. */
	public enum Direction {

		TO_REDIS, TO_CLIENT

	}

	/** How a reply gets lost. */
	public enum Loss {

		/**
		 * The connection is cut in its place: the client knows that something is amiss.
		 */
		CUT,

		/**
		 * The connection stays and is mute from there on: the client runs into a timeout.
		 */
		SILENCE

	}

}
