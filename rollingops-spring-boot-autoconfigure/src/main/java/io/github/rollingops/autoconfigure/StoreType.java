package io.github.rollingops.autoconfigure;

/**
 * Where the units of a group agree.
 */
enum StoreType {

	/**
	 * In Redis, which the instances of the application share.
	 */
	REDIS,

	/**
	 * In this process: for tests, and for an application that runs once.
	 */
	IN_MEMORY

}
