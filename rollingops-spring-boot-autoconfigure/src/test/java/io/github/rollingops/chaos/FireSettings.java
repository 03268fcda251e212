package io.github.rollingops.chaos;

import java.nio.file.Path;
import java.util.List;

import org.springframework.core.env.Environment;

/**
 * What a unit is told when it is started.
 *
 * @param life its name and which life of it this is, as {@code a#3}
 * @param facts the directory for what it writes down
 * @param units the units of the fleet
 * @param seed decides about its requests
 * @param rate how many requests it makes in a second
 */
record FireSettings(String life, Path facts, List<String> units, long seed, double rate) {

	static final List<String> GROUPS = List.of("alpha", "beta", "gamma");

	static FireSettings of(Environment environment) {
		return new FireSettings(environment.getRequiredProperty("fire.life"),
				Path.of(environment.getRequiredProperty("fire.facts")),
				List.of(environment.getRequiredProperty("fire.units").split(",")),
				environment.getRequiredProperty("fire.seed", Long.class),
				environment.getRequiredProperty("fire.rate", Double.class));
	}

	String unit() {
		return this.life.substring(0, this.life.indexOf('#'));
	}

	Diary diary() {
		return new Diary(FactLog.open(this.facts.resolve(this.life + ".facts")), this.life);
	}

}
