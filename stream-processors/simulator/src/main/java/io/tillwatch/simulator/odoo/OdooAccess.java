package io.tillwatch.simulator.odoo;

/**
 * Who may read the stand-in. The demo's credentials open nothing but the stand-in.
 *
 * @param user login for JSON-RPC
 * @param apiKey bearer key for JSON-2, also accepted in place of the password
 */
public record OdooAccess(String database, String user, String password, String apiKey) {
    public static OdooAccess demo() {
        return new OdooAccess("retail", "integration_ro", "stand-in-password", "stand-in-key");
    }

    @Override
    public String toString() {
        return "OdooAccess[database=" + database + ", user=" + user + "]";
    }
}
