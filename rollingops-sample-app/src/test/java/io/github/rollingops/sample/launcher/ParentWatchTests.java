package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.github.rollingops.sample.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

class ParentWatchTests {

	private static final String WATCHING = "-D" + ParentWatch.PROPERTY + "=true";

	@Test
	void endsWhenParentIsKilled() throws Exception {
		try (JavaProcess parent = JavaProcess.start(Parent.class)) {
			ProcessHandle child = ProcessHandle.of(Long.parseLong(parent.readLine())).orElseThrow();
			parent.process().destroyForcibly();
			JavaProcess.awaitEnd(child);
			assertThat(child.isAlive()).isFalse();
		}
	}

	static class Parent {

		public static void main(String[] args) throws IOException, InterruptedException {
			// As in spring-boot:run, no pipe tells the child that its parent is gone
			Process child = new ProcessBuilder(JavaProcess.command(Child.class, WATCHING)).inheritIO().start();
			child.waitFor();
		}

	}

	static class Child {

		public static void main(String[] args) throws InterruptedException {
			ParentWatch.start();
			System.out.println(ProcessHandle.current().pid());
			new CountDownLatch(1).await();
		}

	}

}
