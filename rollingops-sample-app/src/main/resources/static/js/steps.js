// The steps of the operation that a unit has under way, as they were begun.

import { el, icon, keyed, setAttribute, setIcon, setText } from './dom.js';
import { stepWords } from './words.js';

const ICON = {
	'started': 'running',
	'completed': 'release',
	'rolling-back': 'undo',
	'rolled-back': 'cut-short',
	'rollback-failed': 'trouble'
};

export function takenWords({ length }) {
	return length ? '' : 'none under way';
}

export function renderSteps(list, { steps }) {
	keyed(list, steps, (step) => step.name, create, (node, { status }) => {
		setAttribute(node, 'data-status', status);
		setIcon(node.querySelector('.sign'), ICON[status] ?? 'running');
		setText(node.lastElementChild, stepWords(status));
	});
}

function create({ name }) {
	const sign = el('span', { className: 'sign' }, icon('running'));
	const node = el('li', {}, sign, el('b', {}, name), el('span'));
	node.dataset.step = name;
	return node;
}
