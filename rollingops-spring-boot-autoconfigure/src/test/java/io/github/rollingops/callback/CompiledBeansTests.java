package io.github.rollingops.callback;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import io.github.rollingops.RollingOperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Beans as other compilers and compiler options leave them.
 */
class CompiledBeansTests {

	@TempDir
	private Path directory;

	@Test
	void refusesParametersWithoutNames() throws Exception {
		Class<?> bean = compile("Nameless", """
				@io.github.rollingops.RollingOperation
				public void reload(boolean force) {
				}
				""", "-g:none");
		assertThatExceptionOfType(InvalidRollingOperationException.class).isThrownBy(() -> ScannedContext.of(bean))
			.satisfies((ex) -> {
				assertThat(ex.getSource()).contains("Nameless.reload(boolean)");
				assertThat(ex.getReason()).isEqualTo("the name of parameter 1 is not in the class file");
				assertThat(ex.getAction()).contains("-parameters", "maven.compiler.parameters", "Gradle");
			});
	}

	@Test
	void takesMethodsWithoutParametersAsTheyAre() throws Exception {
		Class<?> bean = compile("NoParameters", """
				@io.github.rollingops.RollingOperation
				public void reload(io.github.rollingops.OperationContext context) {
				}
				""", "-g:none");
		try (ScannedContext context = ScannedContext.of(bean)) {
			assertThat(context.registry().callbackIds("default")).containsExactly("reload");
		}
	}

	@Test
	void passesByBeanWhoseMethodsNeedAClassThatIsAbsent() throws Exception {
		Path absent = write("absent", "Absent", "public interface Absent { }");
		Class<?> bean = compile("Needy", """
				@io.github.rollingops.RollingOperation
				public void reload(absent.Absent absent) {
				}
				""", "-parameters");
		Files.delete(absent.resolveSibling("Absent.class"));
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerSingleton("needy", bean.getConstructor().newInstance());
		beanFactory.registerSingleton("sound", new Sound());
		List<String> found = new ArrayList<>();
		new AnnotatedMethods(beanFactory).forEach((method, annotation) -> found.add(method.beanName()));
		assertThat(found).containsExactly("sound");
	}

	private Path write(String packageName, String name, String type) throws IOException {
		Path source = this.directory.resolve(packageName.replace('.', '/')).resolve(name + ".java");
		Files.createDirectories(source.getParent());
		return Files.writeString(source, "package " + packageName + ";\n" + type);
	}

	private Class<?> compile(String name, String members, String option) throws Exception {
		write("beans", name, "public class " + name + " {\n" + members + "}\n");
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		List<Path> sources = new ArrayList<>();
		try (var files = Files.walk(this.directory)) {
			files.filter((file) -> file.toString().endsWith(".java")).forEach(sources::add);
		}
		try (StandardJavaFileManager fileManager = compiler.getStandardFileManager(null, null, null)) {
			boolean compiled = compiler
				.getTask(messages, fileManager, null,
						List.of(option, "-proc:none", "-d", this.directory.toString(), "-classpath",
								System.getProperty("java.class.path")),
						null, fileManager.getJavaFileObjectsFromPaths(sources))
				.call();
			assertThat(compiled).as(messages.toString()).isTrue();
		}
		ClassLoader loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				getClass().getClassLoader());
		return loader.loadClass("beans." + name);
	}

	static class Sound {

		@RollingOperation
		void reload() {
		}

	}

}
