package io.github.rollingops.benchmarks.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before Redis and passes everything on later, each way. What follows closely is
 * not delayed twice: a slow network is slow and not narrow.
 */
public final class DelayingProxy implements AutoCloseable {

	private static final Parcel END = new Parcel(new byte[0], 0);

	private final Address redis;

	private final Duration eachWay;

	private final ServerSocket listener;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	public DelayingProxy(Address redis, Duration eachWay) throws IOException {
		this.redis = redis;
		this.eachWay = eachWay;
		this.listener = new ServerSocket(0, 200, InetAddress.getByName(Address.LOOPBACK));
		start(this::accept);
	}

	public Address address() {
		return Address.local(this.listener.getLocalPort());
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.sockets.forEach(DelayingProxy::close);
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = open(this.listener.accept());
			Socket server = open(new Socket(this.redis.host(), this.redis.port()));
			pass(client, server);
			pass(server, client);
		}
	}

	private Socket open(Socket socket) throws IOException {
		socket.setTcpNoDelay(true);
		this.sockets.add(socket);
		return socket;
	}

	private void pass(Socket from, Socket to) {
		BlockingQueue<Parcel> underWay = new LinkedBlockingQueue<>();
		start(() -> read(from, underWay));
		start(() -> write(underWay, to));
	}

	private void read(Socket from, BlockingQueue<Parcel> underWay) throws IOException {
		byte[] buffer = new byte[16 * 1024];
		try (InputStream in = from.getInputStream()) {
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				underWay.add(new Parcel(Arrays.copyOf(buffer, count), System.nanoTime() + this.eachWay.toNanos()));
			}
		}
		finally {
			underWay.add(END);
		}
	}

	private void write(BlockingQueue<Parcel> underWay, Socket to) throws IOException, InterruptedException {
		for (Parcel parcel = underWay.take(); parcel != END; parcel = underWay.take()) {
			awaitDue(parcel);
			to.getOutputStream().write(parcel.bytes());
		}
		close(to);
	}

	/** More exact than sleeping, which knows whole milliseconds only. */
	private static void awaitDue(Parcel parcel) {
		for (long left = parcel.due() - System.nanoTime(); left > 0; left = parcel.due() - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private static void start(Passing passing) {
		Thread thread = new Thread(() -> {
			try {
				passing.run();
			}
			catch (IOException | InterruptedException ex) {
				// One side has gone, or the proxy is closed.
			}
		}, "delaying-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// gone already
		}
	}

	/**
	 * What a thread of the proxy does until a connection ends.
	 */
	private interface Passing {

		void run() throws IOException, InterruptedException;

	}

	/**
	 * Bytes under way.
	 *
	 * @param bytes the bytes
	 * @param due {@code nanoTime} of their arrival
	 */
	private record Parcel(byte[] bytes, long due) {
	}

}
