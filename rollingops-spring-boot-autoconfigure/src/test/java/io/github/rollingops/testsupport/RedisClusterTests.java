package io.github.rollingops.testsupport;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisClusterTests {

	@Test
	void clientFindsTheOwnerOfEachKey() {
		try (RedisCluster cluster = RedisCluster.start();
				RedisClusterClient client = RedisClusterClient
					.create(cluster.nodes().stream().map((node) -> RedisURI.create(node.host(), node.port())).toList());
				StatefulRedisClusterConnection<String, String> connection = client.connect()) {
			for (String key : new String[] { "a", "b", "c", "{tag}:d" }) {
				connection.sync().set(key, "value of " + key);
				assertThat(cluster.owner(key).command("GET", key)).isEqualTo("value of " + key);
			}
			assertThat(cluster.addresses()).hasSize(3).doesNotHaveDuplicates();
		}
	}

	@Test
	void clusterIsWholeAgainAfterANodeCameBack() {
		try (RedisCluster cluster = RedisCluster.start()) {
			RedisProcess node = cluster.nodes().get(1);
			node.kill();
			node.restart();
			cluster.awaitOk();
			assertThat(cluster.nodes())
				.allSatisfy((each) -> assertThat(String.valueOf(each.command("CLUSTER", "INFO"))).contains("state:ok"));
		}
	}

}
