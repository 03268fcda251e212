// A card for each unit.

import { actionRow } from './button.js';
import { ago, duration, now, until } from './clock.js';
import { byId, el, icon, keyed, setAttribute, setFields, setIcon, setText } from './dom.js';
import { queueWords, renderQueue } from './queue.js';
import { unitRequests } from './requests.js';
import { unitSignals } from './signals.js';
import { renderSteps, takenWords } from './steps.js';
import { intentWords, processWords } from './words.js';

const rows = new WeakMap();

export function renderUnits(state, live) {
	keyed(byId('units'), state.units, (unit) => unit.name, create, (card, unit) => update(card, unit, state, live));
}

function create({ name }) {
	const card = byId('unit-template').content.firstElementChild.cloneNode(true);
	const requests = card.querySelector('.requests');
	const signals = card.querySelector('.signals');
	card.dataset.unit = name;
	card.setAttribute('aria-label', name);
	requests.setAttribute('aria-label', `Request on ${name}`);
	signals.setAttribute('aria-label', `Process of ${name}`);
	rows.set(card, [actionRow(requests, unitRequests(name)), actionRow(signals, unitSignals(name))]);
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
		queued: queueWords(unit.queue),
		taken: takenWords(unit.steps)
	});
	renderQueue(card.querySelector('.queue'), unit, grant);
	renderSteps(card.querySelector('.steps'), unit);
	renderTroubles(card.querySelector('.troubles'), unit);
	rows.get(card).forEach((row) => row.update({ unit, state, live }));
}

function whereItStands(unit, grant) {
	if (grant) {
		const held = duration(Math.max(0, now() - Date.parse(grant.since)));
		if (unit.retryDueAt && Date.parse(unit.retryDueAt) > now()) {
			return { sign: 'turn', icon: 'turn', words: `keeps the turn for ${grant.callbackId}, again ${until(unit.retryDueAt)}` };
		}
		const words = unit.busy ? 'runs' : (unit.process === 'RUNNING') ? 'holds the turn for' : 'is gone with the turn for';
		return { sign: 'turn', icon: 'turn', words: `${words} ${grant.callbackId}, ${held}, token ${grant.fencingToken}` };
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

function renderTroubles(list, unit) {
	const troubles = [...(unit.troubles ?? [])];
	if (unit.setAside > 0 && troubles.every((trouble) => trouble.kind !== 'ENTRIES_SET_ASIDE')) {
		troubles.push({ kind: 'ENTRIES_SET_ASIDE', description: `${unit.setAside} entries that cannot be read are set aside` });
	}
	keyed(list, troubles, (trouble) => trouble.kind, () => el('li', {}, icon('trouble'), el('span')),
		(node, trouble) => setText(node.lastElementChild, trouble.description));
}
