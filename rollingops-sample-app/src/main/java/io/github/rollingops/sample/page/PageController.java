package io.github.rollingops.sample.page;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Shows the fleet: once, or for as long as somebody watches.
 */
@RestController
@RequestMapping("/api")
class PageController {

	private final FleetStates states;

	private final StateStream stream;

	PageController(FleetStates states, StateStream stream) {
		this.states = states;
		this.stream = stream;
	}

	@GetMapping("/state")
	FleetState state() {
		return this.states.current();
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter events() {
		return this.stream.open();
	}

}
