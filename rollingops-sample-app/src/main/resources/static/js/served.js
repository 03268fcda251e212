// The lane below the units': searches answered in each second, and those that failed.

import { byId, svg } from './dom.js';
import { searchesBySecond } from './samples.js';

const LEAST = 10;

let paths = null;

export function renderServed({ from, to, span }) {
	paths ??= ['answered', 'failed'].map((what) => {
		const path = svg('path', { 'class': what });
		byId('served').append(path);
		return { what, path };
	});
	const seen = [...searchesBySecond()].filter(([second]) => second + 1000 > from && second < to);
	const most = Math.max(LEAST, ...seen.map(([, sample]) => sample.answered + sample.failed));
	const x = (time) => Math.max(0, Math.min(1000, ((time - from) / span) * 1000)).toFixed(1);
	const column = (second, value) => {
		const y = (100 - Math.max(4, (value / most) * 100)).toFixed(1);
		return `M${x(second)} 100V${y}H${x(second + 1000)}V100Z`;
	};
	paths.forEach(({ what, path }) => path.setAttribute('d', seen.filter(([, sample]) => sample[what])
		.map(([second, sample]) => column(second, sample[what])).join('')));
}
