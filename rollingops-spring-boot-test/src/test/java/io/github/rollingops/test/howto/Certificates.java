package io.github.rollingops.test.howto;

import io.github.rollingops.RollingOperation;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.stereotype.Component;

@Component
class Certificates {

	private final SslBundleRegistry bundles;

	private final PemSslStoreDetails files;

	Certificates(SslBundleRegistry bundles,
			@Value("${spring.ssl.bundle.pem.web.keystore.certificate}") String certificate,
			@Value("${spring.ssl.bundle.pem.web.keystore.private-key}") String privateKey) {
		this.bundles = bundles;
		this.files = PemSslStoreDetails.forCertificate(certificate).withPrivateKey(privateKey);
	}

	@RollingOperation("rotate-certificate")
	void rotate() {
		SslBundle fresh = SslBundle.of(new PemSslStoreBundle(this.files, null));
		fresh.createSslContext(); // throws if the files do not fit together: the old ones
									// stay in use
		this.bundles.updateBundle("web", fresh);
	}

}
