package io.github.rollingops.action;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an action keeps for its rollback: values by name, stored as JSON, so that they
 * mean the same to a rollback that happens in another process. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ActionValues {

	/**
	 * How many characters of JSON a value may have.
	 */
	public static final int MAX_LENGTH = 8 * 1024;

	/** Replaced at each change, never changed itself: most actions keep none. */
	private Map<String, String> values;

	private final Runnable changed;

	/**
	 * Create values.
	 * @param values JSON texts by name
	 * @param changed called after each change
	 */
	ActionValues(Map<String, String> values, Runnable changed) {
		this.values = values;
		this.changed = changed;
	}

	/**
	 * Keep a value, in place of an earlier one of that name. Where there is a journal,
	 * the value is written down when this returns: keep what the rollback will need
	 * before doing what it is to undo.
	 * @param name the name of the value
	 * @param value anything that has a JSON form of at most {@value #MAX_LENGTH}
	 * characters
	 * @throws IllegalArgumentException naming value, limit and remedy if it has none
	 * @throws ActionJournalException if it could not be written down
	 */
	public void put(String name, Object value) {
		String json;
		try {
			json = Json.MAPPER.writeValueAsString(value);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Value '" + name + "', a " + value.getClass().getName()
					+ ", cannot be written as JSON (" + ex.getOriginalMessage() + "); keep what JSON can hold", ex);
		}
		if (!StandardCharsets.UTF_8.newEncoder().canEncode(json)) {
			throw new IllegalArgumentException(
					"Value '" + name + "' holds an unpaired surrogate, which cannot be stored as UTF-8; remove it");
		}
		if (json.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("Value '" + name + "' has " + json.length()
					+ " characters as JSON, the limit is " + MAX_LENGTH + "; keep a key to it instead");
		}
		Map<String, String> earlier = this.values;
		Map<String, String> withIt = new TreeMap<>(earlier);
		withIt.put(name, json);
		this.values = withIt;
		try {
			this.changed.run();
		}
		catch (RuntimeException ex) {
			// What could not be kept must not keep the rest from being written down.
			this.values = earlier;
			throw ex;
		}
	}

	Map<String, String> texts() {
		return this.values;
	}

	/**
	 * Return a value.
	 * @param name the name of the value
	 * @param type what it is to be read as
	 * @param <T> the type
	 * @return the value, or nothing if none is kept under that name
	 * @throws IllegalArgumentException if it cannot be read as that type
	 */
	public <T> Optional<T> get(String name, Class<T> type) {
		String json = this.values.get(name);
		if (json == null) {
			return Optional.empty();
		}
		try {
			return Optional.ofNullable(Json.MAPPER.readValue(json, type));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Value '" + name + "' is " + json + ", which is no " + type.getName()
					+ "; read it as what it was kept as", ex);
		}
	}

	/**
	 * Loaded with the first value: most queues keep none, and the first one of a process
	 * need not wait for a mapper to be built.
	 */
	private static final class Json {

		static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

	}

}
