package io.github.rollingops.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Sentinel;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

/**
 * Where Redis is, in Spring Data's words. The most special of what is described wins, as
 * it does for the application's own connections.
 */
final class RedisPlace {

	private RedisPlace() {
	}

	static RedisConfiguration of(DataRedisConnectionDetails details) {
		Sentinel sentinel = details.getSentinel();
		if (sentinel != null) {
			return sentinel(sentinel, details);
		}
		DataRedisConnectionDetails.Cluster cluster = details.getCluster();
		if (cluster != null) {
			return cluster(cluster.getNodes(), details);
		}
		DataRedisConnectionDetails.MasterReplica masterReplica = details.getMasterReplica();
		if (masterReplica != null) {
			return masterReplica(masterReplica.getNodes(), details);
		}
		Standalone standalone = details.getStandalone();
		if (standalone != null) {
			return standalone(standalone, details);
		}
		throw new RollingOpsConfigurationException(
				"The bean that tells where Redis is, a " + details.getClass().getName()
						+ ", names no Redis of any kind.",
				"Let it return what its getStandalone(), getSentinel(), getCluster() or getMasterReplica() is for.",
				null);
	}

	private static RedisConfiguration standalone(Standalone standalone, DataRedisConnectionDetails details) {
		RedisStandaloneConfiguration place = new RedisStandaloneConfiguration(standalone.getHost(),
				standalone.getPort());
		place.setDatabase(standalone.getDatabase());
		place.setUsername(details.getUsername());
		place.setPassword(password(details.getPassword()));
		return place;
	}

	private static RedisConfiguration sentinel(Sentinel sentinel, DataRedisConnectionDetails details) {
		RedisSentinelConfiguration place = new RedisSentinelConfiguration();
		place.setMaster(sentinel.getMaster());
		place.setSentinels(nodes(sentinel.getNodes()));
		place.setSentinelUsername(sentinel.getUsername());
		place.setSentinelPassword(password(sentinel.getPassword()));
		place.setDatabase(sentinel.getDatabase());
		place.setUsername(details.getUsername());
		place.setPassword(password(details.getPassword()));
		return place;
	}

	private static RedisConfiguration cluster(List<Node> nodes, DataRedisConnectionDetails details) {
		RedisClusterConfiguration place = new RedisClusterConfiguration();
		place.setClusterNodes(nodes(nodes));
		place.setUsername(details.getUsername());
		place.setPassword(password(details.getPassword()));
		return place;
	}

	private static RedisConfiguration masterReplica(List<Node> nodes, DataRedisConnectionDetails details) {
		Node first = nodes.get(0);
		RedisStaticMasterReplicaConfiguration place = new RedisStaticMasterReplicaConfiguration(first.host(),
				first.port());
		nodes.stream().skip(1).forEach((node) -> place.addNode(node.host(), node.port()));
		place.setUsername(details.getUsername());
		place.setPassword(password(details.getPassword()));
		return place;
	}

	private static List<RedisNode> nodes(List<Node> nodes) {
		return nodes.stream().map((node) -> new RedisNode(node.host(), node.port())).toList();
	}

	private static RedisPassword password(@Nullable String password) {
		return RedisPassword.of(password);
	}

}
