package io.github.rollingops.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Compares stores and not texts, so that {@code IN_MEMORY} in an environment variable is
 * as good as {@code in-memory} in a file.
 */
class OnStoreCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		StoreType wanted = metadata.getAnnotations().get(ConditionalOnStore.class).getEnum("value", StoreType.class);
		StoreType configured = Binder.get(context.getEnvironment())
			.bind("rollingops.store", StoreType.class)
			.orElse(StoreType.REDIS);
		return new ConditionOutcome(configured == wanted,
				ConditionMessage.forCondition(ConditionalOnStore.class).because("rollingops.store is " + configured));
	}

}
