package io.github.rollingops.sample.page;

/**
 * A unit that can be spoken to.
 *
 * @param name the name of the unit
 * @param port where it listens
 * @param accepting whether it has said that it takes searches
 */
record LivingUnit(String name, int port, boolean accepting) {
}
