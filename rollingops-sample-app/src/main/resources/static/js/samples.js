// What the states say only of now, kept for the timeline: how many searches were answered in each
// second, and when a unit took none. As much as the longest time shown.

const KEPT = 320_000;

const seconds = new Map();

const away = [];

let previous = null;

let failure = -Infinity;

export function take(state) {
	const at = Date.parse(state.at);
	if (previous) {
		const second = Math.floor(at / 1000) * 1000;
		const sample = seconds.get(second) ?? { answered: 0, failed: 0 };
		const failed = Math.max(0, state.searches.failed - previous.searches.failed);
		sample.answered += Math.max(0, state.searches.answered - previous.searches.answered);
		sample.failed += failed;
		seconds.set(second, sample);
		failure = failed ? at : failure;
	}
	state.units.forEach((unit) => takeUnit(unit, at));
	forgetBefore(at - KEPT);
	previous = state;
}

function takeUnit(unit, at) {
	const open = away.find((stretch) => stretch.unit === unit.name && stretch.end === null);
	if (!unit.accepting && !open) {
		away.push({ unit: unit.name, start: at, end: null });
	}
	if (unit.accepting && open) {
		open.end = at;
	}
}

function forgetBefore(limit) {
	[...seconds.keys()].filter((second) => second < limit).forEach((second) => seconds.delete(second));
	while (away.length && away[0].end !== null && away[0].end < limit) {
		away.shift();
	}
}

export function searchesBySecond() {
	return seconds;
}

export function stretchesAway(unit) {
	return away.filter((stretch) => stretch.unit === unit);
}

export function lastFailure() {
	return failure;
}
