// The operations that wait in a unit, the head first.

import { actionRow } from './button.js';
import { now, until } from './clock.js';
import { el, keyed, setAttribute, setFields } from './dom.js';
import { operationSteering } from './steering.js';
import { kwargsWords } from './words.js';

const SHOWN = 5;

const rows = new WeakMap();

export function queueWords({ length }) {
	return (length > SHOWN) ? `${length}, the first ${SHOWN} shown` : length || 'is empty';
}

export function renderQueue(list, unit, grant, context) {
	keyed(list, unit.queue.slice(0, SHOWN).map((operation, index) => ({ operation, head: index === 0 })), ({ operation }) => operation.id,
		({ operation }) => create(operation, unit), (node, item) => {
			update(node, item, unit, grant);
			rows.get(node).update({ ...context, granted: grant?.operationId === item.operation.id });
		});
}

function create(operation, unit) {
	const field = (name) => {
		const node = el('span', { className: name });
		node.dataset.field = name;
		return node;
	};
	const actions = el('div', { className: 'actions' });
	const node = el('li', {}, field('callback'), field('kwargs'), field('tries'), field('when'), actions);
	node.dataset.operation = operation.id;
	rows.set(node, actionRow(actions, operationSteering(operation, unit.name)));
	return node;
}

function update(node, { operation, head }, unit, grant) {
	const granted = grant?.operationId === operation.id;
	setAttribute(node, 'data-granted', granted);
	setFields(node, {
		callback: operation.callbackId,
		kwargs: kwargsWords(operation.kwargs),
		tries: tries(operation),
		when: when(head, granted, unit)
	});
}

function tries({ attempt, maxRetry }) {
	if (maxRetry === null || maxRetry === undefined) {
		return attempt ? `attempt ${attempt + 1}` : '';
	}
	return `attempt ${attempt + 1} of ${maxRetry + 1}`;
}

function when(head, granted, unit) {
	if (head && unit.retryDueAt && Date.parse(unit.retryDueAt) > now()) {
		return `again ${until(unit.retryDueAt)}`;
	}
	if (granted) {
		return 'runs';
	}
	return head ? 'next here' : 'behind';
}
