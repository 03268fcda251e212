// The launcher's states as they come. A stream that breaks is opened again, and so is one
// that has fallen silent without breaking, as it does when the launcher is suspended.

const SILENCE = 6000;

const PAUSE = 1000;

export function follow(path, onState, onLost) {
	let source = null;
	let last = Date.now();

	function open() {
		source = new EventSource(path);
		source.addEventListener('state', (event) => {
			last = Date.now();
			onState(JSON.parse(event.data));
		});
		source.addEventListener('error', lost);
	}

	function lost() {
		onLost();
		if (source.readyState === EventSource.CLOSED) {
			setTimeout(open, PAUSE);
		}
	}

	setInterval(() => {
		if (Date.now() - last > SILENCE && source.readyState !== EventSource.CLOSED) {
			last = Date.now();
			source.close();
			lost();
		}
	}, PAUSE);
	open();
}
