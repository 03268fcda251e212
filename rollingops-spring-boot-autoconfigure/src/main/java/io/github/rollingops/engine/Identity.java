package io.github.rollingops.engine;

import io.github.rollingops.databag.Caller;

/**
 * One life of a unit in one group.
 *
 * @param group the name of the group
 * @param unit the name of the unit
 * @param bootId the life
 */
record Identity(String group, String unit, String bootId) {

	Caller caller(long sequence) {
		return new Caller(this.group, this.unit, this.bootId, sequence);
	}

	@Override
	public String toString() {
		return "unit '" + this.unit + "' of group '" + this.group + "'";
	}

}
