package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Export;
import io.tillwatch.simulator.odoo.rpc.Login;
import io.tillwatch.simulator.odoo.rpc.OdooServer;
import io.tillwatch.simulator.odoo.rpc.Outage;
import java.nio.file.Path;
import java.util.List;

/** Odoo on loopback. Thread-safe. */
public final class OdooStandIn implements AutoCloseable {
    private final Database database = new Database();
    private final Posting posting = new Posting(database);
    private final Outage outage = new Outage();
    private final OdooServer server;

    private OdooStandIn(int port, OdooAccess access) {
        Login login = new Login(access.database(), access.user(), access.password(), access.apiKey());
        this.server = new OdooServer(port, login, database, outage);
    }

    /** @param port 0 picks a free one */
    public static OdooStandIn start(int port, OdooAccess access) {
        return new OdooStandIn(port, access);
    }

    /** Loads an export: one file a model, {@code {model, fields, order, rows}}. */
    public OdooStandIn loadExport(Path directory) {
        database.write(() -> Export.load(directory, database));
        return this;
    }

    /**
     * Posts what happens the way Odoo does; readers see all of it or nothing. What happened before, happens once: a
     * receipt is known by its uuid, an order by its number.
     *
     * @throws IllegalStateException when anything but {@link OdooAction.Throttled} comes before {@link OdooAction.Found}
     */
    public void apply(OdooAction action) {
        if (action instanceof OdooAction.Throttled throttled) {
            outage.throttled(throttled.on());
        } else {
            posting.apply(action);
        }
    }

    /** Uuids of the receipts that Odoo refused, since no session was open that could take them. */
    public List<String> refused() {
        return posting.refused();
    }

    /** Whether PostgreSQL is stopped while Odoo itself runs: calls fail the way a real server's do. */
    public void down(boolean databaseDown) {
        outage.databaseDown(databaseDown);
    }

    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
