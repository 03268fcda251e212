package io.github.rollingops.databag.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ScriptLoaderTests {

	@TempDir
	Path directory;

	@Test
	void putsPiecesInPlaceOfTheLinesThatNameThem() {
		write("step", "-- header", "-- @include lib/a", "return a");
		write("lib/a", "local a = 1");
		assertThat(lines("step")).containsExactly("-- header", "local a = 1", "return a");
	}

	@Test
	void putsAPieceInOnceWhereItIsFirstNamed() {
		write("step", "-- @include lib/a", "-- @include lib/b", "return b");
		write("lib/a", "-- @include lib/b", "local a = b");
		write("lib/b", "local b = 1");
		assertThat(lines("step")).containsExactly("local b = 1", "local a = b", "return b");
	}

	@Test
	void leavesACommentThatOnlyMentionsAnInclude() {
		write("step", "-- see @include lib/a", "return 1");
		assertThat(lines("step")).containsExactly("-- see @include lib/a", "return 1");
	}

	@Test
	void failsOnAPieceThatIsMissing() {
		write("step", "-- @include lib/a");
		write("lib/a", "-- @include lib/b");
		assertThatIllegalStateException().isThrownBy(() -> lines("step"))
			.withMessageContaining("'lib/b.lua'")
			.withMessageContaining("lib/a");
	}

	@Test
	void failsOnAPieceThatIncludesItself() {
		write("step", "-- @include lib/a");
		write("lib/a", "-- @include lib/b");
		write("lib/b", "-- @include lib/a");
		assertThatIllegalStateException().isThrownBy(() -> lines("step"))
			.withMessageContaining("'lib/a' includes itself");
	}

	@ParameterizedTest
	@EnumSource
	void everyStepHasAScriptWithAHeader(Step step) {
		String source = new String(new ScriptLoader().load(step.scriptName()).source(), StandardCharsets.UTF_8);
		assertThat(source).startsWith("-- ").contains("-- KEYS ", "-- ARGV ", "-- Answer ").doesNotContain("@include");
	}

	@ParameterizedTest
	@EnumSource
	void digestIsTheOneThatRedisGives(Step step) {
		Script script = new ScriptLoader().load(step.scriptName());
		assertThat(script.sha()).hasSize(40)
			.isEqualTo(RedisServer.shared()
				.command("SCRIPT", "LOAD", new String(script.source(), StandardCharsets.UTF_8)));
	}

	private List<String> lines(String name) {
		Script script = new ScriptLoader(new FileSystemResource(this.directory.toString() + "/")).load(name);
		return Arrays.asList(new String(script.source(), StandardCharsets.UTF_8).split("\n"));
	}

	private void write(String name, String... lines) {
		Path file = this.directory.resolve(name + ".lua");
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, List.of(lines));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
