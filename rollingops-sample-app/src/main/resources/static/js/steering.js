// The buttons of an operator: why something stands where it stands, and what can be done about it.

import { explain, steer } from './api.js';
import { actionButton } from './button.js';
import { ask, tell, watch } from './dialog.js';

const EACH = 1000;

export function unitExplanation(unit) {
	return explanation('explain', `Why ${unit} stands where it stands`, unit);
}

export function operationSteering({ id, callbackId }, unit) {
	const title = `Cancel ${callbackId} of ${unit}`;
	return [
		explanation('explain-operation', `Why ${callbackId} of ${unit} stands where it stands`, id),
		actionButton('Cancel', { name: 'cancel', spoken: ` ${callbackId} of ${unit}`, look: 'harmful',
			why: ({ live, granted }) => whyNotLive(live)
				?? (granted ? `${callbackId} has the turn and may be running: force the release of ${unit}.` : null),
			run: () => steered('cancel', title, { units: unit, operationId: id },
				'It will not run. Only what waits is cancelled; what has begun ends first.', 'Cancel it') })
	];
}

export function unitSteering(unit) {
	const button = (name, label, why, run) => actionButton(label, { name, spoken: ` ${unit}`,
		look: (name === 'readmit') ? '' : 'harmful', why: (context) => whyNotLive(context.live) ?? why(context), run });
	return [
		button('force-release', 'Force release', whyNotRelease, ({ grant: { callbackId, fencingToken } }) =>
			steered('force-release', `Take the turn from ${unit}`, { fencingToken },
				`Token ${fencingToken} is burnt first, so that ${unit} can change nothing in the group any more. `
				+ `What ${callbackId} does beyond it goes on until ${unit} hears of this, at its next heartbeat, and heeds `
				+ 'the interruption. Until then another unit may run at the same time. The run counts as cut short, and comes again.',
				'Force release')),
		button('forget', 'Forget', whyNotForget, ({ unit: { queue } }) =>
			steered('forget', `Forget ${unit}`, { units: unit },
				`All that ${unit} has queued is dropped, ${queue.length} at the moment. If it returns, it begins anew.`, 'Forget it')),
		button('readmit', 'Re-admit', whyNotAside, () =>
			steered('readmit', `Re-admit what ${unit} has set aside`, { units: unit })),
		button('discard', 'Discard', whyNotAside, ({ unit: { setAside } }) =>
			steered('discard', `Discard what ${unit} has set aside`, { units: unit, entries: setAside },
				`${setAside} entries of its queue that cannot be read are dropped for good.`, 'Discard them'))
	];
}

function explanation(name, title, of) {
	return actionButton('Why', { name, spoken: title.slice('Why'.length), why: ({ live }) => whyNotLive(live),
		run: () => watch(title, async () => (await explain(of)).description, EACH) });
}

// What came of it takes the place of the question.
async function steered(action, title, order, risk, label) {
	if (risk && !await ask(title, risk, label)) {
		return;
	}
	tell(title, 'A unit is asked\u2026');
	try {
		tell(title, (await steer(action, order)).description);
	}
	catch (error) {
		tell(title, error.message, 'bad');
	}
}

function whyNotLive(live) {
	return live ? null : 'The page is not live.';
}

function whyNotRelease({ unit, grant }) {
	return grant ? null : `${unit.name} does not have the turn.`;
}

function whyNotForget({ unit }) {
	return (unit.bootId && unit.status === 'NOT_READY') ? null : `${unit.name} takes part; only who has departed can be forgotten.`;
}

function whyNotAside({ unit }) {
	return unit.setAside ? null : `${unit.name} has set nothing aside.`;
}
