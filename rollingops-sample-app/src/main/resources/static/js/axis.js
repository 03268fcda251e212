// The time below the lanes.

import { timeOf } from './clock.js';
import { byId, el, keyed, setText } from './dom.js';

const STEPS = { 30_000: 5000, 60_000: 10_000, 300_000: 60_000 };

export function renderAxis({ from, to, span }) {
	const step = STEPS[span];
	const ticks = [];
	for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
		ticks.push(tick);
	}
	keyed(byId('axis'), ticks, (tick) => tick, () => el('span', { className: 'tick' }), (node, tick) => {
		node.style.left = `${((tick - from) / span) * 100}%`;
		// Where it is narrow, every other one has to do
		node.classList.toggle('minor', (tick / step) % 2 !== 0);
		setText(node, timeOf(tick));
	});
}
