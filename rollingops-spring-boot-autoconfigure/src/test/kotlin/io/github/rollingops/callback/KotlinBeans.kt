package io.github.rollingops.callback

import io.github.rollingops.LockRequestResult
import io.github.rollingops.OperationContext
import io.github.rollingops.OperationResult
import io.github.rollingops.RollingOperation
import io.github.rollingops.RollingOperationCallback
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlin.time.Duration

/** Beans as users of Kotlin write them. */
open class KotlinReloading {

	open var seen: List<Any?> = emptyList()

	@RollingOperation
	open fun reload(force: Boolean = false, level: Int = if (force) 3 else 1, context: OperationContext) {
		seen = listOf(force, level, context.unit())
	}

	@RollingOperation
	open fun label(text: String?, suffix: String? = "!"): OperationResult {
		seen = listOf(text, suffix)
		return OperationResult.RETRY_HOLD
	}

	@RollingOperation
	open fun required(text: String) {
		seen = listOf(text)
	}

	@RollingOperation
	open fun fail(force: Boolean = false) {
		throw IllegalStateException("force is $force")
	}

}

interface KotlinDeclaring {

	@RollingOperation
	fun declared(level: Int = 7)

	fun seen(): Int

}

class KotlinImplementing : KotlinDeclaring {

	private var seen = 0

	override fun declared(level: Int) {
		seen = level
	}

	override fun seen() = seen

}

data class KotlinWindow(val from: Int, val isOpen: Boolean = true, val labels: List<String> = listOf("a"))

class KotlinWindows {

	var seen: Any? = null

	@RollingOperation
	fun window(window: KotlinWindow) {
		seen = window
	}

	@RollingOperation
	fun windows(windows: List<KotlinWindow>) {
		seen = windows
	}

}

class KotlinSuspending {

	@RollingOperation
	suspend fun reload(force: Boolean = false) {
	}

}

class KotlinDeferred {

	@RollingOperation
	fun reload(): Deferred<OperationResult> = CompletableDeferred(OperationResult.RELEASE)

}

class KotlinValueClass {

	@RollingOperation
	fun reload(timeout: Duration) {
	}

}

/** What the compiler infers of our types, which its metadata keep. */
class KotlinInferring {

	fun unit(result: LockRequestResult) = result.unit

	fun operation(result: LockRequestResult) = result.operation

	fun callback() = RollingOperationCallback { context -> if (context.isGranted) OperationResult.RELEASE else null }

}

class KotlinOverloads {

	@JvmOverloads
	@RollingOperation
	fun reload(force: Boolean = false) {
	}

}
