package io.github.rollingops.test.howto;

import java.util.List;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsService;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.cache.CacheManager;
import org.springframework.stereotype.Component;

@Component
class ZoneCaches {

	private final RollingOpsService rollingOps;

	private final String zone;

	private final CacheManager caches;

	ZoneCaches(RollingOpsService rollingOps, @Value("${zone}") String zone, CacheManager caches) {
		this.rollingOps = rollingOps;
		this.zone = zone;
		this.caches = caches;
	}

	@RollingOperation(id = "clear-caches", group = "zone-${zone}")
	void clear() {
		this.caches.getCacheNames().stream().map(this.caches::getCache).forEach((cache) -> {
			if (cache != null) {
				cache.clear();
			}
		});
	}

	List<LockRequestResult> clearInThisZone() {
		return this.rollingOps.group("zone-" + this.zone).requestLockOnAllUnits(LockRequest.of("clear-caches"));
	}

}
