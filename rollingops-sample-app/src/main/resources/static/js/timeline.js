// The turns, a lane for each unit: no two may ever stand above each other.

import { renderAxis } from './axis.js';
import { duration, exactTimeOf, now } from './clock.js';
import { byId, el, icon, keyed, setAttribute } from './dom.js';
import { stretchesAway } from './samples.js';
import { renderServed } from './served.js';
import { resultWords } from './words.js';

export function renderTimeline(state) {
	const span = Number(document.querySelector('#span :checked').value) * 1000;
	const view = { to: now(), from: now() - span, span };
	keyed(byId('lanes'), state.units, (unit) => unit.name, createLane, (lane, unit) => {
		renderBars(lane.querySelector('.track'), state.turns.filter((turn) => turn.unit === unit.name), view);
		renderAway(lane.querySelector('.away-track'), unit.name, view);
	});
	renderServed(view);
	renderAxis(view);
	const seen = state.turns.filter((turn) => isSeen(turn, view));
	setAttribute(byId('timeline'), 'aria-label', `${seen.length} turns in the time shown; the table below has each of them`);
}

function createLane({ name }) {
	return el('div', { className: 'lane' }, el('span', { className: 'lane-name' }, name),
		el('div', { className: 'track' }), el('div', { className: 'away-track' }));
}

function isSeen(turn, view) {
	return endOf(turn, view) > view.from;
}

function endOf(turn, view) {
	return turn.end ? Date.parse(turn.end) : view.to;
}

export function resultOf(turn) {
	return turn.result ?? (turn.end ? 'cut-short' : 'running');
}

function renderBars(track, turns, view) {
	keyed(track, turns.filter((turn) => isSeen(turn, view)), (turn) => turn.start, createBar, (bar, turn) => {
		const result = resultOf(turn);
		place(bar, Date.parse(turn.start), endOf(turn, view), view);
		if (bar.dataset.result !== result) {
			bar.dataset.result = result;
			bar.replaceChildren(icon(result), el('span', {}, turn.operation));
		}
		bar.dataset.end = turn.end ?? '';
		setAttribute(bar, 'title', `${turn.unit} ${turn.operation}, ${exactTimeOf(turn.start)}, `
				+ `${duration(endOf(turn, view) - Date.parse(turn.start))}: ${resultWords(result)}`);
	});
}

function createBar(turn) {
	const bar = el('div', { className: 'turn' });
	Object.assign(bar.dataset, { unit: turn.unit, operation: turn.operation, start: turn.start });
	return bar;
}

function renderAway(track, unit, view) {
	const stretches = stretchesAway(unit).filter((stretch) => (stretch.end ?? view.to) > view.from);
	keyed(track, stretches, (stretch) => stretch.start, () => el('div', { className: 'away' }),
		(node, stretch) => place(node, stretch.start, stretch.end ?? view.to, view));
}

function place(node, start, end, { from, to, span }) {
	const left = Math.max(start, from);
	node.style.left = `${((left - from) / span) * 100}%`;
	node.style.width = `${((Math.min(end, to) - left) / span) * 100}%`;
}
