package io.github.rollingops.callback;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.util.StringValueResolver;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationContext;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsInvalidLockRequestException;

/**
 * A callback that is a bean's {@link RollingOperation @RollingOperation} method.
 */
final class MethodCallback implements RegisteredCallback {

	private final BeanMethod method;

	private final Declaration declaration;

	private final CallbackParameters parameters;

	private MethodCallback(BeanMethod method, Declaration declaration, CallbackParameters parameters) {
		this.method = method;
		this.declaration = declaration;
		this.parameters = parameters;
	}

	static MethodCallback of(BeanMethod method, RollingOperation annotation, StringValueResolver resolver) {
		String source = method.description();
		CallbackParameters parameters = CallbackParameters.of(method.method(), method.targetClass(), source);
		Class<?> returnType = GenericTypeResolver.resolveReturnType(method.method(), method.targetClass());
		ReturnType.check(returnType, source);
		Declaration declaration = Declaration.resolve(annotation, method.method().getName(), source, resolver);
		declaration.requireFitting(returnType, source);
		return new MethodCallback(method, declaration, parameters);
	}

	@Override
	public String group() {
		return this.declaration.group();
	}

	@Override
	public String id() {
		return this.declaration.id();
	}

	@Override
	public String description() {
		return this.method.description();
	}

	@Override
	public @Nullable Duration timeout() {
		return this.declaration.timeout();
	}

	@Override
	public void validate(Map<String, ? extends @Nullable Object> kwargs) {
		String stored = Operation.create(id(), kwargs, null).kwargsJson();
		try {
			this.parameters.requireKnown(stored);
			this.parameters.bind(stored, null);
		}
		catch (InvalidKwargsException ex) {
			throw new RollingOpsInvalidLockRequestException(
					"Callback '" + id() + "' of group '" + group() + "': " + ex.getMessage(), ex);
		}
	}

	@Override
	public CallbackResult invoke(OperationContext context) throws Exception {
		@Nullable Object[] arguments = this.parameters.bind(context.operation().kwargsJson(), context);
		try {
			return ReturnType.toResult(this.method.invoke(arguments), this.declaration.onRestart());
		}
		catch (InvalidRollingOperationException ex) {
			// Found out only now because the bean is lazy. No retry would find otherwise.
			throw new OperationAbortedException(
					"Callback '" + id() + "' of group '" + group() + "': " + ex.getMessage(), ex);
		}
	}

}
