// The buttons that do harm: to a process, to Redis.

import { restartRedis, signal } from './api.js';
import { actionButton } from './button.js';

export function unitSignals(name) {
	const button = (action, label, why, words) => actionButton(label, { name: action, spoken: ` ${name}`,
		look: ['kill', 'poison'].includes(action) ? 'harmful' : '', why: (context) => whyNotLive(context) ?? why(context.unit, context.state),
		run: async () => {
			await signal(name, action);
			return `${name} ${words}`;
		} });
	return [
		button('kill', 'Kill', whyNotKill, 'was killed; it is started again'),
		button('pause', 'Stop', whyNotPause, 'is stopped until it is continued'),
		button('continue', 'Continue', whyNotContinue, 'continues'),
		button('poison', 'Poison', whyNotPoison, 'has an entry in its queue that nobody can read')
	];
}

export function redisSignals() {
	const button = (name, label, look, keepData, words) => actionButton(label, { name, look, why: whyNotRestart,
		run: async () => {
			await restartRedis(keepData);
			return words;
		} });
	return [
		button('restart', 'Restart', '', true, 'Redis restarts with its data'),
		button('restart-empty', 'Restart, empty', 'harmful', false, 'Redis restarts without its data')
	];
}

function whyNotLive({ live }) {
	return live ? null : 'The page is not live.';
}

function whyNotKill(unit) {
	return unit.pid ? null : `${unit.name} has no process; it is started again.`;
}

function whyNotPause(unit) {
	return (unit.process === 'STOPPED') ? `${unit.name} is stopped already.` : whyNotKill(unit);
}

function whyNotContinue(unit) {
	return (unit.process === 'STOPPED') ? null : `${unit.name} is not stopped.`;
}

function whyNotPoison(unit, { redis }) {
	if (!redis.owned) {
		return 'This Redis was configured and is not the launcher\u2019s to write into.';
	}
	return unit.bootId ? null : `${unit.name} has no queue yet.`;
}

function whyNotRestart({ state, live }) {
	if (!live) {
		return 'The page is not live.';
	}
	if (!state.redis.owned) {
		return 'This Redis was configured and is not the launcher\u2019s to restart.';
	}
	return state.redis.running ? null : 'Redis is starting.';
}
