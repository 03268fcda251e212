package io.github.rollingops.sample.page;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site's page has a browser on this machine ask for. There is no
 * login that would tell, but a browser names the origin of each request that can change
 * something. It names its own, too, where a name was made to point to this machine for
 * the purpose: so the page must have been called by an address, or {@code localhost}.
 */
@Component
class CrossSiteFilter extends OncePerRequestFilter {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

	private static final Pattern UNMISTAKABLE = Pattern
		.compile("(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+])(:\\d+)?");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (SAFE.contains(request.getMethod()) || isOwn(request.getHeader("Host"), request.getHeader("Origin"))) {
			chain.doFilter(request, response);
			return;
		}
		response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		response.setContentType("application/json");
		response.getWriter()
			.write("{\"error\":\"Requests are taken from this page only, called as localhost or by an address\"}");
	}

	/**
	 * Return whether a request comes from this page, or from no page at all.
	 */
	static boolean isOwn(@Nullable String host, @Nullable String origin) {
		if (host == null || !UNMISTAKABLE.matcher(host).matches()) {
			return false;
		}
		return origin == null || origin.equals("http://" + host);
	}

}
