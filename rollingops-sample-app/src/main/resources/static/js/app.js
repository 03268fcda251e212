// Puts the page together: each state that comes is shown, and again as time passes.

import { actionRow } from './button.js';
import { heard } from './clock.js';
import { byId } from './dom.js';
import { renderGlance } from './glance.js';
import { renderHappened } from './happened.js';
import { renderLive } from './live.js';
import { fleetRequests } from './requests.js';
import { lastFailure, take } from './samples.js';
import { listenToSearch } from './search.js';
import { redisSignals } from './signals.js';
import { listenToRate, renderSteady } from './steady.js';
import { follow } from './stream.js';
import { renderTimeline } from './timeline.js';
import { renderTurns } from './turns.js';
import { renderUnits } from './units.js';

const rows = [
	actionRow(byId('fleet-actions'), fleetRequests()),
	actionRow(byId('redis-actions'), redisSignals())
];

let state = null;

let live = false;

let heardAt = null;

function renderNow() {
	renderGlance(state, lastFailure());
	renderUnits(state, live);
	renderTimeline(state);
	rows.forEach((row) => row.update({ state, live }));
}

function onState(next) {
	state = next;
	live = true;
	heardAt = Date.now();
	heard(state.at);
	take(state);
	renderLive(true, state.reachable);
	renderNow();
	renderSteady(state);
	renderHappened(state);
	renderTurns(state);
}

function onLost() {
	live = false;
	renderLive(false, false, heardAt);
	if (state) {
		renderNow();
	}
}

// While nothing is heard the page stands still rather than guess
function onTick() {
	if (live) {
		renderNow();
	}
}

rows.forEach((row) => row.update({ state, live }));
if (matchMedia('(max-width: 600px)').matches) {
	document.querySelector('#span [value="30"]').checked = true;
}
listenToSearch();
listenToRate();
byId('span').addEventListener('change', () => state && renderNow());
document.querySelector('.as-table').addEventListener('toggle', () => state && renderTurns(state));
setInterval(onTick, 500);
follow('api/events', onState, onLost);
