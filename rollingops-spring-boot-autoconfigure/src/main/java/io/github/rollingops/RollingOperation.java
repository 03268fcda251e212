package io.github.rollingops;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a bean's method as the callback of a rolling operation: it runs when this unit
 * has been granted the lock of its group, through the bean's proxy.
 * <p>
 * Parameters are filled by name from the kwargs of the request and converted as Jackson
 * converts JSON; one that is {@code @Nullable}, an {@code Optional}, or in Kotlin of a
 * nullable type or with a default value may be missing. A parameter of type
 * {@link OperationContext} receives the context. The method returns an
 * {@link OperationResult}; {@code void} and {@code null} mean
 * {@link OperationResult#RELEASE}, an exception means
 * {@link OperationResult#RETRY_RELEASE}, and an {@link OperationAbortedException} drops
 * the operation. Asynchronous return types are refused at start-up.
 * <p>
 * A method may also return an {@code io.github.rollingops.action.ActionQueue} that has
 * not been run: its steps are then taken under the grant, outside of a transaction of the
 * method, and written down in the store. If all are done that means
 * {@link OperationResult#RELEASE}. If one fails, the grant is lost or the timeout is
 * over, they are rolled back on this unit and that means
 * {@link OperationResult#RETRY_RELEASE}. If the process ends between them, its next life
 * is asked for the queue again and goes by {@link #onRestart()}.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface RollingOperation {

	/**
	 * The id of the callback, unique within its group; the name of the method if empty.
	 * Placeholders are resolved.
	 * @return the id of the callback
	 */
	@AliasFor("id")
	String value() default "";

	/**
	 * The id of the callback, unique within its group; the name of the method if empty.
	 * Placeholders are resolved.
	 * @return the id of the callback
	 */
	@AliasFor("value")
	String id() default "";

	/**
	 * The group whose lock the callback needs. Placeholders are resolved.
	 * @return the name of the group
	 */
	String group() default RollingOpsGroup.DEFAULT_NAME;

	/**
	 * How long a run may take before it is interrupted and retried, such as {@code 5m} or
	 * {@code PT5M}; {@code rollingops.operation-timeout} if empty. Placeholders are
	 * resolved.
	 * @return the timeout
	 */
	String timeout() default "";

	/**
	 * What becomes of the steps of an {@code ActionQueue} if the process comes to its end
	 * between them. Only for methods that return one.
	 * @return whether they are rolled back or gone on with
	 */
	OnRestart onRestart() default OnRestart.ROLL_BACK;

}
