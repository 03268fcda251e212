// What keeps a unit from its work: what it says itself, and what the group finds.

import { el, icon, keyed, setText } from './dom.js';

// What an operation may wait for in good order
const CALM = ['RUNNING', 'RETRY_HELD', 'BEHIND', 'BACKING_OFF', 'TURN_HELD', 'TURN_FREE', 'DRAINING', 'IDLE'];

export function renderTroubles(list, unit) {
	keyed(list, troublesOf(unit), (trouble) => trouble.kind, () => el('li', {}, icon('trouble'), el('span')),
		(node, trouble) => {
			node.dataset.kind = trouble.kind;
			setText(node.lastElementChild, trouble.description);
		});
}

function troublesOf({ name, health, explanation, setAside }) {
	const found = (explanation && !CALM.includes(explanation.kind)) ? [explanation] : [];
	// The group says more than the unit about the same
	const told = health.troubles.filter(({ kind }) => found.every((other) => !kind.endsWith(other.kind)));
	const known = [...found, ...told];
	if (setAside > 0 && known.every(({ kind }) => !kind.endsWith('SET_ASIDE'))) {
		known.push({ kind: 'SET_ASIDE', description: `${setAside} entries of ${name} that cannot be read are set aside` });
	}
	return known;
}
