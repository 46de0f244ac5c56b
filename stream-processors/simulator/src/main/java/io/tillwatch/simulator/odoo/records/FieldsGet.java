package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;

/** Odoo's {@code fields_get}: what a model's fields are, as far as the stand-in knows. */
public final class FieldsGet {
    private static final Set<String> READ_ONLY = Set.of("id", "create_date", "write_date");

    private FieldsGet() {}

    /**
     * @param wanted names of fields, unknown ones are left out as Odoo does; none means all
     * @param attributes none means all
     */
    public static ObjectNode of(Model model, Collection<String> wanted, Collection<String> attributes) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (Field field : model.fields()) {
            if (wanted.isEmpty() || wanted.contains(field.name())) {
                ObjectNode told = told(field);
                answer.set(field.name(), attributes.isEmpty() ? told : told.retain(attributes));
            }
        }
        return answer;
    }

    private static ObjectNode told(Field field) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("name", field.name());
        told.put("type", field.type().odooName());
        told.put("string", label(field.name()));
        if (field.relation() != null) {
            told.put("relation", field.relation());
        }
        told.put("store", true);
        told.put("searchable", true);
        told.put("sortable", !field.type().many());
        told.put("readonly", READ_ONLY.contains(field.name()));
        told.put("required", field.name().equals("id"));
        return told;
    }

    private static String label(String name) {
        String words = name.replaceFirst("_ids?$", "").replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
