// The buttons that request operations, on one unit or on all.

import { request, signal } from './api.js';
import { actionButton } from './button.js';
import { list } from './words.js';

const OPERATIONS = [
	{ name: 'reindex', label: 'Reindex', look: 'joined', operation: 'reindex', kwargs: { force: false } },
	{ name: 'reindex-forced', label: 'Forced', operation: 'reindex', kwargs: { force: true } },
	{ name: 'publish', label: 'Publish', operation: 'publish', kwargs: {} },
	{ name: 'flaky', label: 'Flaky', operation: 'flaky', kwargs: {} },
	{ name: 'stubborn', label: 'Stubborn', operation: 'stubborn', kwargs: {} }
];

export function unitRequests(unit) {
	return [
		...OPERATIONS.map((operation) => requestButton(operation, [unit], ` on ${unit}`, whyNotOnUnit)),
		actionButton('Free', { name: 'free', spoken: ` the stubborn operation of ${unit}`, why: whyNotFree,
			run: () => free([unit]) }),
		actionButton('Fail warm-up', { name: 'fail-warm-up', spoken: ` of ${unit}`, look: 'harmful', why: whyNotToldTo,
			run: () => failWarmUp(unit) })
	];
}

export function fleetRequests() {
	return [
		...OPERATIONS.map((operation) => requestButton(operation, null, ' on all units', whyNotAtAll)),
		actionButton('Free', { name: 'free', spoken: ' all stubborn operations', why: whyNoneIsFree,
			run: ({ state }) => free(state.units.filter(isStubborn).map((unit) => unit.name)) })
	];
}

function requestButton({ name, label, look, operation, kwargs }, units, spoken, why) {
	return actionButton(label, { name, spoken, look, why,
		run: async () => answered(operation, await request(operation, units, kwargs)) });
}

function answered(operation, answers) {
	const of = (status) => answers.filter((answer) => answer.status === status);
	const parts = [
		[of('ENQUEUED'), 'waits on'],
		[of('DUPLICATE'), 'waited already on']
	].filter(([some]) => some.length).map(([some, words]) => `${words} ${list(some.map((answer) => answer.unit))}`);
	parts.push(...of('REFUSED').map((answer) => `was refused by ${answer.unit}: ${answer.reason}`));
	return `${operation} ${parts.join('; ')}`;
}

async function free(units) {
	await Promise.all(units.map((unit) => signal(unit, 'free')));
	return `stubborn may end on ${list(units)}`;
}

async function failWarmUp(unit) {
	await signal(unit, 'fail-warm-up');
	return `The next warm-up of ${unit} fails`;
}

function isStubborn(unit) {
	return unit.process === 'RUNNING' && unit.queue[0]?.callbackId === 'stubborn';
}

function whyNotAtAll({ state, live }) {
	if (!live) {
		return 'The page is not live.';
	}
	return state.reachable ? null : 'No unit answers at the moment.';
}

function whyNotOnUnit({ unit, ...rest }) {
	return whyNotAtAll(rest) ?? ((unit.status === 'NOT_READY') ? `${unit.name} has not joined.` : null);
}

function whyNotToldTo({ unit, ...rest }) {
	if (unit.process === 'STOPPED') {
		return `${unit.name} is stopped: continue it first.`;
	}
	return whyNotAtAll(rest) ?? ((unit.process === 'RUNNING') ? null : `${unit.name} does not run.`);
}

function whyNotFree({ unit, ...rest }) {
	return whyNotToldTo({ unit, ...rest }) ?? (isStubborn(unit) ? null : `Nothing stubborn is next on ${unit.name}.`);
}

function whyNoneIsFree({ state, live }) {
	return whyNotAtAll({ state, live }) ?? (state.units.some(isStubborn) ? null : 'Nothing stubborn is next anywhere.');
}
