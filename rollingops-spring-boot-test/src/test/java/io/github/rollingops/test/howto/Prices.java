package io.github.rollingops.test.howto;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.rollingops.RollingOperation;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

@Component
class Prices {

	private final Catalogue catalogue;

	private volatile Map<String, BigDecimal> prices = Map.of();

	Prices(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@RollingOperation(id = "rebuild-prices", timeout = "10m")
	void rebuild() throws InterruptedException {
		Map<String, BigDecimal> fresh = new HashMap<>();
		for (String article : this.catalogue.articles()) {
			if (Thread.interrupted()) {
				throw new InterruptedException("The lock is lost, or the time is over");
			}
			fresh.put(article, this.catalogue.price(article));
		}
		this.prices = Map.copyOf(fresh);
	}

	@Nullable BigDecimal price(String article) {
		return this.prices.get(article);
	}

	interface Catalogue {

		List<String> articles();

		BigDecimal price(String article);

	}

}
