package io.github.rollingops.engine;

import io.github.rollingops.RollingOpsException;

/**
 * Thrown at start-up when another live process uses this unit's name.
 *
 * @since 0.1.0
 */
public class UnitNameTakenException extends RollingOpsException {

	private static final long serialVersionUID = 1L;

	private final String group;

	private final String unit;

	public UnitNameTakenException(String group, String unit, String detail) {
		super("Another live process is unit '" + unit + "' of group '" + group + "': " + detail, null);
		this.group = group;
		this.unit = unit;
	}

	/**
	 * Return the group in which the name is taken.
	 * @return the name of the group
	 */
	public String getGroup() {
		return this.group;
	}

	/**
	 * Return the name that is taken.
	 * @return the name of the unit
	 */
	public String getUnit() {
		return this.unit;
	}

}
