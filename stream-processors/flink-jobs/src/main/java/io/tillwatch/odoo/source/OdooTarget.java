package io.tillwatch.odoo.source;

import io.tillwatch.odoo.OdooSettings;
import java.io.Serializable;

/**
 * A company's Odoo, as a job carries it.
 *
 * @param settings without the secret: one that is given is left out
 */
public record OdooTarget(OdooSettings settings, SecretPlace secret) implements Serializable {
    public OdooTarget {
        settings = settings.with("");
    }

    /** What tells it from others: its state goes on under this name. */
    String name() {
        return settings.url() + "/" + settings.database();
    }

    OdooSettings withSecret() {
        return settings.with(secret.read());
    }
}
