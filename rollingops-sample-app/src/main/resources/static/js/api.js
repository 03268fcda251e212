// Asks the launcher. An answer that is no success becomes an error with the words of the launcher,
// or of the unit that it asked.

async function call(path, options) {
	let response;
	try {
		response = await fetch(path, options);
	}
	catch {
		throw new Error('The launcher does not answer');
	}
	const text = await response.text();
	const answer = parse(text);
	if (!response.ok) {
		throw new Error(answer?.error ?? answer?.message ?? `The launcher answers with ${response.status}`);
	}
	return answer;
}

function parse(text) {
	try {
		return text ? JSON.parse(text) : null;
	}
	catch {
		return null;
	}
}

function post(path, body) {
	return call(`api/${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body ?? {})
	});
}

export function search(words) {
	return call(`api/search?q=${encodeURIComponent(words)}`);
}

export function searchSteadily(rate) {
	return post('searches', { rate });
}

export function request(operation, units, kwargs) {
	return post('operations', { operation, units, kwargs });
}

export function steer(action, order) {
	return post('steering', { action, ...order });
}

export function explain(unitOrOperation) {
	return call(`actuator/rollingops/default?explain=${encodeURIComponent(unitOrOperation)}`);
}

export function signal(unit, what) {
	return post(`units/${encodeURIComponent(unit)}/${what}`);
}

export function restartRedis(keepData) {
	return post('redis/restart', { keepData });
}
