// Says, once, what became of what the user did.

import { byId, setAttribute, setText } from './dom.js';

export function say(text) {
	show(text, null);
}

export function complain(text) {
	show(text, 'bad');
}

function show(text, tone) {
	const notice = byId('notice');
	setAttribute(notice, 'data-tone', tone);
	setText(notice, text);
}
