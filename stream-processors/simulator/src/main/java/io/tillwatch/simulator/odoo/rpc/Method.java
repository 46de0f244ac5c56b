package io.tillwatch.simulator.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods of models that the stand-in answers, with the names of their arguments in order. */
enum Method {
    SEARCH("domain offset limit order"),
    SEARCH_READ("domain fields offset limit order"),
    SEARCH_COUNT("domain limit"),
    READ("ids fields load"),
    FIELDS_GET("allfields attributes"),
    CREATE("vals_list"),
    WRITE("ids vals"),
    UNLINK("ids");

    private final String arguments;

    Method(String arguments) {
        this.arguments = arguments;
    }

    /** Null when there is no such method. */
    static @Nullable Method named(String name) {
        for (Method method : values()) {
            if (method.name().toLowerCase(Locale.ROOT).equals(name)) {
                return method;
            }
        }
        return null;
    }

    /** Whether it is called on records, so that JSON-2 takes ids. */
    boolean onRecords() {
        return this == READ || this == WRITE || this == UNLINK;
    }

    /** Gives arguments by place their names; named ones stay. */
    ObjectNode named(JsonNode byPlace, ObjectNode byName) {
        ObjectNode all = byName.deepCopy();
        List<String> names = List.of(arguments.split(" ", -1));
        for (int i = 0; i < Math.min(byPlace.size(), names.size()); i++) {
            all.set(names.get(i), byPlace.get(i));
        }
        return all;
    }
}
