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
 * @param indexFolder folder in which each unit has one of its own for its index
 * @param reindexDuration how long a rebuild is drawn out: the turns of a folder as small
 * as this would pass unseen
 * @param stepDuration how long each step of a publication is drawn out, and each undoing
 * of one
 */
@ConfigurationProperties("sample")
record SearchProperties(@Nullable Path documents, Path indexFolder, @DefaultValue("500ms") Duration reindexDuration,
		@DefaultValue("1s") Duration stepDuration) {
}
