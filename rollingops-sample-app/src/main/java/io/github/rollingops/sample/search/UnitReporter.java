package io.github.rollingops.sample.search;

import io.github.rollingops.sample.report.ReportLine;
import io.github.rollingops.sample.report.UnitReport;
import io.github.rollingops.sample.report.UnitReport.Serving;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells the launcher, which reads this process' standard output, what it cannot know.
 */
@Component
@RegisterReflectionForBinding({ UnitReport.class, Serving.class, UnitReport.Traffic.class, UnitReport.TurnStarted.class,
		UnitReport.TurnEnded.class })
class UnitReporter {

	private final Environment environment;

	UnitReporter(Environment environment) {
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void reportServing() {
		report(new Serving(this.environment.getRequiredProperty("local.server.port", Integer.class)));
	}

	void report(UnitReport report) {
		System.out.println(ReportLine.write(report));
	}

}
