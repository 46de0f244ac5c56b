package io.tillwatch.reconciliation;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.watch.ReconciliationCase;
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
import org.jspecify.annotations.Nullable;

/**
 * The whole rule: sales and Odoo documents go in, in any order and as often as they like; {@link #judge} says what the
 * cases are by then. A unit, that is a till session or a channel's order, is judged again when something of it came or
 * when time alone may have changed its verdict.
 *
 * <p>Judge only when a reading of Odoo is complete up to the moment given: half a reading looks like missing documents.
 * Not thread-safe.
 */
public final class Reconciler {
    private static final String ORDER = "order ";
    private static final String SESSION = "session ";
    private static final String RECEIPT = "receipt ";

    private final Sold sold = new Sold();
    private final Books books = new Books();
    private final Ageing ageing = new Ageing();
    private final SessionCheck sessionCheck;
    private final OrderCheck orderCheck;
    private final ReturnCheck returnCheck;
    private final Touched touched;
    private final Map<String, Judged> judged = new HashMap<>();
    private final Set<String> waiting = new TreeSet<>();
    private final CaseBook caseBook = new CaseBook();
    private final Rules rules;
    private @Nullable Instant lastJudged;

    private boolean resumed;

    /** Where traces outlive a restart. Called from within {@link #trace}. */
    public interface Keeper {
        Keeper NOWHERE = new Keeper() {
            @Override
            public void keep(Trace trace) {
                // Lives as long as the reconciler.
            }

            @Override
            public void forget(String id) {
                // As above.
            }
        };

        /** Another trace of the same id is replaced. */
        void keep(Trace trace);

        void forget(String id);
    }

    private record Judged(int matched, int pending, List<String> cases) {}

    public Reconciler(Rules rules) {
        this.rules = rules;
        this.sessionCheck = new SessionCheck(sold, books, rules, ageing);
        this.orderCheck = new OrderCheck(sold, books, rules, ageing);
        this.returnCheck = new ReturnCheck(sold, books, rules, ageing);
        this.touched = new Touched(sold, books);
    }

    /** False when the sale was told before. */
    public boolean sold(Sale sale) {
        return told(sale) == Told.NEW;
    }

    private Told told(Sale sale) {
        Told told = sold.add(sale);
        if (told != Told.KNOWN) {
            touched.sale(sale);
        }
        return told;
    }

    /**
     * The same for whoever keeps what is told.
     *
     * @param where the record stands that tells it, such as {@code retail.sales-3, offset 17}
     * @param key under which it is kept, if it has to be; {@link Forgotten} hears of it
     */
    public Told sold(Sale sale, String where, String key) {
        Told told = told(sale);
        sold.stands(sale, where);
        if (told != Told.KNOWN) {
            sold.keptUnder(sale, key);
        }
        return told;
    }

    /**
     * Whether a sale is so old that it may have been forgotten, and nothing is known of its session or order: what else
     * was told with it is gone, so that nothing could be said of it.
     */
    public boolean isTooLate(Sale sale) {
        Instant moment = moment();
        if (moment == null) {
            return false;
        }
        Horizon.Old old = rules.horizon().at(moment);
        if (sale.order() != null) {
            return old.asOrder(sale.at()) && !sold.knowsNumber(sale.order());
        }
        return old.atTill(sale.at())
                && sold.withUuid(sale.uuid()) == null
                && (sale.session() == null
                        || sessionCheck.namesOf(sale.session()).stream().noneMatch(sold::knowsSession));
    }

    /** Up to when sales are known; null before the first judgement. */
    private @Nullable Instant moment() {
        Instant asOf = lastJudged;
        return asOf == null || sold.newest().isAfter(asOf) ? asOf : sold.newest();
    }

    /**
     * Lets go of what is settled and older than the horizon of the rules. No case changes by it. To be called behind
     * {@link #judge}; takes time for each sale and row that is known.
     */
    public void forget(Forgotten into) {
        Instant moment = moment();
        if (moment == null) {
            return;
        }
        Set<String> unsettled = new HashSet<>();
        // An order waits for as long as another posting might be its own as well; that old, none is.
        waiting.stream().filter(unit -> unit.startsWith(SESSION)).forEach(unit -> unsettled.add(named(unit)));
        List.copyOf(judged.keySet()).forEach(this::named);
        judged.forEach((unit, last) -> {
            if (!last.cases().isEmpty() || last.pending() > 0) {
                unsettled.add(unit);
            }
        });
        Forgetting forgetting = new Forgetting(sold, books, this::properName, moment, rules);
        Set<String> gone = forgetting.run(unsettled, caseBook.open(), into);
        judged.keySet().removeAll(gone);
        waiting.removeAll(gone);
    }

    /**
     * The pipeline knows something that may explain why a sale is not in Odoo.
     *
     * @param keeper hears what is to outlive a restart, and what no longer
     * @return whether a case may say more now
     */
    public boolean trace(Trace trace, Keeper keeper) {
        return sold.traces().add(trace, keeper) && touched.names(trace.names());
    }

    /** A receipt of a till session was voided at the till. */
    public void voided(String session, String receipt) {
        sold.voided(session, receipt);
        touched.session(session);
    }

    /** The channel cancelled an order. */
    public void cancelled(String order) {
        sold.cancelled(order);
        touched.order(order);
    }

    /** From now on, tills tell when their sessions begin and end. */
    public void tillOpened() {
        sold.tillOpened();
    }

    public void tillClosed(String session, Instant at) {
        sold.tillClosed(session, at);
        touched.session(session);
    }

    /**
     * A record of this side could not be read. What Odoo has beyond the sales may be what it said.
     *
     * @param where such as {@code line 17 of sales.jsonl}
     * @param text what it says, as far as it goes
     */
    public void unread(String where, String text) {
        sold.unread(where, text);
    }

    /** Odoo could not be read for a while: nothing grows old in that time. */
    public void unreadable(Instant from, Instant to) {
        ageing.paused(from, to);
    }

    /**
     * False when this version was read before, or the model is none that reconciliation uses.
     *
     * @throws IllegalArgumentException when a field of the row cannot be read
     */
    public boolean read(OdooDocument document) {
        touched.document(document);
        boolean fresh = books.put(document) == Books.Reading.NEW;
        touched.document(document);
        return fresh;
    }

    /**
     * The cases that are new, changed or closed since the last time.
     *
     * @param asOf every document written before this moment has been read
     */
    public List<ReconciliationCase> judge(Instant asOf) {
        lastJudged = asOf;
        Set<String> units = new TreeSet<>();
        waiting.forEach(unit -> units.add(named(unit)));
        touched.drain().forEach(unit -> units.add(named(unit)));
        waiting.clear();
        List<ReconciliationCase> changes = new ArrayList<>();
        for (String unit : units) {
            Verdicts verdicts = verdictsOf(unit, asOf);
            if (verdicts == null) {
                continue;
            }
            if (verdicts.isWaiting()) {
                waiting.add(unit);
            }
            Map<String, ReconciliationCase> found = new LinkedHashMap<>();
            for (Finding finding : verdicts.findings()) {
                ReconciliationCase made = finding.toCase();
                found.putIfAbsent(made.id(), made);
            }
            Judged before = judged.put(
                    unit, new Judged(verdicts.matchedCount(), verdicts.pendingCount(), List.copyOf(found.keySet())));
            changes.addAll(caseBook.update(before == null ? List.of() : before.cases(), found, asOf));
        }
        if (resumed) {
            resumed = false;
            Set<String> standing = new HashSet<>();
            judged.values().forEach(unit -> standing.addAll(unit.cases()));
            changes.addAll(caseBook.closeAllBut(standing, asOf));
        }
        return changes;
    }

    /** The unit under the name that Odoo gives the session. */
    private String properName(String unit) {
        return unit.startsWith(SESSION) ? unitOfSession(sessionCheck.nameOf(unit.substring(SESSION.length()))) : unit;
    }

    /** The same, and what was judged under another name moves along. */
    private String named(String unit) {
        String proper = properName(unit);
        Judged moved = proper.equals(unit) ? null : judged.remove(unit);
        if (moved != null) {
            judged.merge(proper, moved, (there, here) -> {
                List<String> cases = new ArrayList<>(there.cases());
                cases.addAll(here.cases());
                return new Judged(there.matched(), there.pending(), List.copyOf(cases));
            });
        }
        return proper;
    }

    /**
     * Goes on after a restart: all facts have been told again, and these were the last words on each case. The next
     * {@link #judge} judges every unit anew and tells only what differs from them.
     *
     * @param asOf of the last judgement; null when there was none
     */
    public void resume(Collection<ReconciliationCase> told, @Nullable Instant asOf) {
        caseBook.resume(told);
        lastJudged = asOf;
        resumed = true;
    }

    private @Nullable Verdicts verdictsOf(String unit, Instant asOf) {
        if (unit.startsWith(ORDER)) {
            String number = unit.substring(ORDER.length());
            if (!sold.knowsNumber(number)) {
                return null;
            }
            Sale sale = sold.ofOrder(number);
            Verdicts verdicts = sale == null ? new Verdicts() : orderCheck.judge(sale, asOf);
            returnCheck.judge(number, asOf, verdicts);
            return verdicts;
        }
        if (unit.startsWith(RECEIPT)) {
            Sale sale = sold.withIdentity(unit.substring(RECEIPT.length()));
            return sale == null ? new Verdicts() : sessionCheck.judge(sale, asOf);
        }
        String name = unit.substring(SESSION.length());
        Set<String> names = sessionCheck.namesOf(name);
        boolean concerned = names.stream().anyMatch(sold::knowsSession) || sessionCheck.isReached(name);
        return concerned ? sessionCheck.judge(names, asOf) : null;
    }

    /** The open cases, by id. */
    public Collection<ReconciliationCase> open() {
        return caseBook.open();
    }

    /** Sales whose posting is there and agrees, as of the last judgement. */
    public int matched() {
        return judged.values().stream().mapToInt(Judged::matched).sum();
    }

    /** Sales that are not due yet and for which there is no case, as of the last judgement. */
    public int pending() {
        return judged.values().stream().mapToInt(Judged::pending).sum();
    }

    /** Sales that were told with more than one content under one identity, by what a person calls them. */
    public Set<String> conflicts() {
        return sold.conflicts();
    }

    /** What Odoo's documents name and nobody read, a line for each kind of thing; see {@link Coverage}. */
    public Coverage coverage() {
        return Coverage.of(books, sold);
    }

    /** Sales known, each once. */
    public int sales() {
        return sold.all().size();
    }

    /** Rows read, by model. */
    public Map<String, Integer> documents() {
        return new TreeMap<>(Map.of(
                "pos.session", books.sessions.size(),
                "pos.order", books.orders.size(),
                "account.move", books.entries.size(),
                "account.move.line", books.entryLines.size(),
                "sale.order", books.saleOrders.size()));
    }

    static String unitOfOrder(String order) {
        return ORDER + order;
    }

    static String unitOfReceipt(Sale sale) {
        return RECEIPT + sale.identity();
    }

    static String unitOfSession(String session) {
        return SESSION + session;
    }
}
