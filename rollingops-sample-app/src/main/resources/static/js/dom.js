// What the other modules do to the page. Text goes in as text, never as markup, and
// what is there already is changed in place: focus and hover outlive each update.

const SVG = 'http://www.w3.org/2000/svg';

export function byId(id) {
	return document.getElementById(id);
}

export function el(name, properties = {}, ...children) {
	const node = Object.assign(document.createElement(name), properties);
	node.append(...children);
	return node;
}

export function svg(name, attributes = {}) {
	const node = document.createElementNS(SVG, name);
	Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
	return node;
}

export function icon(name) {
	const node = svg('svg', { 'class': 'icon', 'aria-hidden': 'true' });
	node.append(svg('use', { href: `#i-${name}` }));
	return node;
}

export function setIcon(node, name) {
	const use = node.querySelector('use');
	if (!use) {
		node.replaceChildren(icon(name));
	}
	else if (use.getAttribute('href') !== `#i-${name}`) {
		use.setAttribute('href', `#i-${name}`);
	}
}

// A text that stays as it is must not be written again: a live region would speak twice.
export function setText(node, value) {
	const text = String(value ?? '');
	if (node.textContent !== text) {
		node.textContent = text;
	}
}

export function setAttribute(node, name, value) {
	if (value === null || value === undefined || value === false) {
		node.removeAttribute(name);
	}
	else if (node.getAttribute(name) !== String(value)) {
		node.setAttribute(name, value);
	}
}

export function setFields(node, values) {
	Object.entries(values).forEach(([name, value]) => setText(node.querySelector(`[data-field=${name}]`), value));
}

// Give a parent one child for each item, in the items' order.
export function keyed(parent, items, key, create, update) {
	const wanted = new Set(items.map((item) => String(key(item))));
	const known = new Map();
	for (const child of [...parent.children]) {
		if (wanted.has(child.dataset.key)) {
			known.set(child.dataset.key, child);
		}
		else {
			child.remove();
		}
	}
	let place = parent.firstElementChild;
	for (const item of items) {
		const name = String(key(item));
		const child = known.get(name) ?? create(item);
		child.dataset.key = name;
		if (child === place) {
			place = place.nextElementSibling;
		}
		else {
			parent.insertBefore(child, place);
		}
		update(child, item);
	}
}
