// The launcher's clock, not the browser's, and how times are told.

const JITTER = 250;

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

let ahead = null;

export function heard(instant) {
	const difference = Date.parse(instant) - Date.now();
	if (ahead === null || Math.abs(difference - ahead) > JITTER) {
		ahead = difference;
	}
}

export function now() {
	return Date.now() + (ahead ?? 0);
}

export function timeOf(instant) {
	return TIME.format(new Date(instant));
}

export function exactTimeOf(instant) {
	return `${timeOf(instant)}.${String(new Date(instant).getMilliseconds()).padStart(3, '0')}`;
}

export function duration(milliseconds) {
	if (milliseconds < 10) {
		return `${milliseconds.toFixed(1)} ms`;
	}
	if (milliseconds < 1000) {
		return `${Math.round(milliseconds)} ms`;
	}
	if (milliseconds < 10_000) {
		return `${(milliseconds / 1000).toFixed(1)} s`;
	}
	if (milliseconds < 120_000) {
		return `${Math.floor(milliseconds / 1000)} s`;
	}
	if (milliseconds < 7_200_000) {
		return `${Math.floor(milliseconds / 60_000)} min`;
	}
	return `${Math.floor(milliseconds / 3_600_000)} h`;
}

export function ago(instant) {
	if (!instant) {
		return 'never';
	}
	const passed = now() - Date.parse(instant);
	return (passed < 1000) ? 'just now' : `${duration(passed)} ago`;
}

export function until(instant) {
	const left = Date.parse(instant) - now();
	return (left <= 0) ? 'now' : `in ${Math.ceil(left / 1000)} s`;
}
