package io.github.rollingops.testsupport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.rollingops.testsupport.FaultyProxy.Direction;
import io.github.rollingops.testsupport.FaultyProxy.Loss;

/**
 * A client's connection through a {@link FaultyProxy}. Redis answers in the order in
 * which it is asked, so a queue tells which request a reply belongs to; what comes
 * unasked (RESP3's push, RESP2's messages) belongs to none.
 */
final class ProxyConnection {

	private static final Set<String> SUBSCRIBING = Set.of("subscribe", "unsubscribe", "psubscribe", "punsubscribe",
			"ssubscribe", "sunsubscribe");

	private static final Set<String> MESSAGES = Set.of("message", "pmessage", "smessage");

	private final Socket client;

	private final Socket server = new Socket();

	private final ProxyRules rules;

	private final Consumer<ProxyConnection> onClose;

	private final Queue<Optional<Asked>> asked = new ConcurrentLinkedQueue<>();

	private volatile boolean mute;

	ProxyConnection(Socket client, ProxyRules rules, Consumer<ProxyConnection> onClose) {
		this.client = client;
		this.rules = rules;
		this.onClose = onClose;
	}

	void open(RedisServer redis) throws IOException {
		try {
			this.client.setTcpNoDelay(true);
			this.server.setTcpNoDelay(true);
			this.server.connect(new InetSocketAddress(redis.host(), redis.port()), 5_000);
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
		ProxyPipe toRedis = new ProxyPipe(Direction.TO_REDIS, this.rules, this.server, this::close);
		ProxyPipe toClient = new ProxyPipe(Direction.TO_CLIENT, this.rules, this.client, this::close);
		DaemonThreads.start("faulty-proxy-requests", () -> pump(this.client, toRedis, this::onRequest));
		DaemonThreads.start("faulty-proxy-replies", () -> pump(this.server, toClient, this::onReply));
	}

	void close() {
		try (this.client; this.server) {
			this.onClose.accept(this);
		}
		catch (IOException ex) {
			// Nothing to save of a connection that is to be cut.
		}
	}

	private void pump(Socket from, ProxyPipe to, FrameFilter filter) {
		try {
			RespReader reader = new RespReader(from.getInputStream());
			for (RespReader.Frame frame = reader.read(); frame != null; frame = reader.read()) {
				if (filter.passes(frame)) {
					to.send(frame.bytes());
				}
			}
		}
		catch (IOException ex) {
			// As good as the end of the stream.
		}
		to.end();
	}

	private boolean onRequest(RespReader.Frame frame) {
		List<String> request = frame.words();
		ProxyRules.Drop drop = this.rules.onRequest(request);
		if (!SUBSCRIBING.contains(request.get(0).toLowerCase(Locale.ROOT))) {
			this.asked.add(Optional.ofNullable(drop).map((found) -> new Asked(request, found)));
		}
		return true;
	}

	private boolean onReply(RespReader.Frame frame) {
		Optional<Asked> asked = isUnasked(frame) ? Optional.empty() : poll();
		if (asked.isPresent()) {
			ProxyRules.Drop drop = asked.get().drop();
			this.mute = true;
			if (drop.loss() == Loss.CUT) {
				close();
			}
			drop.lost().complete(asked.get().request());
		}
		return !this.mute;
	}

	private Optional<Asked> poll() {
		Optional<Asked> next = this.asked.poll();
		return (next != null) ? next : Optional.empty();
	}

	private static boolean isUnasked(RespReader.Frame frame) {
		if (frame.type() != '*') {
			return frame.type() == '>';
		}
		List<String> words = frame.words();
		return !words.isEmpty() && (SUBSCRIBING.contains(words.get(0)) || MESSAGES.contains(words.get(0)));
	}

	/** A request whose reply is to be lost. */
	private record Asked(List<String> request, ProxyRules.Drop drop) {
	}

	/** Decides whether a frame goes on. */
	private interface FrameFilter {

		boolean passes(RespReader.Frame frame);

	}

}
