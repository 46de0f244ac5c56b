package io.tillwatch.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sales as far as they are known, each once. A receipt that is told again under another uuid is the same sale, and
 * keeps both. Of two contents under one identity the smaller text stands, so that the order of input decides nothing.
 * Not thread-safe.
 */
final class Sold {
    private final Map<String, Sale> sales = new LinkedHashMap<>();
    private final Map<String, Map<String, Sale>> bySession = new HashMap<>();
    private final Map<String, Map<String, Sale>> byTicket = new HashMap<>();
    private final Map<String, Map<String, Sale>> returnsByOrder = new HashMap<>();
    private final Map<LocalDate, Map<String, Sale>> ordersByDay = new HashMap<>();
    private final Map<String, Sale> byUuid = new HashMap<>();
    private final Map<String, Sale> byOrder = new HashMap<>();
    private final Map<String, String> byReceipt = new HashMap<>();
    private final Map<String, Set<String>> otherUuids = new HashMap<>();
    private final Set<String> conflicts = new TreeSet<>();
    private final Set<String> cancelledOrders = new HashSet<>();
    private final Map<String, Instant> voided = new HashMap<>();
    private final Map<String, Instant> closedSessions = new HashMap<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Map<String, String> stands = new HashMap<>();
    private final Traces traces = new Traces(Traces.MOST);
    private boolean tillsTellSessions;

    /** Something of this side that could not be read, and what it says as far as it goes. */
    private record Unread(String where, String text) {}

    /** False when it is known already. */
    boolean add(Sale sale) {
        Sale known = sales.get(sale.identity());
        if (known != null) {
            if (!known.equals(sale)) {
                conflicts.add(sale.id());
                if (sale.toString().compareTo(known.toString()) < 0) {
                    forget(known);
                    index(sale);
                }
            }
            return false;
        }
        String receipt = receipt(sale);
        String same = receipt == null ? null : byReceipt.get(receipt);
        if (same != null && sale.uuid() != null) {
            sentAgain(sales.get(same), sale);
            return false;
        }
        index(sale);
        return true;
    }

    /** The same receipt, word for word, under another uuid: the smaller uuid names it, and Odoo may hold either. */
    private void sentAgain(@Nullable Sale known, Sale again) {
        if (known == null || again.uuid() == null || known.uuid() == null) {
            return;
        }
        Sale stands = again.uuid().compareTo(known.uuid()) < 0 ? again : known;
        Set<String> uuids = new TreeSet<>(otherUuids.getOrDefault(known.identity(), Set.of()));
        uuids.add(known.uuid());
        uuids.add(again.uuid());
        if (!stands.equals(known)) {
            forget(known);
            index(stands);
        }
        uuids.forEach(uuid -> byUuid.put(uuid, stands));
        otherUuids.put(stands.identity(), uuids);
    }

    private void index(Sale sale) {
        sales.put(sale.identity(), sale);
        if (sale.session() != null) {
            under(bySession, sale.session(), sale);
        }
        if (sale.ticket() != null) {
            under(byTicket, sale.ticket(), sale);
        }
        if (sale.uuid() != null) {
            byUuid.put(sale.uuid(), sale);
        }
        if (sale.order() != null && sale.isReturnOfOrder()) {
            under(returnsByOrder, sale.order(), sale);
        } else if (sale.order() != null) {
            byOrder.put(sale.order(), sale);
            under(ordersByDay, day(sale), sale);
        }
        String receipt = receipt(sale);
        if (receipt != null && sale.uuid() != null) {
            byReceipt.put(receipt, sale.identity());
        }
    }

    private void forget(Sale sale) {
        sales.remove(sale.identity());
        if (sale.session() != null) {
            bySession.getOrDefault(sale.session(), new HashMap<>()).remove(sale.identity());
        }
        if (sale.ticket() != null) {
            byTicket.getOrDefault(sale.ticket(), new HashMap<>()).remove(sale.identity());
        }
        if (sale.order() != null) {
            returnsByOrder.getOrDefault(sale.order(), new HashMap<>()).remove(sale.identity());
            ordersByDay.getOrDefault(day(sale), new HashMap<>()).remove(sale.identity());
        }
        String receipt = receipt(sale);
        if (receipt != null) {
            byReceipt.remove(receipt);
        }
        otherUuids.remove(sale.identity());
    }

    private static <K> void under(Map<K, Map<String, Sale>> index, K key, Sale sale) {
        index.computeIfAbsent(key, k -> new TreeMap<>()).put(sale.identity(), sale);
    }

    private static LocalDate day(Sale sale) {
        return LocalDate.ofInstant(sale.at(), ZoneOffset.UTC);
    }

    /** All that a till says of a receipt but its uuid; null for what no till rang. */
    private static @Nullable String receipt(Sale sale) {
        if (!sale.ofTill() || sale.ticket() == null) {
            return null;
        }
        return String.join(
                "\n",
                String.valueOf(sale.session()),
                sale.id(),
                sale.ticket(),
                sale.at().toString(),
                sale.total().toString(),
                String.valueOf(sale.tender()),
                new TreeMap<>(sale.quantities()).toString());
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

    /** Sales that were told with more than one content under one identity, by what a person calls them. */
    Set<String> conflicts() {
        return conflicts;
    }

    /** A record could not be read: it may be of any sale. */
    void unread(String where, String text) {
        unread.add(new Unread(where, text));
    }

    boolean hasUnread() {
        return !unread.isEmpty();
    }

    /** Where the record stands that told the sale; of several the same one, whichever came first. */
    void stands(Sale sale, String where) {
        stands.merge(sale.identity(), where, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    Traces traces() {
        return traces;
    }

    /** What is known on this side that may explain why the sale is not in Odoo. */
    List<String> evidenceOf(Sale sale) {
        List<String> evidence = new ArrayList<>();
        String where = stands.get(sale.identity());
        if (where != null) {
            evidence.add("its event stands at " + where);
        }
        evidence.addAll(traces.of(sale));
        return evidence;
    }

    /** What could not be read and names this identity or ticket, a line each. */
    List<String> unreadOf(@Nullable String uuid, @Nullable String ticket) {
        Stream<String> lines = unread.stream()
                .filter(record -> names(record.text(), uuid) || names(record.text(), ticket))
                .map(record -> record.where() + " could not be read and names it");
        return Stream.concat(lines, traces.of(uuid, ticket).stream()).toList();
    }

    private static boolean names(String text, @Nullable String key) {
        return key != null && key.length() > 3 && text.contains(key);
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

    /** Every uuid under which the sale was told, the one that names it first. */
    List<String> uuids(Sale sale) {
        List<String> uuids = new ArrayList<>();
        if (sale.uuid() != null) {
            uuids.add(sale.uuid());
        }
        otherUuids.getOrDefault(sale.identity(), Set.of()).stream()
                .filter(uuid -> !uuid.equals(sale.uuid()))
                .forEach(uuids::add);
        return uuids;
    }

    @Nullable
    Sale withIdentity(String identity) {
        return sales.get(identity);
    }

    @Nullable
    Sale ofOrder(String order) {
        return byOrder.get(order);
    }

    /** What came back and is told under this number, in a stable order. */
    List<Sale> returnsOf(String number) {
        return List.copyOf(returnsByOrder.getOrDefault(number, Map.of()).values());
    }

    /** All that came back of channels without tills. */
    List<Sale> returns() {
        return returnsByOrder.values().stream()
                .flatMap(returns -> returns.values().stream())
                .toList();
    }

    /** Whether a channel told an order or a return under this number. */
    boolean knowsNumber(String number) {
        return byOrder.containsKey(number)
                || !returnsByOrder.getOrDefault(number, Map.of()).isEmpty();
    }

    /** Channel orders that were placed up to so many days before or after, in a stable order. */
    List<Sale> ordersAround(LocalDate day, int days) {
        List<Sale> around = new ArrayList<>();
        for (int offset = -days; offset <= days; offset++) {
            around.addAll(
                    ordersByDay.getOrDefault(day.plusDays(offset), Map.of()).values());
        }
        around.sort(Comparator.comparing(Sale::identity));
        return around;
    }
}
