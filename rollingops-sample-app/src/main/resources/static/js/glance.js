// Five answers: who leads, who has the turn, who waits for what, is the search served, is Redis there.

import { duration, now, until } from './clock.js';
import { byId, el, keyed, setAttribute, setText } from './dom.js';
import { number } from './words.js';

export function renderGlance(state, lastFailure) {
	tile('leader', state.leader ?? 'nobody', state.leader ? `term ${state.term}` : 'nothing is granted meanwhile',
		state.leader ? null : 'bad');
	turn(state);
	waits(state);
	search(state, lastFailure);
	const { running, owned, port } = state.redis;
	tile('store', running ? 'running' : 'away', owned ? `brought along, port ${port}` : 'as it was configured', running ? null : 'bad');
}

function tile(name, value, detail, tone) {
	const node = byId(`tile-${name}`);
	setText(node.querySelector('.value'), value);
	if (detail !== undefined) {
		setText(node.querySelector('.detail'), detail);
	}
	setAttribute(node, 'data-tone', tone);
}

function turn(state) {
	const grant = state.grants[0];
	if (!grant) {
		tile('turn', 'nobody', 'the lock is free', 'quiet');
		return;
	}
	const held = duration(Math.max(0, now() - Date.parse(grant.since)));
	tile('turn', grant.unit, `${grant.callbackId} for ${held}, token ${grant.fencingToken}`, 'turn');
}

function waits(state) {
	const waiting = state.units.filter((unit) => unit.queue.length > (isGranted(state, unit) ? 1 : 0));
	tile('waits', waiting.length ? `${waiting.length} of ${state.units.length}` : 'nobody', undefined, waiting.length ? null : 'quiet');
	keyed(byId('tile-waits').querySelector('.detail'), waiting, (unit) => unit.name, () => el('li'),
		(node, unit) => setText(node, `${unit.name}: ${whatFor(state, unit)}`));
}

function isGranted(state, unit) {
	return state.grants.some((grant) => grant.unit === unit.name && grant.operationId === unit.queue[0]?.id);
}

function whatFor(state, unit) {
	const granted = isGranted(state, unit) ? 1 : 0;
	const operation = unit.queue[granted];
	const more = unit.queue.length - 1 - granted;
	const due = !granted && unit.retryDueAt && Date.parse(unit.retryDueAt) > now() ? ` ${until(unit.retryDueAt)}` : '';
	return `${operation.callbackId}${due}${more > 0 ? ` and ${more} more` : ''}`;
}

function search({ units, searches }, lastFailure) {
	const accepting = units.filter((unit) => unit.accepting && unit.process === 'RUNNING').length;
	const served = `${accepting} of ${units.length} units serve`;
	const rate = searches.rate ? `${number(searches.rate)}/s` : 'steady searches are off';
	const fails = now() - lastFailure < 5000;
	if (accepting === 0 || fails) {
		tile('search', accepting ? 'fails' : 'not served', `${served}, ${number(searches.failed)} failed`, 'bad');
	}
	else {
		tile('search', 'served', `${served}, ${searches.rate ? `${rate}, ${number(searches.failed)} failed` : rate}`, 'good');
	}
}
