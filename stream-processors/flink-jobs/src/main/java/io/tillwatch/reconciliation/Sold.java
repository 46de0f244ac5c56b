package io.tillwatch.reconciliation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sales as far as they are known, each once. Not thread-safe. */
final class Sold {
    private final Map<String, Sale> sales = new LinkedHashMap<>();
    private final Map<String, Map<String, Sale>> bySession = new HashMap<>();
    private final Map<String, Map<String, Sale>> byTicket = new HashMap<>();
    private final Map<String, Sale> byUuid = new HashMap<>();
    private final Map<String, Sale> byOrder = new HashMap<>();
    private final Set<String> cancelledOrders = new HashSet<>();
    private final Map<String, Instant> voided = new HashMap<>();
    private final Map<String, Instant> closedSessions = new HashMap<>();
    private boolean tillsTellSessions;

    /** False when it is known already. */
    boolean add(Sale sale) {
        if (sales.putIfAbsent(sale.identity(), sale) != null) {
            return false;
        }
        if (sale.session() != null) {
            under(bySession, sale.session(), sale);
        }
        if (sale.ticket() != null) {
            under(byTicket, sale.ticket(), sale);
        }
        if (sale.uuid() != null) {
            byUuid.put(sale.uuid(), sale);
        }
        if (sale.order() != null) {
            byOrder.put(sale.order(), sale);
        }
        return true;
    }

    private static void under(Map<String, Map<String, Sale>> index, String key, Sale sale) {
        index.computeIfAbsent(key, k -> new TreeMap<>()).put(sale.identity(), sale);
    }

    void cancelled(String order) {
        cancelledOrders.add(order);
    }

    boolean isCancelled(String order) {
        return cancelledOrders.contains(order);
    }

    /** The receipt of a session was voided at the till, whether its sale is known yet or not. */
    void voided(String session, String receipt, Instant at) {
        voided.put(session + ' ' + receipt, at);
    }

    boolean isVoided(Sale sale) {
        return sale.session() != null && voided.containsKey(sale.session() + ' ' + sale.id());
    }

    void tillOpened() {
        tillsTellSessions = true;
    }

    void tillClosed(String session, Instant at) {
        tillsTellSessions = true;
        closedSessions.put(session, at);
    }

    /** Whether this side tells when a till session ends; an extract of receipts does not. */
    boolean tillsTellSessions() {
        return tillsTellSessions;
    }

    @Nullable
    Instant closedAt(String session) {
        return closedSessions.get(session);
    }

    Collection<Sale> all() {
        return sales.values();
    }

    /** Session names or ids that sales or tills named. */
    Set<String> sessions() {
        Set<String> named = new HashSet<>(bySession.keySet());
        named.addAll(closedSessions.keySet());
        return named;
    }

    boolean knowsSession(String session) {
        return bySession.containsKey(session) || closedSessions.containsKey(session);
    }

    /** Sales of a session that still stand, in a stable order. */
    List<Sale> inSession(String session) {
        return bySession.getOrDefault(session, Map.of()).values().stream()
                .filter(sale -> !isVoided(sale))
                .toList();
    }

    List<Sale> withTicket(String ticket) {
        return List.copyOf(byTicket.getOrDefault(ticket, Map.of()).values());
    }

    @Nullable
    Sale withUuid(@Nullable String uuid) {
        return uuid == null ? null : byUuid.get(uuid);
    }

    @Nullable
    Sale ofOrder(String order) {
        return byOrder.get(order);
    }
}
