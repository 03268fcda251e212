// The turns as a table, for those who do not see the timeline or want the numbers.

import { duration, exactTimeOf } from './clock.js';
import { byId, el, keyed, setText } from './dom.js';
import { resultOf } from './timeline.js';
import { resultWords } from './words.js';

export function renderTurns({ turns }) {
	const table = byId('turn-rows');
	if (!table.closest('details').open) {
		return;
	}
	keyed(table, [...turns].reverse(), (turn) => turn.unit + turn.start,
		() => el('tr', {}, el('td'), el('td'), el('td'), el('td'), el('td')), (row, turn) => {
			const took = turn.end ? duration(Date.parse(turn.end) - Date.parse(turn.start)) : '';
			[exactTimeOf(turn.start), turn.unit, turn.operation, took, resultWords(resultOf(turn))]
				.forEach((value, index) => setText(row.children[index], value));
		});
}
