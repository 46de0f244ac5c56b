package io.tillwatch.simulator.odoo.rpc;

/**
 * The one user that may read.
 *
 * @param secret the password
 * @param apiKey opens JSON-2, and JSON-RPC in place of the password
 */
public record Login(String database, String user, String secret, String apiKey) {
    /** As in the recordings. */
    static final long UID = 10;

    boolean opens(String given) {
        return given.equals(secret) || given.equals(apiKey);
    }

    @Override
    public String toString() {
        return "Login[database=" + database + ", user=" + user + "]";
    }
}
