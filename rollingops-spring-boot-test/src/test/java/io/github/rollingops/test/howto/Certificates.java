package io.github.rollingops.test.howto;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.stereotype.Component;

@Component
class Certificates {

	private static final Logger logger = LoggerFactory.getLogger(Certificates.class);

	private final SslBundleRegistry bundles;

	private final PemSslBundleProperties files = new PemSslBundleProperties();

	Certificates(SslBundleRegistry bundles,
			@Value("${spring.ssl.bundle.pem.web.keystore.certificate}") String certificate,
			@Value("${spring.ssl.bundle.pem.web.keystore.private-key}") String privateKey) {
		this.bundles = bundles;
		this.files.getKeystore().setCertificate(certificate);
		this.files.getKeystore().setPrivateKey(privateKey);
		this.files.getKeystore().setVerifyKeys(true);
	}

	@RollingOperation("rotate-certificate")
	OperationResult rotate() {
		try {
			SslBundle fresh = PropertiesSslBundle.get(this.files);
			fresh.createSslContext();
			this.bundles.updateBundle("web", fresh);
			return OperationResult.RELEASE;
		}
		catch (IllegalStateException ex) {
			logger.warn("The files do not fit together; the certificate stays as it is", ex);
			return OperationResult.RETRY_HOLD;
		}
	}

}
