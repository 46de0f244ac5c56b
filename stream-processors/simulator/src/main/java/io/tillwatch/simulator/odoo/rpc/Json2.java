package io.tillwatch.simulator.odoo.rpc;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.simulator.odoo.records.Model;
import io.tillwatch.simulator.odoo.records.OdooError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code POST /json/2/<model>/<method>}: arguments by name, the bare result, errors by status. */
final class Json2 {
    private static final String BEARER = "bearer ";

    private final Login login;
    private final Methods methods;
    private final Outage outage;

    Json2(Login login, Methods methods, Outage outage) {
        this.login = login;
        this.methods = methods;
        this.outage = outage;
    }

    /**
     * @param database value of X-Odoo-Database; the server has one database, so it may be absent
     * @param authorization value of that header
     */
    Answer post(String model, String method, String body, @Nullable String database, @Nullable String authorization) {
        if (outage.databaseDown() || (database != null && !database.equals(login.database()))) {
            return Answer.html(404, Pages.NO_DATABASE);
        }
        try {
            authorize(authorization);
            return Answer.json(200, result(model, method, body));
        } catch (OdooError e) {
            return failed(e);
        }
    }

    /** Any other method or path under {@code /json}. */
    Answer elsewhere() {
        return failed(Errors.http(404, "Did you mean POST /json/2/<model>/<method>?"));
    }

    private static Answer failed(OdooError error) {
        return Answer.json(error.status(), Errors.data(error));
    }

    private void authorize(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw Errors.http(401, "User not authenticated, use an API Key with a Bearer Authorization header.");
        }
        if (!authorization.substring(BEARER.length()).strip().equals(login.apiKey())) {
            throw Errors.http(401, "Invalid apikey");
        }
    }

    private JsonNode result(String modelName, String called, String body) {
        ObjectNode arguments = arguments(body);
        Model model = methods.database().model(modelName);
        if (model == null) {
            throw Errors.http(404, "the model '" + modelName + "' does not exist");
        }
        if (called.startsWith("_")) {
            throw Errors.privateMethod(model, called);
        }
        Method method = Method.named(called);
        if (method == null) {
            throw Errors.http(404, "The method '" + model + "." + called + "' does not exist");
        }
        if (!method.onRecords() && arguments.path("ids").size() > 0) {
            throw Errors.http(422, "cannot call " + model + "." + called + " with ids");
        }
        return methods.call(model, method, arguments);
    }

    private static ObjectNode arguments(String body) {
        try {
            return Answer.MAPPER.readTree(body.isBlank() ? "{}" : body) instanceof ObjectNode object
                    ? object
                    : unreadable("not an object");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null
                    ? ""
                    : ": line " + at.getLineNr() + " column " + at.getColumnNr() + " (char " + at.getCharOffset() + ")";
            return unreadable("Expecting value" + where);
        }
    }

    private static ObjectNode unreadable(String why) {
        throw Errors.http(400, "could not parse the body as json: " + why);
    }
}
