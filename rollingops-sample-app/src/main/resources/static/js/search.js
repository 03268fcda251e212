// The search box: one search, and the unit that answered it.

import { search } from './api.js';
import { duration } from './clock.js';
import { byId, el, setAttribute, setText } from './dom.js';

const SHOWN = 3;

export function listenToSearch() {
	byId('search').addEventListener('submit', async (event) => {
		event.preventDefault();
		const words = byId('q').value.trim();
		if (words) {
			await ask(words);
		}
	});
}

async function ask(words) {
	try {
		const { unit, hits, micros } = await search(words);
		const more = (hits.length > SHOWN) ? `, the best ${SHOWN} shown` : '';
		const found = ((hits.length === 1) ? '1 document' : `${hits.length} documents`) + more;
		tell(`${unit} answered in ${duration(micros / 1000)}: ${found}`, unit, null);
		byId('hits').replaceChildren(...hits.slice(0, SHOWN).map(hitOf));
	}
	catch (error) {
		tell(error.message, null, 'bad');
		byId('hits').replaceChildren();
	}
}

function tell(text, unit, tone) {
	const answered = byId('answered');
	setText(answered, text);
	setAttribute(answered, 'data-by', unit);
	setAttribute(answered, 'data-tone', tone);
}

function hitOf({ document, title, snippet }) {
	return el('li', {}, el('strong', {}, title), el('span', { className: 'quiet' }, document), el('p', {}, snippet));
}
