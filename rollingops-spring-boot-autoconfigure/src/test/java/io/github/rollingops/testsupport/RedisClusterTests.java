package io.github.rollingops.testsupport;

import java.util.List;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
	void slotMovesWithItsKeys() {
		try (RedisCluster cluster = RedisCluster.start()) {
			RedisProcess from = cluster.owner("{tag}:a");
			from.command("SET", "{tag}:a", "1");
			from.command("SET", "{tag}:b", "2");
			RedisProcess to = cluster.nodes().get((cluster.nodes().indexOf(from) + 1) % 3);
			cluster.moveSlot("{tag}:a", to, () -> {
			});
			assertThat(cluster.owner("{tag}:b")).isSameAs(to);
			assertThat(to.command("MGET", "{tag}:a", "{tag}:b")).isEqualTo(List.of("1", "2"));
			assertThatThrownBy(() -> from.command("GET", "{tag}:a")).hasMessageContaining("MOVED");
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
