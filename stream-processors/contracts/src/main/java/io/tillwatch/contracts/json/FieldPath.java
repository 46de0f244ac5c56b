package io.tillwatch.contracts.json;

import com.fasterxml.jackson.databind.JsonMappingException;

/** Says which field was wrong without quoting what stood in it. */
public final class FieldPath {
    private FieldPath() {}

    /** Such as {@code lines[0].quantity.value}; {@code (root)} when the document as a whole is wrong. */
    public static String of(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.isEmpty() ? "(root)" : path.toString();
    }
}
