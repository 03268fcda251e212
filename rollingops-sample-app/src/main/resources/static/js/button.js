// Buttons that know whether they make sense. One that does not can still be reached, so
// that it can say why: `disabled` would take it out of the keyboard's order.

import { el, setAttribute, setText } from './dom.js';
import { complain, say } from './notice.js';

let count = 0;

// `why(context)` tells what is against it, or null; `run(context)` does it and tells what came of it.
export function actionButton(label, { spoken = '', look = '', name, why, run }) {
	const reason = el('span', { id: `why-${++count}`, hidden: true });
	const node = el('button', { type: 'button', className: look }, label, el('span', { className: 'spoken' }, spoken));
	node.dataset.action = name;
	let context = null;
	node.addEventListener('click', async () => {
		const against = reason.textContent;
		if (against) {
			complain(against);
			return;
		}
		try {
			say(await run(context));
		}
		catch (error) {
			complain(error.message);
		}
	});
	return {
		nodes: [node, reason],
		update(next) {
			context = next;
			const against = why(next);
			setText(reason, against);
			setAttribute(node, 'aria-disabled', against ? 'true' : null);
			setAttribute(node, 'aria-describedby', against ? reason.id : null);
		}
	};
}

// Fill a row with buttons, below which the reason of the one in question appears.
export function actionRow(row, buttons) {
	const bubble = el('p', { className: 'why', hidden: true });
	bubble.setAttribute('aria-hidden', 'true');
	row.append(...buttons.flatMap((button) => button.nodes), bubble);
	const show = (event) => {
		const node = event.target.closest('button[aria-disabled=true]');
		bubble.hidden = !node;
		setText(bubble, node?.nextElementSibling.textContent);
	};
	const hide = () => bubble.hidden = true;
	row.addEventListener('pointerover', show);
	row.addEventListener('focusin', show);
	row.addEventListener('pointerleave', hide);
	row.addEventListener('focusout', hide);
	row.addEventListener('keydown', (event) => (event.key === 'Escape') && hide());
	return { update: (context) => buttons.forEach((button) => button.update(context)) };
}
