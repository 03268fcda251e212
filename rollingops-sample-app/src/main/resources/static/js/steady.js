// The steady searches: how many a second, and what became of them.

import { searchSteadily } from './api.js';
import { byId, el, keyed, setAttribute, setText } from './dom.js';
import { complain } from './notice.js';
import { number } from './words.js';

let asked = null;

export function listenToRate() {
	byId('rate').addEventListener('change', async (event) => {
		asked = Number(event.target.value);
		try {
			await searchSteadily(asked);
		}
		catch (error) {
			complain(error.message);
		}
		finally {
			asked = null;
		}
	});
}

export function renderSteady({ searches }) {
	byId('rate').querySelectorAll('input').forEach((input) => input.checked = Number(input.value) === (asked ?? searches.rate));
	setText(byId('count-answered'), number(searches.answered));
	setText(byId('count-failed'), number(searches.failed));
	setText(byId('count-retried'), number(searches.retried));
	setAttribute(byId('count-failed'), 'data-tone', searches.failed ? 'bad' : null);
	const most = Math.max(1, ...Object.values(searches.byUnit));
	keyed(byId('shares'), Object.entries(searches.byUnit), ([unit]) => unit,
		() => el('li', {}, el('span'), el('span', { className: 'share' }, el('i')), el('b')), (node, [unit, count]) => {
			setText(node.children[0], unit);
			node.querySelector('i').style.width = `${(count / most) * 100}%`;
			setText(node.children[2], number(count));
		});
}
