// What happened, newest first.

import { exactTimeOf } from './clock.js';
import { byId, el, keyed } from './dom.js';
import { happenedWords } from './words.js';

export function renderHappened({ happened }) {
	// An entry never changes once it is there
	keyed(byId('happened'), happened, (entry) => entry.id, create, () => {});
}

function create(entry) {
	const [words, tone] = happenedWords(entry);
	const item = el('li', {}, el('time', { dateTime: entry.at }, exactTimeOf(entry.at)),
		el('span', { className: 'who' }, entry.unit), el('span', { className: 'what' }, words));
	item.dataset.tone = tone;
	item.dataset.type = entry.type;
	return item;
}
