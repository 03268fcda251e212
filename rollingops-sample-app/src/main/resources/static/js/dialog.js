// The one window, for what takes more words than a line: an explanation, a question before harm is
// done, and what came of it.

import { byId, setAttribute, setText } from './dom.js';

const dialog = byId('dialog');

const words = byId('dialog-words');

const confirm = byId('dialog-confirm');

let opened = 0;

export function tell(title, text, tone) {
	open(title, text, { tone, close: 'Close' });
}

// Whether the user wants what they were warned of.
export function ask(title, text, label) {
	open(title, text, { tone: 'bad', close: 'Leave it', label });
	return new Promise((resolve) => {
		confirm.onclick = () => resolve(true);
		dialog.onclose = () => resolve(false);
	});
}

// Show a text that may change for as long as it is looked at; it is not spoken each time.
export async function watch(title, read, interval) {
	open(title, '', { close: 'Close', spoken: 'off' });
	const mine = opened;
	const show = async () => {
		const text = await read().catch((error) => error.message);
		if (mine === opened) {
			setText(words, text);
		}
	};
	const timer = setInterval(show, interval);
	dialog.onclose = () => clearInterval(timer);
	await show();
}

function open(title, text, { tone, close, label, spoken = 'polite' }) {
	opened++;
	confirm.onclick = dialog.onclose = null;
	setText(byId('dialog-title'), title);
	setText(byId('dialog-close'), close);
	setText(confirm, label);
	confirm.hidden = !label;
	setAttribute(words, 'aria-live', spoken);
	setAttribute(dialog, 'data-tone', tone);
	setText(words, text);
	if (!dialog.open) {
		dialog.showModal();
	}
}
