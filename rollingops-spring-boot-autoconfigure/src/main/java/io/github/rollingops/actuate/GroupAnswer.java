package io.github.rollingops.actuate;

/**
 * What the endpoint answers to a question about one group: the group, or why something in
 * it stands where it stands.
 *
 * @since 0.1.0
 */
public sealed interface GroupAnswer permits GroupDescriptor, ExplanationDescriptor {

}
