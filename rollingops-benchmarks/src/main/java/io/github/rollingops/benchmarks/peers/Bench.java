package io.github.rollingops.benchmarks.peers;

import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.redis.RedisFigures;
import io.github.rollingops.benchmarks.report.Report;

/**
 * What a part measures on, and where it tells what came out.
 *
 * @param address where Redis is
 * @param redis what Redis says about itself
 * @param report who is told
 */
record Bench(Address address, RedisFigures redis, Report report) {
}
