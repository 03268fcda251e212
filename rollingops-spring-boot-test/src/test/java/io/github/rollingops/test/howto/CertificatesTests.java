package io.github.rollingops.test.howto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.autoconfigure.RollingOpsAutoConfiguration;
import io.github.rollingops.test.FleetContextInitializer;
import io.github.rollingops.test.RollingOpsFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the how-to page says of certificates, with real ones.
 */
class CertificatesTests {

	private static final char[] PASSWORD = "password".toCharArray();

	@TempDir
	private Path folder;

	@Test
	void certificateIsTakenOverIfItsKeyFits() throws Exception {
		Path certificate = this.folder.resolve("tls.crt");
		Path key = this.folder.resolve("tls.key");
		KeyStore first = make("first");
		KeyStore second = make("second");
		write(first, certificate, key);
		new ApplicationContextRunner().withInitializer(new FleetContextInitializer())
			.withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class, SslAutoConfiguration.class))
			.withBean(Certificates.class)
			.withPropertyValues("spring.ssl.bundle.pem.web.keystore.certificate=file:" + certificate,
					"spring.ssl.bundle.pem.web.keystore.private-key=file:" + key)
			.run((context) -> {
				RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
				SslBundles bundles = context.getBean(SslBundles.class);
				assertThat(certificate(bundles)).isEqualTo(first.getCertificate("web"));
				write(second, certificate, this.folder.resolve("of-the-second.key"));
				request(context.getBean(RollingOpsService.class));
				fleet.settle();
				assertThat(fleet).operation("rotate-certificate").hasTheTurn();
				assertThat(certificate(bundles)).isEqualTo(first.getCertificate("web"));
				write(second, certificate, key);
				fleet.advance(Duration.ofMinutes(1));
				assertThat(fleet).operation("rotate-certificate").wasCompleted();
				assertThat(certificate(bundles)).isEqualTo(second.getCertificate("web"));
				write(first, certificate, this.folder.resolve("of-the-first.key"));
				request(context.getBean(RollingOpsService.class));
				fleet.advance(Duration.ofMinutes(1));
				assertThat(fleet).operation("rotate-certificate").wasDropped(DropReason.MAX_RETRY_EXCEEDED);
				assertThat(certificate(bundles)).isEqualTo(second.getCertificate("web"));
			});
	}

	private static void request(RollingOpsService rollingOps) {
		rollingOps.requestLock(LockRequest.of("rotate-certificate").withMaxRetry(3));
	}

	private static Certificate certificate(SslBundles bundles) throws GeneralSecurityException {
		KeyStore keys = bundles.getBundle("web").getStores().getKeyStore();
		return keys.getCertificate(keys.aliases().nextElement());
	}

	private KeyStore make(String name) throws IOException, GeneralSecurityException, InterruptedException {
		Path store = this.folder.resolve(name + ".p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "web", "-keyalg", "EC", "-validity", "2", "-dname", "CN=" + name, "-storetype",
				"PKCS12", "-keystore", store.toString(), "-storepass", new String(PASSWORD))
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(keytool.waitFor()).as(output).isZero();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(store)) {
			keys.load(input, PASSWORD);
		}
		return keys;
	}

	private static void write(KeyStore keys, Path certificate, Path key) throws IOException, GeneralSecurityException {
		Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("web").getEncoded()));
		Files.writeString(key, pem("PRIVATE KEY", keys.getKey("web", PASSWORD).getEncoded()));
	}

	private static String pem(String type, byte[] content) {
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
	}

}
