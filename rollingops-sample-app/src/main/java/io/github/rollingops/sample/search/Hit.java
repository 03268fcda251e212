package io.github.rollingops.sample.search;

/**
 * A document that was found.
 *
 * @param document the name of its file
 * @param title its title
 * @param snippet the passage where the first of the words stands
 */
record Hit(String document, String title, String snippet) {
}
