package io.github.rollingops.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis that speaks TLS, with a certificate that was made for it and that nobody trusts
 * who has not been told of it.
 */
public final class TlsRedis implements AutoCloseable {

	private static final String PASSWORD = "password";

	private static final String ALIAS = "redis";

	private final Path directory;

	private final int port = FreePorts.next();

	private final RedisProcess redis;

	private TlsRedis() throws IOException, GeneralSecurityException, InterruptedException {
		this.directory = Files.createTempDirectory("rollingops-tls");
		KeyStore keys = keys();
		Path key = pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
		Path certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
		this.redis = RedisProcess.start("tls-port " + this.port, "tls-key-file " + key, "tls-cert-file " + certificate,
				"tls-ca-cert-file " + certificate, "tls-auth-clients no");
	}

	public static TlsRedis start() {
		try {
			return new TlsRedis();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No certificate to be had", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a certificate was made", ex);
		}
	}

	/** Where TLS is spoken. */
	public int port() {
		return this.port;
	}

	/** What a client has to trust, as PEM. */
	public Path certificate() {
		return file("CERTIFICATE");
	}

	@Override
	public void close() {
		this.redis.close();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private KeyStore keys() throws IOException, GeneralSecurityException, InterruptedException {
		Path store = this.directory.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-validity", "2", "-dname", "CN=redis", "-ext",
				"san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (keytool.waitFor() != 0) {
			throw new IOException("keytool: " + output);
		}
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(store)) {
			keys.load(input, PASSWORD.toCharArray());
		}
		return keys;
	}

	private Path pem(String type, byte[] content) throws IOException {
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return Files.writeString(file(type),
				"-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
	}

	private Path file(String type) {
		return this.directory.resolve(type.replace(' ', '-').toLowerCase() + ".pem");
	}

}
