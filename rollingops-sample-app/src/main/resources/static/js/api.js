// Asks the launcher. An answer that is no success becomes an error with the launcher's words.

async function call(path, options) {
	let response;
	try {
		response = await fetch(`api/${path}`, options);
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
	return call(path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body ?? {})
	});
}

export function search(words) {
	return call(`search?q=${encodeURIComponent(words)}`);
}

export function searchSteadily(rate) {
	return post('searches', { rate });
}

export function request(operation, units, kwargs) {
	return post('operations', { operation, units, kwargs });
}

export function signal(unit, what) {
	return post(`units/${encodeURIComponent(unit)}/${what}`);
}

export function restartRedis(keepData) {
	return post('redis/restart', { keepData });
}
