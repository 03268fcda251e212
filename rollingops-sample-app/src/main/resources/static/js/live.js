// Whether what is shown is of now.

import { timeOf } from './clock.js';
import { byId, setAttribute, setText } from './dom.js';

export function renderLive(live, reachable, heardAt) {
	const badge = byId('live');
	if (!live) {
		tell(badge, 'lost', heardAt ? `Not live since ${timeOf(heardAt)}, trying again` : 'Not live, trying');
	}
	else if (!reachable) {
		tell(badge, 'stale', 'No unit answers: shown is what was last known');
	}
	else {
		tell(badge, 'live', 'Live');
	}
}

function tell(badge, state, words) {
	setAttribute(badge, 'data-live', state);
	setAttribute(document.body, 'data-live', state);
	setText(byId('live-text'), words);
}
