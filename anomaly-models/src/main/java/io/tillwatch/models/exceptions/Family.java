package io.tillwatch.models.exceptions;

import java.util.List;

/**
 * Templates that read alike.
 *
 * @param id stable over re-clustering as long as most of its failures stay together
 * @param label the template that most of its failures have
 * @param templateIds its members, most failures first
 * @param count failures of all members
 */
public record Family(String id, String label, List<String> templateIds, long count) {

    /** Keeps its own copy of the members. */
    public Family {
        templateIds = List.copyOf(templateIds);
    }
}
