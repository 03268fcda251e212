package io.github.rollingops.sample.page;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Puts the processes through what happens to processes.
 */
@RestController
@RequestMapping("/api")
@ResponseStatus(HttpStatus.NO_CONTENT)
class ProcessController {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final LocalFleet fleet;

	private final LivingUnits units;

	private final UnitHttp http;

	ProcessController(LocalFleet fleet, LivingUnits units, UnitHttp http) {
		this.fleet = fleet;
		this.units = units;
		this.http = http;
	}

	@PostMapping("/units/{unit}/kill")
	void kill(@PathVariable("unit") String unit) {
		this.fleet.kill(known(unit).name());
	}

	@PostMapping("/units/{unit}/pause")
	void pause(@PathVariable("unit") String unit) throws IOException {
		this.fleet.pause(known(unit).name());
	}

	@PostMapping("/units/{unit}/continue")
	void resume(@PathVariable("unit") String unit) {
		this.fleet.resume(known(unit).name());
	}

	/**
	 * Put what nobody can read into the queue of the unit.
	 */
	@PostMapping("/units/{unit}/poison")
	void poison(@PathVariable("unit") String unit) throws IOException {
		this.fleet.poison(known(unit).name());
	}

	/**
	 * Let the operation {@code stubborn} succeed the next time the unit runs it.
	 */
	@PostMapping("/units/{unit}/free")
	void free(@PathVariable("unit") String unit) throws InterruptedException {
		tell(unit, "/stubborn/free");
	}

	/**
	 * Let the next warm-up of the unit fail.
	 */
	@PostMapping("/units/{unit}/fail-warm-up")
	void failWarmUp(@PathVariable("unit") String unit) throws InterruptedException {
		tell(unit, "/warm-up/fail");
	}

	private void tell(String unit, String path) throws InterruptedException {
		String name = known(unit).name();
		LivingUnit living = this.units.inTurn(0)
			.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					name + " does not run at the moment; wait until it does, or continue it"));
		try {
			this.http.post(living, path, "", TIMEOUT);
		}
		catch (IOException ex) {
			throw new IllegalStateException(unit + " does not answer; try again", ex);
		}
	}

	@PostMapping("/redis/restart")
	void restartRedis(@RequestBody(required = false) @Nullable Restart restart)
			throws IOException, InterruptedException {
		this.fleet.restartRedis(restart == null || !Boolean.FALSE.equals(restart.keepData()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> failed(IOException ex) {
		return ResponseEntity.internalServerError().body(Map.of("error", String.valueOf(ex.getMessage())));
	}

	private LocalFleet.Unit known(String unit) {
		return this.fleet.units()
			.stream()
			.filter((known) -> known.name().equals(unit))
			.findFirst()
			.orElseThrow(() -> new PageException(HttpStatus.NOT_FOUND, "There is no unit " + unit));
	}

	/**
	 * How to restart Redis.
	 *
	 * @param keepData whether it begins with the data that it had; it does if this is
	 * left out
	 */
	record Restart(@Nullable Boolean keepData) {
	}

}
