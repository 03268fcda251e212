// A card for each unit.

import { actionRow } from './button.js';
import { ago, duration, now, until } from './clock.js';
import { byId, el, icon, keyed, setAttribute, setFields, setIcon, setText } from './dom.js';
import { queueWords, renderQueue } from './queue.js';
import { unitRequests } from './requests.js';
import { unitSignals } from './signals.js';
import { unitExplanation, unitSteering } from './steering.js';
import { renderSteps, takenWords } from './steps.js';
import { renderTroubles } from './troubles.js';
import { healthWords, intentWords, processWords, setAsideWords } from './words.js';

const rows = new WeakMap();

export function renderUnits(state, live) {
	keyed(byId('units'), state.units, (unit) => unit.name, create, (card, unit) => update(card, unit, state, live));
}

function create({ name }) {
	const card = byId('unit-template').content.firstElementChild.cloneNode(true);
	const requests = card.querySelector('.requests');
	const signals = card.querySelector('.signals');
	const steering = card.querySelector('.steering');
	card.dataset.unit = name;
	card.setAttribute('aria-label', name);
	requests.setAttribute('aria-label', `Request on ${name}`);
	signals.setAttribute('aria-label', `Process of ${name}`);
	steering.setAttribute('aria-label', `Steer ${name}`);
	rows.set(card, [
		actionRow(card.querySelector('.explain'), [unitExplanation(name)]),
		actionRow(requests, unitRequests(name)),
		actionRow(steering, unitSteering(name)),
		actionRow(signals, unitSignals(name))
	]);
	return card;
}

function update(card, unit, state, live) {
	const grant = state.grants.find((candidate) => candidate.unit === unit.name);
	const stands = whereItStands(unit, grant);
	setAttribute(card, 'data-stands', stands.sign);
	setAttribute(card, 'data-process', unit.process);
	setAttribute(card, 'data-holder', grant ? 'true' : null);
	card.querySelector('.leads').hidden = state.leader !== unit.name;
	setIcon(card.querySelector('.sign'), stands.icon);
	setAttribute(card.querySelector('[data-field=traffic]'), 'data-accepting', String(unit.accepting));
	setAttribute(card.querySelector('[data-field=health]'), 'data-health', unit.health.status);
	setFields(card, {
		name: unit.name,
		process: processWords(unit.process),
		stands: stands.words,
		traffic: unit.accepting ? 'takes them' : 'takes none',
		intent: intentWords(unit.intent),
		seen: ago(unit.lastSeen),
		ran: ago(unit.executedAt),
		pid: unit.pid ? `${unit.pid}${unit.port ? ` :${unit.port}` : ''}` : 'none',
		boot: unit.bootId ? unit.bootId.slice(0, 8) : 'none',
		health: healthWords(unit.health.status),
		aside: setAsideWords(unit.setAside),
		queued: queueWords(unit.queue),
		taken: takenWords(unit.steps)
	});
	renderQueue(card.querySelector('.queue'), unit, grant, { state, live });
	renderSteps(card.querySelector('.steps'), unit);
	renderTroubles(card.querySelector('.troubles'), unit);
	rows.get(card).forEach((row) => row.update({ unit, grant, state, live }));
}

function whereItStands(unit, grant) {
	if (grant) {
		const held = duration(Math.max(0, now() - Date.parse(grant.since)));
		if (unit.retryDueAt && Date.parse(unit.retryDueAt) > now()) {
			return { sign: 'turn', icon: 'turn', words: `keeps the turn for ${grant.callbackId}, again ${until(unit.retryDueAt)}` };
		}
		const words = holdingWords(unit);
		return { sign: 'turn', icon: 'turn', words: `${words} ${grant.callbackId}, ${held}` };
	}
	if (unit.process !== 'RUNNING' || unit.status === 'NOT_READY') {
		return { sign: 'away', icon: 'cut-short', words: (unit.process === 'STOPPED') ? 'stopped, does not answer' : 'takes no part' };
	}
	if (unit.status === 'WAITING') {
		const due = unit.retryDueAt && Date.parse(unit.retryDueAt) > now();
		const words = due ? `tries ${unit.queue[0]?.callbackId} again ${until(unit.retryDueAt)}` : 'waits for the turn';
		return { sign: 'waits', icon: 'waits', words };
	}
	return { sign: 'idle', icon: 'release', words: unit.draining ? 'stops' : 'idle' };
}

function holdingWords({ process, busy, explanation }) {
	if (process === 'STOPPED') {
		return 'is stopped with the turn for';
	}
	if (process !== 'RUNNING' || explanation?.kind === 'DEPARTED') {
		return 'is gone with the turn for';
	}
	if (explanation?.kind === 'SILENT') {
		return 'is silent with the turn for';
	}
	return busy ? 'runs' : 'holds the turn for';
}
