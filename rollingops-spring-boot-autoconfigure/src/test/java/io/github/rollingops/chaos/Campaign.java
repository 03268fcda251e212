package io.github.rollingops.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import io.github.rollingops.testsupport.JavaCommand;
import io.github.rollingops.testsupport.RedisServer;
import org.springframework.util.FileSystemUtils;

/**
 * Rounds in several arenas, one after the other.
 *
 * @param seed decides about everything that is drawn
 * @param minutes for how long; 0 is the short one of the ordinary build
 */
record Campaign(long seed, double minutes) {

	private static final List<String> UNITS = List.of("a", "b", "c", "d", "e");

	private static final double RATE = 5.5;

	private static final Duration MEAN_GAP = Duration.ofMillis(750);

	static Campaign ofSystemProperties() {
		return new Campaign(Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000)),
				Double.parseDouble(System.getProperty("chaos.minutes", "0")));
	}

	/** How to have it again. */
	String command() {
		return "mvn -q -Pchaos verify -Dchaos.minutes=" + this.minutes + " -Dchaos.seed=" + this.seed;
	}

	/** Where the facts and the output of all processes are. */
	Path directory() {
		return Path.of("target", "chaos", String.valueOf(this.seed)).toAbsolutePath();
	}

	/** Runs all rounds and judges each. */
	Map<Stage, Verdict> run() throws IOException {
		Path directory = directory();
		FileSystemUtils.deleteRecursively(directory);
		ClassArchive classes = classes(Files.createDirectories(directory.resolve("classes")));
		Map<Stage, Verdict> verdicts = new LinkedHashMap<>();
		for (Map.Entry<Stage, Duration> part : parts().entrySet()) {
			Stage stage = part.getKey();
			Path facts = Files.createDirectories(directory.resolve(stage.id()));
			Diary diary = new Diary(FactLog.open(facts.resolve("harness.facts")), "harness");
			Site site = new Site(stage.arena(UNITS), classes, "fire", facts, diary, this.seed, RATE);
			try (FireRound round = new FireRound(site, UNITS)) {
				round.run(part.getValue(), MEAN_GAP, stage.calm());
			}
			verdicts.put(stage, Judge.judge(FactLog.readAll(facts), stage.rules()));
		}
		return verdicts;
	}

	private Map<Stage, Duration> parts() {
		Map<Stage, Duration> parts = new LinkedHashMap<>();
		if (this.minutes == 0) {
			parts.put(Stage.STANDALONE, Duration.ofSeconds(28));
			parts.put(Stage.FORGETFUL, Duration.ofSeconds(10));
			return parts;
		}
		Duration whole = Duration.ofSeconds((long) (60 * this.minutes));
		List<Stage> stages = stages();
		double shares = stages.stream().mapToDouble(Stage::share).sum();
		for (Stage stage : stages) {
			Duration fire = stage.fire(Duration.ofMillis((long) (whole.toMillis() / shares)));
			if (fire.compareTo(Duration.ofSeconds(10)) >= 0) {
				parts.put(stage, fire);
			}
		}
		return parts;
	}

	/** All, or those that are named, separated by commas. */
	private static List<Stage> stages() {
		String named = System.getProperty("chaos.stages", "");
		return Stream.of(Stage.values())
			.filter((stage) -> named.isEmpty() || List.of(named.split(",")).contains(stage.id()))
			.toList();
	}

	private static ClassArchive classes(Path directory) {
		RedisServer redis = RedisServer.shared();
		return ClassArchive.of(JavaCommand.of(FireApplication.class, "--spring.application.name=fire-training",
				"--spring.data.redis.host=" + redis.host(), "--spring.data.redis.port=" + redis.port(),
				"--rollingops.unit-name=training", "--fire.life=training#1", "--fire.facts=" + directory,
				"--fire.units=training", "--fire.seed=0", "--fire.rate=1", "--fire.train=true"), directory);
	}

}
