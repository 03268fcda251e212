package io.github.rollingops.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for servers that stop and come back. They lie below the range from which
 * systems take the ports of outgoing connections: a port from there could be gone by the
 * time of the restart. The port 10,000 above is free as well, for the bus of a Cluster.
 */
final class FreePorts {

	private static final int FIRST = 11_000;

	private static final int BUS_OFFSET = 10_000;

	private FreePorts() {
	}

	static int next() {
		for (int attempt = 0; attempt < 1_000; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST + BUS_OFFSET);
			if (isFree(port) && isFree(port + BUS_OFFSET)) {
				return port;
			}
		}
		throw new IllegalStateException("No free port from " + FIRST + " on");
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
