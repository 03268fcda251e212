// What the launcher's values are called on the page.

const PROCESS = {
	STARTING: 'starting',
	RUNNING: 'running',
	STOPPED: 'stopped',
	DEAD: 'no process'
};

const HEALTH = {
	UP: 'up',
	DOWN: 'down',
	SILENT: 'does not answer',
	UNKNOWN: 'not known'
};

const INTENT = {
	'idle': 'nothing',
	'request': 'wants a turn',
	'retry-release': 'again, others first',
	'retry-hold': 'again, keeps the lock'
};

const RESULT = {
	'release': 'done',
	'retry-release': 'again later, others first',
	'retry-hold': 'again, keeps the lock',
	'cut-short': 'cut short by the end of its process',
	'running': 'runs'
};

const STEP = {
	'started': 'under way',
	'completed': 'done',
	'rolling-back': 'being undone',
	'rolled-back': 'undone',
	'rollback-failed': 'not undone'
};

const ADMINISTERED = {
	CANCEL: 'an operation is cancelled',
	RELEASE: 'its turn is taken away',
	FORGET: 'it is forgotten',
	READMIT: 'what was set aside is queued again',
	DISCARD: 'what was set aside is discarded'
};

const HAPPENED = {
	JOINED: () => ['joined', 'quiet'],
	LEFT: () => ['left', 'quiet'],
	DEPARTED: () => ['is gone: its membership ended', 'bad'],
	LEADER: () => ['leads', 'lead'],
	LEADER_GONE: () => ['leads no more', 'quiet'],
	REQUESTED: (entry) => [`${entry.callbackId} requested`, 'quiet'],
	GRANTED: (entry) => [`has the turn for ${entry.callbackId}`, 'turn'],
	COMPLETED: (entry) => [`${entry.callbackId} done`, 'good'],
	RETRY: (entry) => [`${entry.callbackId}: ${resultWords(entry.detail)}`, 'retry'],
	HANDED_BACK: (entry) => [`handed the turn for ${entry.callbackId} back, not begun`, 'quiet'],
	DROPPED: (entry) => [`${entry.callbackId ?? 'an operation'} dropped: ${entry.detail}`, 'bad'],
	STEPS_LEFT: (entry) => [`left undone: ${entry.detail.split(' ').slice(1).join(' ')}`, 'bad'],
	STALE_RELEASED: () => ['its turn was taken back', 'bad'],
	SET_ASIDE: () => ['an entry that cannot be read was set aside', 'bad'],
	STORE_LOST: (entry) => [`Redis lost what it had: ${entry.detail}`, 'bad'],
	FORGOTTEN: () => ['forgotten, was away too long', 'bad'],
	ADMINISTERED: (entry) => [administeredWords(entry.detail), 'lead']
};

export function processWords(process) {
	return PROCESS[process] ?? process;
}

export function healthWords(status) {
	return HEALTH[status] ?? status.toLowerCase();
}

export function setAsideWords(entries) {
	return entries ? `${entries} of its queue` : 'nothing';
}

export function intentWords(intent) {
	return INTENT[intent] ?? intent;
}

export function resultWords(result) {
	return RESULT[result] ?? result;
}

export function stepWords(status) {
	return STEP[status] ?? status;
}

// What a type this page does not know is told by its name.
export function happenedWords(entry) {
	return HAPPENED[entry.type]?.(entry) ?? [`${entry.type} ${entry.detail ?? ''}`.trim(), 'quiet'];
}

function administeredWords(detail) {
	const [what, ...who] = detail.split(' ');
	return `${ADMINISTERED[what] ?? what} by ${who.join(' ')}`;
}

export function kwargsWords(kwargs) {
	return Object.entries(kwargs ?? {}).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ');
}

export function list(names) {
	return (names.length < 2) ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const NUMBER = new Intl.NumberFormat('en');

export function number(value) {
	return NUMBER.format(value);
}
