package io.github.rollingops;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the map of the packages: who may use whom of ours, and which third parties.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.rollingops";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	private static final DescribedPredicate<JavaClass> NOTHING = DescribedPredicate.alwaysFalse();

	private static final DescribedPredicate<JavaClass> LOGGING = in("org.slf4j..", "org.apache.commons.logging..");

	private static final DescribedPredicate<JavaClass> JACKSON = in("tools.jackson..",
			"com.fasterxml.jackson.annotation..");

	private static final DescribedPredicate<JavaClass> SPRING_DATA = in("org.springframework.data..");

	private static final DescribedPredicate<JavaClass> SPRING_BOOT = in("org.springframework.boot..");

	private static final DescribedPredicate<JavaClass> SPRING_FRAMEWORK = in("org.springframework..")
		.and(DescribedPredicate.not(SPRING_DATA.or(SPRING_BOOT)));

	private static final DescribedPredicate<JavaClass> SPRING_ANNOTATIONS = in("org.springframework.core.annotation",
			"org.springframework.aot.hint.annotation");

	static final List<Row> TABLE = List.of( //
			new Row("", SPRING_ANNOTATIONS.or(JACKSON)), //
			new Row("event", in("org.springframework.context..", "org.springframework.core.."), "", "action"),
			new Row("databag", NOTHING, ""), //
			new Row("databag.memory", NOTHING, "databag", ""),
			new Row("databag.redis", SPRING_FRAMEWORK.or(SPRING_DATA).or(in("io.lettuce..")).or(LOGGING), "databag",
					""),
			new Row("action", in("org.springframework.core..", "org.springframework.util..").or(JACKSON).or(LOGGING),
					"", "databag"),
			new Row("callback", SPRING_FRAMEWORK.or(JACKSON).or(LOGGING).or(in("kotlin..")), "", "action"),
			new Row("engine", SPRING_FRAMEWORK.or(LOGGING), "", "event", "databag", "callback", "action"),
			new Row("metrics", SPRING_FRAMEWORK.or(SPRING_BOOT).or(in("io.micrometer..")).or(LOGGING), "", "event",
					"databag"),
			new Row("actuate",
					SPRING_FRAMEWORK.or(SPRING_BOOT)
						.or(in("io.micrometer..", "com.fasterxml.jackson.annotation.."))
						.or(LOGGING),
					"", "event", "databag"),
			new Row("autoconfigure", DescribedPredicate.alwaysTrue()));

	@ParameterizedTest
	@FieldSource("TABLE")
	void usesOnlyWhatTheTableAllows(Row row) {
		classes().that()
			.resideInAPackage(row.packageName())
			.should()
			.onlyDependOnClassesThat(in("java..", "org.jspecify.annotations", row.packageName()).or(row.allowed()))
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void everyPackageHasItsRow() {
		assertThat(packages()).extracting(JavaPackage::getName)
			.isSubsetOf(TABLE.stream().map(Row::packageName).toList());
	}

	@Test
	void nothingImportsTheAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(packageName("autoconfigure"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage(packageName("autoconfigure"))
			.check(CLASSES);
	}

	@Test
	void jsonIsNoPartOfTheUsersInterface() {
		noClasses().that()
			.resideInAPackage(ROOT)
			.and()
			.arePublic()
			.should()
			.dependOnClassesThat(JACKSON)
			.check(CLASSES);
	}

	@Test
	void actionsOpenNoConnectionByThemselves() {
		noClasses().that()
			.resideInAPackage(packageName("action"))
			.should()
			.dependOnClassesThat(in("java.net..", "javax.net..", "java.nio.channels.."))
			.check(CLASSES);
	}

	@Test
	void packagesFormNoCycle() {
		slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(packages()).allMatch((candidate) -> candidate.isAnnotatedWith(NullMarked.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "databag.memory", "databag.redis" })
	void implementationHasOnePublicEntry(String implementation) {
		assertThat(CLASSES).filteredOn((candidate) -> candidate.getPackageName().equals(packageName(implementation)))
			.filteredOn(JavaClass::isTopLevelClass)
			.filteredOn((candidate) -> candidate.getModifiers().contains(JavaModifier.PUBLIC))
			.hasSizeLessThanOrEqualTo(1);
	}

	private static List<JavaPackage> packages() {
		return CLASSES.stream().map(JavaClass::getPackage).distinct().toList();
	}

	private static String packageName(String suffix) {
		return suffix.isEmpty() ? ROOT : ROOT + "." + suffix;
	}

	private static DescribedPredicate<JavaClass> in(String... packages) {
		return JavaClass.Predicates.resideInAnyPackage(packages).onResultOf(JavaClass::getBaseComponentType);
	}

	/**
	 * A line of the table; a package that does not exist yet is no fault.
	 */
	record Row(String suffix, DescribedPredicate<JavaClass> others, String... ours) {

		String packageName() {
			return ArchitectureTests.packageName(this.suffix);
		}

		DescribedPredicate<JavaClass> allowed() {
			return this.others.or(in(Stream.of(this.ours).map(ArchitectureTests::packageName).toArray(String[]::new)));
		}

		@Override
		public String toString() {
			return packageName();
		}

	}

	private static final class Packages implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass candidate) {
			return candidate.getPackageName().startsWith(ROOT) ? SliceIdentifier.of(candidate.getPackageName())
					: SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "packages";
		}

	}

}
