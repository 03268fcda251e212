// The operations that wait in a unit, the head first.

import { now, until } from './clock.js';
import { el, keyed, setAttribute, setFields } from './dom.js';
import { kwargsWords } from './words.js';

const SHOWN = 5;

export function queueWords({ length }) {
	return (length > SHOWN) ? `${length}, the first ${SHOWN} shown` : length || 'is empty';
}

export function renderQueue(list, unit, grant) {
	keyed(list, unit.queue.slice(0, SHOWN).map((operation, index) => ({ operation, head: index === 0 })), ({ operation }) => operation.id,
		create, (node, item) => update(node, item, unit, grant));
}

function create() {
	const field = (name) => {
		const node = el('span', { className: name });
		node.dataset.field = name;
		return node;
	};
	return el('li', {}, field('callback'), field('kwargs'), field('tries'), field('when'));
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
