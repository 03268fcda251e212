package io.github.rollingops.sample.search;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the search service.
 *
 * @param documents folder with the documents to index; this project's documentation by
 * default
 * @param reindexDuration how long a rebuild is drawn out: the turns of a folder as small
 * as this would pass unseen
 */
@ConfigurationProperties("sample")
record SearchProperties(@Nullable Path documents, @DefaultValue("500ms") Duration reindexDuration) {
}
