package io.tillwatch.odoo.source;

import io.tillwatch.odoo.OdooConnection;
import io.tillwatch.odoo.OdooCursor;
import io.tillwatch.odoo.OdooException;
import io.tillwatch.odoo.OdooReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one company's Odoo at an interval, and waits while it cannot be read. Not thread-safe. */
final class CompanyReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompanyReader.class);

    private final String name;
    private final OdooConnection connection;
    private final Duration every;
    private OdooCursor cursor;
    private long dueNanos = System.nanoTime();
    private boolean troubled;

    CompanyReader(String name, OdooConnection connection, Duration every, OdooCursor from) {
        this.name = name;
        this.connection = connection;
        this.every = every;
        this.cursor = from;
    }

    String name() {
        return name;
    }

    /** How long until it is to be read; zero or less means now. */
    long nanosLeft() {
        return dueNanos - System.nanoTime();
    }

    /** Null when nothing was written and no time has passed. */
    @Nullable
    Reading read() {
        try {
            OdooReader.Batch batch = connection.next(cursor);
            boolean told = batch.tellsMoreThan(cursor);
            cursor = batch.next();
            rest(every);
            troubled = false;
            return told ? new Reading(batch, connection.takeKeyEnd()) : null;
        } catch (OdooException e) {
            rest(connection.pauseAfter(e, every));
            if (!troubled) {
                LOG.warn("Odoo {}; reading goes on when it can", e.getMessage());
            }
            troubled = true;
            return Reading.FAILED;
        }
    }

    private void rest(Duration pause) {
        dueNanos = System.nanoTime() + pause.toNanos();
    }

    @Override
    public void close() {
        connection.close();
    }
}
