package io.tillwatch.reconciliation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pos.session}.
 *
 * @param entry the entry that its closing posted; null before, and for a session without sales
 */
record PosSession(
        long id,
        String name,
        String state,
        @Nullable Ref till,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable Ref entry,
        List<Long> orders,
        @Nullable Ref currency) {

    static PosSession of(Row row) {
        String name = row.text("name");
        String state = row.text("state");
        return new PosSession(
                row.id(),
                name == null ? "session " + row.id() : name,
                state == null ? "" : state,
                row.ref("config_id"),
                row.instant("start_at"),
                row.instant("stop_at"),
                row.ref("move_id"),
                row.ids("order_ids"),
                row.ref("currency_id"));
    }

    boolean closed() {
        return state.equals("closed");
    }

    boolean closing() {
        return state.equals("closing_control");
    }
}
