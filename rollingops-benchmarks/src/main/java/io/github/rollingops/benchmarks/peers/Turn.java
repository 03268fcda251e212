package io.github.rollingops.benchmarks.peers;

/**
 * A turn that was taken. Times are those of {@link System#nanoTime()}.
 *
 * @param client who took it
 * @param asked when the client began to ask
 * @param start when its body began
 * @param end when its body ended
 */
record Turn(int client, long asked, long start, long end) {
}
