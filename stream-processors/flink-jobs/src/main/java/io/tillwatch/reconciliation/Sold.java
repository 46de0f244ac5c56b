package io.tillwatch.reconciliation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sales as far as they are known, each once. A receipt that is told again under another uuid is the same sale, and
 * keeps both. Of two contents under one identity the smaller text stands, so that the order of input decides nothing.
 * Not thread-safe.
 */
final class Sold {
    private final Map<String, Sale> sales = new LinkedHashMap<>();
    private final SaleIndex index = new SaleIndex();
    private final Map<String, Sale> byUuid = new HashMap<>();
    private final Map<String, String> byReceipt = new HashMap<>();
    private final Map<String, Set<String>> otherUuids = new HashMap<>();
    private final Set<String> conflicts = new TreeSet<>();
    private final Set<String> cancelledOrders = new HashSet<>();
    /** Receipts by session. */
    private final Map<String, Set<String>> voided = new HashMap<>();

    private final Map<String, Instant> closedSessions = new HashMap<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Map<String, String> stands = new HashMap<>();
    /** Under what whoever told of a sale keeps it, by its identity. */
    private final Map<String, Set<String>> keptUnder = new HashMap<>();

    private final Traces traces = new Traces(Traces.MOST);
    private boolean tillsTellSessions;
    private Instant newest = Instant.EPOCH;

    /** Something of this side that could not be read, and what it says as far as it goes. */
    private record Unread(String where, String text) {}

    Told add(Sale sale) {
        newest = sale.at().isAfter(newest) ? sale.at() : newest;
        Sale known = sales.get(sale.identity());
        if (known != null) {
            if (known.equals(sale)) {
                return Told.KNOWN;
            }
            conflicts.add(sale.id());
            if (sale.toString().compareTo(known.toString()) < 0) {
                forget(known);
                index(sale);
            }
            return Told.OTHERWISE;
        }
        String receipt = receipt(sale);
        String same = receipt == null ? null : byReceipt.get(receipt);
        if (same != null && sale.uuid() != null) {
            sentAgain(sales.get(same), sale);
            return Told.OTHERWISE;
        }
        index(sale);
        return Told.NEW;
    }

    /** When the newest was sold; {@link Instant#EPOCH} before the first. */
    Instant newest() {
        return newest;
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
        index.add(sale);
        if (sale.uuid() != null) {
            byUuid.put(sale.uuid(), sale);
        }
        String receipt = receipt(sale);
        if (receipt != null && sale.uuid() != null) {
            byReceipt.put(receipt, sale.identity());
        }
    }

    private void forget(Sale sale) {
        sales.remove(sale.identity());
        index.remove(sale);
        String receipt = receipt(sale);
        if (receipt != null) {
            byReceipt.remove(receipt);
        }
        otherUuids.remove(sale.identity());
    }

    /** Forgets the sales for which this is true, and what was told of them. */
    void drop(Predicate<Sale> going, Forgotten into) {
        for (Sale sale : sales.values().stream().filter(going).toList()) {
            Set<String> identities = new HashSet<>(Set.of(sale.identity()));
            for (String uuid : uuids(sale)) {
                byUuid.remove(uuid);
                identities.add(Sale.identityOf(uuid));
            }
            forget(sale);
            stands.keySet().removeAll(identities);
            identities.forEach(one -> {
                Set<String> kept = keptUnder.remove(one);
                if (kept != null) {
                    kept.forEach(into::sale);
                }
            });
            if (sale.order() != null && !sale.isReturnOfOrder() && cancelledOrders.remove(sale.order())) {
                into.cancelled(sale.order());
            }
        }
    }

    /** Forgets what tills told of sessions for which this is true. */
    void dropSessions(Predicate<String> going, Forgotten into) {
        closedSessions.keySet().removeIf(session -> {
            boolean goes = going.test(session);
            if (goes) {
                into.tillClosed(session);
            }
            return goes;
        });
        voided.entrySet().removeIf(receipts -> {
            boolean goes = going.test(receipts.getKey());
            if (goes) {
                receipts.getValue().forEach(receipt -> into.voided(receipts.getKey(), receipt));
            }
            return goes;
        });
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
    void voided(String session, String receipt) {
        voided.computeIfAbsent(session, first -> new HashSet<>()).add(receipt);
    }

    boolean isVoided(Sale sale) {
        return sale.session() != null
                && voided.getOrDefault(sale.session(), Set.of()).contains(sale.id());
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

    /** When each was closed, by what tills call it. */
    Map<String, Instant> closedSessions() {
        return closedSessions;
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

    /** What is forgotten of it is told by this key, see {@link #drop}. */
    void keptUnder(Sale sale, String key) {
        keptUnder.computeIfAbsent(sale.identity(), first -> new HashSet<>(1)).add(key);
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
        Set<String> named = new HashSet<>(index.sessions());
        named.addAll(closedSessions.keySet());
        return named;
    }

    boolean knowsSession(String session) {
        return index.sessions().contains(session) || closedSessions.containsKey(session);
    }

    /** Sales of a session that still stand, in a stable order. */
    List<Sale> inSession(String session) {
        return index.inSession(session).stream().filter(sale -> !isVoided(sale)).toList();
    }

    List<Sale> withTicket(String ticket) {
        return index.withTicket(ticket);
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

    /** Orders and returns of channels without tills. */
    SaleIndex index() {
        return index;
    }

    @Nullable
    Sale ofOrder(String order) {
        return index.ofOrder(order);
    }

    /** What came back and is told under this number, in a stable order. */
    List<Sale> returnsOf(String number) {
        return index.returnsOf(number);
    }

    /** Whether a channel told an order or a return under this number. */
    boolean knowsNumber(String number) {
        return index.ofOrder(number) != null || !index.returnsOf(number).isEmpty();
    }
}
